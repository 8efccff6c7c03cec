"""Facts of one member or one collective: who, when, which level, what happened in the year."""

from __future__ import annotations

from hoso.model.facts._info import FactInfo, day, level, number, percent, several, whole, words
from hoso.model.facts._info import yes_no as yes

_M, _C = "ca_nhan", "tap_the"
_FORMS = "khien_trach canh_cao cach_chuc khai_tru giai_tan"

_WHO: tuple[FactInfo, ...] = (
    words("doi_tuong.ten", "tên đối tượng"),
    yes("doi_tuong.la_cbccvc", "đảng viên có là cán bộ, công chức, viên chức hay không", _M),
    yes("doi_tuong.la_lanh_dao", "giữ chức vụ lãnh đạo, quản lý"),
    yes("doi_tuong.la_nguoi_dung_dau", "là người đứng đầu của tập thể", _M),
    yes("doi_tuong.la_cap_pho", "là cấp phó của người đứng đầu", _M),
    yes("to_chuc.la_chi_bo", "là chi bộ"),
    yes("to_chuc.la_cap_tinh", "là cấp ủy cấp tỉnh hoặc trực thuộc Trung ương", _C),
    yes("to_chuc.tong_ket_dac_thu", "đơn vị tổng kết năm vào thời điểm đặc thù", _C),
    yes("dien.kiem_diem", "thuộc diện kiểm điểm"),
    yes("dien.xep_loai", "thuộc diện xếp loại"),
    yes("co.kiem_diem", "đã kiểm điểm"),
    yes("co.xep_loai", "đã xếp loại"),
    yes("co.ly_do_chua_danh_gia", "có lý do chưa đánh giá"),
    yes("co.cap_duoi", "có tổ chức trực thuộc"),
)

_WHEN: tuple[FactInfo, ...] = (
    day("chuan_bi.ngay", "ngày ban hành kế hoạch, hướng dẫn kiểm điểm", _C),
    day("kiem_diem.ngay", "ngày kiểm điểm", _M, _C),
    day("kiem_diem.ngay_o_tap_the", "ngày kiểm điểm ở tập thể lãnh đạo, quản lý", _M),
    yes("kiem_diem.phai_lam_lai", "cấp trên yêu cầu kiểm điểm lại", _M, _C),
    day("kiem_diem.ngay_yeu_cau_lai", "ngày cấp trên yêu cầu kiểm điểm lại", _M, _C),
    day("ca_nhan.ngay_dau", "ngày kiểm điểm cá nhân sớm nhất"),
    day("nguoi_dung_dau.ngay_kiem_diem", "ngày kiểm điểm người đứng đầu"),
    day("nguoi_dung_dau.ngay_xep_loai", "ngày xếp loại người đứng đầu"),
    day("thanh_vien.ngay_kiem_diem_dau", "ngày kiểm điểm sớm nhất của cấp phó, thành viên"),
    day("cap_duoi.ngay_cuoi", "ngày xếp loại muộn nhất của cấp dưới"),
    day("thong_bao.ngay", "ngày thông báo kết quả", _C),
    day("ke_hoach.ngay", "ngày ban hành kế hoạch khắc phục", _C),
    day("bao_cao.ngay", "ngày gửi báo cáo kết quả lên cấp trên", _C),
    day("ho_so.ngay_gui", "ngày gửi hồ sơ lên cấp trên", _C),
    day("han.kiem_diem", "hạn hoàn thành kiểm điểm, xếp loại"),
    day("han.bao_cao", "hạn gửi báo cáo kết quả"),
    day("han.ho_so", "hạn gửi hồ sơ lên cấp trên"),
    day("kiem_tra.ngay", "ngày kiểm tra quy tắc"),
)

