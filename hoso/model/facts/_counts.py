"""Facts of meetings, ballots, groups, awards and of the whole year."""

from __future__ import annotations

from hoso.model.facts._info import FactInfo, day, number, percent, several, whole, words
from hoso.model.facts._info import yes_no as yes

_C, _Y = "tap_the", "dot"

_MEETING: tuple[FactInfo, ...] = (
    yes("hop.ve_tap_the", "là hội nghị kiểm điểm tập thể"),
    day("hop.ngay", "ngày họp"),
    whole("hop.trieu_tap", "số triệu tập"),
    whole("hop.co_mat", "số có mặt"),
    whole("hop.vang_mat", "số vắng mặt"),
    several("hop.vang_khong_ly_do", "người vắng không ghi lý do"),
    number("hop.so_ngay", "số ngày họp"),
    whole("hop.ngay_bao_truoc", "số ngày làm việc từ khi gửi dự thảo đến hội nghị"),
    # An organisation has one meeting about its collective, one about its members.
    number("hop_tap_the.so_ngay", "số ngày họp kiểm điểm tập thể", _C),
    number("hop_ca_nhan.so_ngay", "số ngày họp kiểm điểm cá nhân", _C),
    day("du_thao.ngay_gui", "ngày gửi dự thảo báo cáo đến người dự hội nghị", _C),
)

_BALLOT: tuple[FactInfo, ...] = (
    whole("phieu.co_mat", "số có mặt khi bỏ phiếu"),
    whole("phieu.phat_ra", "số phiếu phát ra"),
    whole("phieu.thu_ve", "số phiếu thu về"),
    whole("phieu.hop_le", "số phiếu hợp lệ"),
    whole("phieu.khong_hop_le", "số phiếu không hợp lệ"),
    several("phieu.lech", "dòng kiểm phiếu không khớp"),
    whole("phieu.so_chinh_thuc", "số đảng viên chính thức được bỏ phiếu"),
    several("phieu.duoi_nguong", "mức đề nghị không đủ tỷ lệ phiếu thông qua"),
    yes("phieu.kin", "bỏ phiếu kín", _C),
)

_GROUP: tuple[FactInfo, ...] = (
    words("nhom.ten", "nhóm vị trí, chức năng tương đồng", "ca_nhan", _C),
    whole("nhom.so_htxs", "số hoàn thành xuất sắc trong nhóm"),
    whole("nhom.so_htt_tro_len", "số hoàn thành tốt trở lên trong nhóm"),
    whole("nhom.so_htt", "số hoàn thành tốt trong nhóm (không kể xuất sắc)"),
    whole("nhom.so_htn", "số hoàn thành nhiệm vụ trong nhóm"),
    whole("nhom.so_khtn", "số không hoàn thành nhiệm vụ trong nhóm"),
    whole("cbccvc.so_htxs", "số công chức, viên chức hoàn thành xuất sắc", _C),
    whole("cbccvc.so_xep_loai", "số công chức, viên chức được xếp loại", _C),
    whole("dang_vien.so_htxs", "số đảng viên hoàn thành xuất sắc"),
    whole("dang_vien.so_xep_loai", "số đảng viên được xếp loại"),
)

_DECIDED: tuple[FactInfo, ...] = (
    words("dot.nhom_ty_le", "cách chia nhóm để tính tỷ lệ"),
    words("dot.mau_so_htxs", "mẫu số khi tính tỷ lệ hoàn thành xuất sắc"),
    words("dot.lam_tron_htxs", "cách làm tròn số hoàn thành xuất sắc"),
    words("dot.nguong_phieu", "tỷ lệ phiếu thông qua"),
    percent("dot.ty_le_htxs", "tỷ lệ hoàn thành xuất sắc tối đa (%)"),
    yes("dot.co_can_cu_ty_le", "có quyết định nêu thành tích nổi trội để nâng tỷ lệ"),
    yes("dot.co_to_tham_dinh", "đã thành lập Tổ Thẩm định", _Y),
    day("tu_cham.ngay", "ngày tự chấm điểm", _C),
    day("tham_dinh.ngay", "ngày Tổ Thẩm định báo cáo", _C),
    day("bo_phieu.ngay", "ngày bỏ phiếu xếp loại", _C),
    several("tieu_bieu.danh_sach", "tổ chức được chọn là tiêu biểu", _Y),
    whole("tieu_bieu.so", "số tổ chức được chọn là tiêu biểu"),
    several("tieu_bieu.sai_muc", "tổ chức tiêu biểu mà không xếp mức cao nhất"),
)

