"""Facts of papers: review forms, score sheets, the dossier, the remedy plan, numbered documents."""

from __future__ import annotations

from hoso.model.facts._info import FactInfo, day, grade, number, several, whole, words
from hoso.model.facts._info import yes_no as yes

_M, _C = "ca_nhan", "tap_the"

_FORM: tuple[FactInfo, ...] = (
    words("bieu_mau.loai", "mẫu đã dùng"),
    words("bieu_mau.loai_dung", "mẫu phải dùng"),
    words("bieu_mau.ma", "mã mẫu in trên văn bản"),
    several("bieu_mau.muc_trong", "mục để trống"),
    several("bieu_mau.muc_lac", "mục mất tiêu đề hoặc sai thứ tự"),
    whole("bieu_mau.so_muc_chon", "số mức được đánh dấu"),
    whole("bieu_mau.so_muc_cbccvc", "số mức công chức, viên chức được đánh dấu"),
    whole("bieu_mau.so_dong_cap_do", "số dòng cấp độ thực hiện trên mẫu"),
    several("bieu_mau.cap_do_sai", "dòng cấp độ không đánh dấu đúng một ô"),
    yes("bieu_mau.cam_ket_cap_do", "mục cam kết có dòng cấp độ"),
    words("bieu_mau.trach_nhiem", "mục V (trách nhiệm)"),
    words("bieu_mau.phuong_huong", "mục VI (phương hướng, biện pháp)"),
    # An organisation's tasks are its economic and social targets.
    grade("cap_do.nhiem_vu", "cấp độ của kết quả thực hiện nhiệm vụ"),
    grade("cap_do.xay_dung_dang", "cấp độ của công tác xây dựng, chỉnh đốn Đảng"),
    grade("cap_do.thap_nhat", "cấp độ thấp nhất trong các mục"),
    grade("cap_do.thap_nhat_khac", "cấp độ thấp nhất ngoài kết quả nhiệm vụ"),
    grade("cap_do.khac_phuc", "cấp độ khắc phục hạn chế, khuyết điểm (mục III)"),
    words("bang_diem.loai", "bảng chấm điểm đã dùng"),
    words("bang_diem.loai_dung", "bảng chấm điểm phải dùng"),
    number("diem.chung", "điểm tiêu chí chung"),
    number("diem.nhiem_vu", "điểm nhiệm vụ"),
    number("diem.tong", "tổng điểm"),
    number("diem.tong_in", "tổng điểm ghi trên mẫu"),
    several("diem.vuot_toi_da", "tiêu chí chấm quá điểm tối đa"),
    several("diem.lech_nhom", "nhóm tiêu chí cộng lại không khớp"),
)

_REMEDIES: tuple[FactInfo, ...] = (
    yes("han_che.co", "mục II có hạn chế, khuyết điểm"),
    several("khac_phuc.can_neu", "hạn chế các kỳ trước còn theo dõi"),
    several("khac_phuc.da_neu", "hạn chế đã nêu ở mục III"),
    several("khac_phuc.thieu_tinh_trang", "hạn chế ở mục III chưa ghi tình trạng"),
    several("khac_phuc.chua_xong", "hạn chế các kỳ trước chưa khắc phục xong"),
    several("ke_hoach.thieu", "hạn chế chưa có trong kế hoạch khắc phục"),
    several("ke_hoach.chua_du", "mục kế hoạch thiếu biện pháp, người phụ trách hoặc thời hạn"),
)

_DOSSIER: tuple[FactInfo, ...] = (
    several("ho_so.van_ban", "văn bản trong hồ sơ"),
    several("ho_so.con_thieu", "tài liệu bắt buộc còn thiếu trong hồ sơ"),
    several("ho_so.nam_thieu", "năm thiếu bản kiểm điểm trong hồ sơ đảng viên"),
    day("ho_so.ngay_kiem_tra", "ngày kiểm tra hồ sơ đảng viên gần nhất", _C),
    yes("cu_tru.mien_nhan_xet", "thuộc trường hợp đặc biệt không lấy nhận xét nơi cư trú", _M),
    yes("cu_tru.co_nhan_xet", "có nhận xét của cấp ủy nơi cư trú", _M),
    yes("goi_y.co", "được gợi ý kiểm điểm", _M, _C),
    yes("goi_y.co_van_ban", "văn bản gợi ý kiểm điểm có trong hồ sơ"),
    yes("gop_y.co", "có văn bản góp ý", _M, _C),
    yes("gop_y.co_van_ban", "văn bản góp ý có trong hồ sơ", _M, _C),
    yes("khieu_nai.co", "có khiếu nại, kiến nghị", _M, _C),
    yes("khieu_nai.co_van_ban", "hồ sơ khiếu nại, kiến nghị có trong hồ sơ", _M, _C),
)

_NUMBERS: tuple[FactInfo, ...] = (
    day("nhiem_ky.tu", "ngày bắt đầu nhiệm kỳ"),
    several("bo_so.trung", "số cấp hai lần"),
    several("bo_so.khuyet", "số khuyết"),
    several("bo_so.nguoc_ngay", "số và ngày ngược nhau"),
    several("bo_so.cap_lai", "số đã rút rồi cấp lại"),
    yes("bo_so.la_dai_hoi", "là sổ của đại hội"),
    several("bo_so.ngoai_dai_hoi", "văn bản ngoài những ngày đại hội"),
    several("van_ban.ky_hieu_sai", "chỗ sai ở số, ký hiệu"),
    several("van_ban.ngoai_nhiem_ky", "ngày ngoài nhiệm kỳ"),
    several("van_ban.trai_tham_quyen", "tên loại ban hành trái thẩm quyền"),
)

PAPERS: tuple[FactInfo, ...] = (*_FORM, *_REMEDIES, *_DOSSIER, *_NUMBERS)