_LEVEL: tuple[FactInfo, ...] = (
    day("xep_loai.ngay", "ngày xếp loại"),
    level("xep_loai.muc", "mức xếp loại"),
    words("xep_loai.ly_do", "lý do ghi kèm mức xếp loại"),
    yes("xep_loai.la_htxs", "xếp loại hoàn thành xuất sắc"),
    yes("xep_loai.la_htt", "xếp loại hoàn thành tốt"),
    yes("xep_loai.la_htn", "xếp loại hoàn thành nhiệm vụ"),
    yes("xep_loai.la_khtn", "xếp loại không hoàn thành nhiệm vụ"),
    yes("xep_loai.theo_thuc_te", "đã xét theo kết quả công tác thực tế trong năm", _M),
    several("xep_loai.lech", "mức ghi khác nhau giữa các giấy tờ"),
    several("xep_loai.noi_lech", "mức khác nhau ở các nơi giữ chức vụ"),
    yes("xep_lai.co", "là kết quả xếp loại lại"),
    level("xep_lai.muc_cu", "mức xếp loại trước khi xếp lại"),
    day("xep_lai.ngay_cu", "ngày của kết quả xếp loại trước"),
    words("xep_lai.ly_do", "lý do xếp loại lại"),
    yes("xep_lai.khac_quy_dinh", "xếp loại lại khi đã có quy định mới"),
    yes("xep_loai_cbccvc.co", "đã có kết quả xếp loại công chức, viên chức"),
    day("xep_loai_cbccvc.ngay", "ngày xếp loại công chức, viên chức"),
    level("xep_loai_cbccvc.muc", "mức xếp loại công chức, viên chức"),
    level("tap_the.muc", "mức xếp loại của tập thể mình phụ trách"),
    percent("tap_the.hoan_thanh", "tỷ lệ nhiệm vụ hoàn thành của tập thể mình phụ trách (%)"),
    level("he_thong.muc_thap_nhat", "mức thấp nhất của chính quyền, Mặt trận, đoàn thể", _C),
    yes("quy.co_khtn", "có quý không hoàn thành nhiệm vụ"),
    several("quy.khtn", "các quý không hoàn thành nhiệm vụ"),
    whole("quy.khtn_lien_tiep", "số quý liền nhau không hoàn thành nhiệm vụ"),
    several("quy.chua_du_viec", "quý đã xếp loại mà nhiệm vụ chưa đủ 100% (q1, q2, …)", _M),
)

# Shares are percent of the year's tasks: a leader's are those of the places led.
_WORK: tuple[FactInfo, ...] = (
    percent("nhiem_vu.hoan_thanh", "tỷ lệ nhiệm vụ hoàn thành (%)", _M, _C),
    percent("nhiem_vu.tre_han", "tỷ lệ nhiệm vụ chậm tiến độ (%)", _M, _C),
    percent("nhiem_vu.vuot_muc", "tỷ lệ nhiệm vụ vượt mức (%)", _M, _C),
    yes("nhiem_vu.du", "hoàn thành 100% nhiệm vụ"),
    yes("kt_xh.duoc_giao", "được giao 5 chỉ tiêu kinh tế – xã hội cơ bản", _M, _C),
    whole("kt_xh.so_khong_dat", "số chỉ tiêu kinh tế – xã hội cơ bản không đạt (0–5)", _M, _C),
    percent("don_vi.ty_le_khtn", "tỷ lệ đơn vị phụ trách không hoàn thành nhiệm vụ (%)", _M),
    percent("tin_nhiem.ty_le_thap", "tỷ lệ phiếu tín nhiệm thấp trong năm (%)", _M),
    whole("cap_duoi.htxs", "số cấp dưới (đảng viên của chi bộ) hoàn thành xuất sắc"),
    whole("cap_duoi.htt", "số cấp dưới (đảng viên của chi bộ) hoàn thành tốt"),
    whole("cap_duoi.htn", "số cấp dưới (đảng viên của chi bộ) hoàn thành nhiệm vụ"),
    whole("cap_duoi.khtn", "số cấp dưới (đảng viên của chi bộ) không hoàn thành nhiệm vụ"),
    whole("tap_the.so_thanh_vien", "số thành viên tập thể lãnh đạo, quản lý"),
    yes("tap_the.hop_rieng", "tập thể có hội nghị kiểm điểm riêng"),
)