_YEAR: tuple[FactInfo, ...] = (
    whole("dot.so_phai_kiem_diem", "số phải kiểm điểm"),
    whole("dot.so_ban_kiem_diem", "số bản kiểm điểm"),
    several("dot.dem_trung", "người được đếm hai lần"),
    whole("dot.tong_so", "tổng số đảng viên"),
    whole("dot.mien", "số miễn đánh giá"),
    whole("dot.chua_danh_gia", "số chưa đánh giá"),
    whole("dot.moi_ket_nap", "số mới kết nạp không phải đánh giá"),
    whole("dot.duoc_danh_gia", "số được đánh giá"),
    whole("dot.htt_tro_len", "số hoàn thành tốt trở lên"),
    whole("dot.htxs", "số hoàn thành xuất sắc"),
    whole("dot.htn", "số hoàn thành nhiệm vụ"),
    whole("dot.khtn", "số không hoàn thành nhiệm vụ"),
    whole("dot.khtn_ky_luat", "số không hoàn thành do bị kỷ luật"),
    whole("dot.khtn_cbccvc", "số không hoàn thành do xếp loại công chức, viên chức"),
    whole("dot.khtn_chi_tieu", "số không hoàn thành do không đạt tỷ lệ nhiệm vụ"),
    whole("dot.khtn_khac", "số không hoàn thành vì lý do khác"),
    whole("dot.khien_trach", "số bị khiển trách"),
    whole("dot.canh_cao", "số bị cảnh cáo"),
    whole("dot.cach_chuc", "số bị cách chức"),
    whole("dot.khai_tru", "số bị khai trừ"),
)

_BODIES: tuple[FactInfo, ...] = (
    whole("dot_tc.tong_so", "tổng số tổ chức đảng"),
    whole("dot_tc.khong_danh_gia", "số tổ chức không đánh giá"),
    whole("dot_tc.duoc_danh_gia", "số tổ chức được đánh giá"),
    whole("dot_tc.htt_tro_len", "số tổ chức hoàn thành tốt trở lên"),
    whole("dot_tc.htxs", "số tổ chức hoàn thành xuất sắc"),
    whole("dot_tc.htn", "số tổ chức hoàn thành nhiệm vụ"),
    whole("dot_tc.khtn", "số tổ chức không hoàn thành nhiệm vụ"),
)

_AWARD: tuple[FactInfo, ...] = (
    whole("khen.nam_lien_can", "số năm liền mà mức khen đòi hỏi"),
    whole("khen.nam_lien_co", "số năm liền hoàn thành xuất sắc, tính đến năm nay"),
    yes("khen.can_tieu_bieu", "mức khen đòi hỏi danh hiệu tiêu biểu"),
    whole("khen.nam_tieu_bieu_co", "số năm liền được công nhận tiêu biểu, tính đến năm nay"),
    yes("khen.sai_cap_tang", "cấp tặng không có thẩm quyền với mức khen"),
    yes("khen.la_to_chuc", "khen tổ chức đảng"),
    yes("khen.co_quyet_dinh_muc", "cấp có thẩm quyền đã quyết định mức xếp loại"),
    number("khen.tien", "tiền thưởng (đồng)"),
    number("khen.he_so", "hệ số tiền thưởng"),
    number("khen.luong_co_so", "mức lương cơ sở vào ngày quyết định (đồng)"),
)

COUNTS: tuple[FactInfo, ...] = (
    *_MEETING,
    *_BALLOT,
    *_GROUP,
    *_DECIDED,
    *_YEAR,
    *_BODIES,
    *_AWARD,
)
