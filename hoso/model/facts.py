"""The closed vocabulary of facts (dữ kiện): every dotted name that a rule may ask for, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FACT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "doi_tuong.ten": "tên đối tượng",
        "doi_tuong.la_cbccvc": "đảng viên có là cán bộ, công chức, viên chức hay không",
        # Bản kiểm điểm, báo cáo kiểm điểm.
        "bieu_mau.loai": "mẫu đã dùng",
        "bieu_mau.loai_dung": "mẫu phải dùng",
        "bieu_mau.ma": "mã mẫu in trên văn bản",
        "bieu_mau.muc_trong": "mục để trống",
        "bieu_mau.so_muc_chon": "số mức được đánh dấu",
        "bieu_mau.trach_nhiem": "mục V (trách nhiệm)",
        "bieu_mau.phuong_huong": "mục VI (phương hướng, biện pháp)",
        "diem.chung": "điểm tiêu chí chung",
        "diem.nhiem_vu": "điểm nhiệm vụ",
        "diem.tong": "tổng điểm",
        "diem.tong_in": "tổng điểm ghi trên mẫu",
        "han_che.co": "mục II có hạn chế, khuyết điểm",
        "khac_phuc.can_neu": "hạn chế các kỳ trước còn theo dõi",
        "khac_phuc.da_neu": "hạn chế đã nêu ở mục III",
        "khac_phuc.thieu_tinh_trang": "hạn chế ở mục III chưa ghi tình trạng",
        "khac_phuc.chua_xong": "hạn chế các kỳ trước chưa khắc phục xong",
        # Diện, trình tự, mức.
        "dien.kiem_diem": "thuộc diện kiểm điểm",
        "dien.xep_loai": "thuộc diện xếp loại",
        "co.kiem_diem": "đã kiểm điểm",
        "co.xep_loai": "đã xếp loại",
        "co.ly_do_chua_danh_gia": "có lý do chưa đánh giá",
        "co.cap_duoi": "có tổ chức trực thuộc",
        "kiem_diem.ngay": "ngày kiểm điểm",
        "ca_nhan.ngay_dau": "ngày kiểm điểm cá nhân sớm nhất",
        "cap_duoi.ngay_cuoi": "ngày xếp loại muộn nhất của cấp dưới",
        "xep_loai.ngay": "ngày xếp loại",
        "xep_loai.muc": "mức xếp loại",
        "xep_loai.ly_do": "lý do ghi kèm mức xếp loại",
        "xep_loai.la_htxs": "xếp loại hoàn thành xuất sắc",
        "xep_loai.la_htt": "xếp loại hoàn thành tốt",
        "xep_loai.la_htn": "xếp loại hoàn thành nhiệm vụ",
        "xep_loai_cbccvc.ngay": "ngày xếp loại công chức, viên chức",
        "xep_loai_cbccvc.muc": "mức xếp loại công chức, viên chức",
        # Sự việc trong năm.
        "nhiem_vu.hoan_thanh": "tỷ lệ nhiệm vụ hoàn thành (%)",
        "nhiem_vu.tre_han": "tỷ lệ nhiệm vụ chậm tiến độ (%)",
        "nhiem_vu.vuot_muc": "tỷ lệ nhiệm vụ vượt mức (%)",
        "ky_luat.so": "số tổ chức trực thuộc, thành viên bị kỷ luật trong năm",
        "ky_luat.ha_muc": "bị kỷ luật thuộc trường hợp không hoàn thành nhiệm vụ",
        "nghi_om.du_ba_thang": "nghỉ ốm cộng dồn từ 3 tháng",
        # Kế hoạch khắc phục, hồ sơ.
        "ke_hoach.thieu": "hạn chế chưa có trong kế hoạch khắc phục",
        "ke_hoach.chua_du": "mục kế hoạch thiếu biện pháp, người phụ trách hoặc thời hạn",
        "ho_so.van_ban": "văn bản trong hồ sơ",
        # Hội nghị, kiểm phiếu, thời hạn.
        "han.kiem_diem": "hạn hoàn thành kiểm điểm, xếp loại",
        "hop.ngay": "ngày họp",
        "hop.trieu_tap": "số triệu tập",
        "hop.co_mat": "số có mặt",
        "hop.vang_mat": "số vắng mặt",
        "phieu.co_mat": "số có mặt khi bỏ phiếu",
        "phieu.phat_ra": "số phiếu phát ra",
        "phieu.thu_ve": "số phiếu thu về",
        "phieu.hop_le": "số phiếu hợp lệ",
        "phieu.khong_hop_le": "số phiếu không hợp lệ",
        "phieu.lech": "dòng kiểm phiếu không khớp",
        # Nhóm tính tỷ lệ, cả đợt.
        "nhom.ten": "nhóm vị trí, chức năng tương đồng",
        "nhom.so_htxs": "số hoàn thành xuất sắc",
        "nhom.so_htt_tro_len": "số hoàn thành tốt trở lên",
        "dot.nhom_ty_le": "cách chia nhóm để tính tỷ lệ",
        "dot.nguong_phieu": "tỷ lệ phiếu thông qua",
        "dot.so_phai_kiem_diem": "số phải kiểm điểm",
        "dot.so_ban_kiem_diem": "số bản kiểm điểm",
        "dot.tong_so": "tổng số đảng viên",
        "dot.mien": "số miễn đánh giá",
        "dot.chua_danh_gia": "số chưa đánh giá",
        "dot.moi_ket_nap": "số mới kết nạp không phải đánh giá",
        "dot.duoc_danh_gia": "số được đánh giá",
    }
)