_EVENTS: tuple[FactInfo, ...] = (
    whole("ky_luat.so", "số tổ chức trực thuộc, thành viên bị kỷ luật trong năm", _C),
    whole("ky_luat.so_canh_cao", "số thành viên lãnh đạo bị kỷ luật từ cảnh cáo", _C),
    whole("ky_luat.so_chuc_trach", "số thành viên bị kỷ luật do vi phạm chức trách", _C),
    yes("ky_luat.to_chuc", "tổ chức đảng bị kỷ luật trong năm", _C),
    yes("ky_luat.co", "đảng viên bị kỷ luật trong năm", _M),
    words("ky_luat.hinh_thuc", "hình thức kỷ luật", _M, _C, choices=_FORMS),
    yes("ky_luat.do_chuc_trach", "bị kỷ luật do vi phạm liên quan chức trách, nhiệm vụ", _M),
    yes("ky_luat.tu_phat_hien", "tự phát hiện vi phạm và đã khắc phục hậu quả", _M, _C),
    yes("ky_luat.vi_pham_nam_truoc", "vi phạm của năm trước, năm nay mới xử lý", _M, _C),
    yes("ky_luat.vi_pham_noi_cu", "vi phạm ở đơn vị cũ, xử lý ở đơn vị mới", _M),
    yes("suy_thoai.ket_luan", "có kết luận suy thoái, «tự diễn biến», «tự chuyển hóa»", _M),
    whole("suy_thoai.so", "số thành viên có kết luận suy thoái", _C),
    yes("vi_pham.neu_guong", "vi phạm điều đảng viên không được làm, nêu gương, gây hậu quả", _M),
    yes("tham_nhung.noi_phu_trach", "nơi phụ trách có tham nhũng, lãng phí đã bị xử lý", _M),
    yes("tham_nhung.bi_ky_luat", "có tham nhũng, suy thoái mà đảng viên bị kỷ luật", _C),
    yes("ket_luan.vi_pham_tap_the", "kết luận vi phạm công tác cán bộ, mất đoàn kết, bè phái", _C),
    yes("mat_doan_ket.co", "nội bộ cấp ủy, ban thường vụ mất đoàn kết", _C),
    yes("chinh_quyen.yeu_kem", "chính quyền cùng cấp xếp mức thấp nhất", _C),
    whole("doan_the.so_yeu_kem", "số đoàn thể cùng cấp xếp mức thấp nhất", _C),
    number("nghi_om.thang", "số tháng nghỉ ốm cộng dồn trong năm", _M),
    yes("nghi_om.du_ba_thang", "nghỉ ốm cộng dồn từ 3 tháng"),
    yes("nghi_thai_san.co", "nghỉ thai sản trong năm", _M),
    yes("tam_thoi.co", "sinh hoạt đảng tạm thời nơi khác trong năm", _M),
    yes("tam_thoi.co_nhan_xet", "có nhận xét của chi bộ nơi sinh hoạt tạm thời", _M),
    day("tam_thoi.ngay_nhan_xet", "ngày nhận xét của chi bộ nơi sinh hoạt tạm thời", _M),
    yes("chuyen_den.co", "chuyển sinh hoạt đảng đến trong năm", _M),
    number("chuyen_den.thang_noi_cu", "số tháng trong năm ở chi bộ cũ", _M),
    yes("chuyen_den.du_sau_thang", "ở chi bộ cũ từ 6 tháng trong năm"),
    yes("chuyen_den.co_nhan_xet", "có nhận xét của chi bộ cũ", _M),
    several("su_viec.khong_co", "sự việc không xảy ra với đảng viên nào của tổ chức", _C),
)

SUBJECTS: tuple[FactInfo, ...] = (*_WHO, *_WHEN, *_LEVEL, *_WORK, *_EVENTS)
