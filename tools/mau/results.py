"""Papers of the results: summary of the appraisal, report, notice."""

from __future__ import annotations

from tools.mau.blocks import answers, body, choose, p, section, subsection
from tools.mau.meetings import NUMBER
from tools.mau.openings import reasons
from tools.mau.page import foot, head, title
from tools.mau.tables import Column, Table

NONE = "Không có."


def _figures(rows: str) -> str:
    columns = (
        NUMBER,
        Column("Nội dung", 73, "{{ dong.nhan }}"),
        Column("Số lượng", 22, "{{ dong.so_luong }}", centred=True),
        Column("Tỷ lệ (%)", 22, "{{ dong.ty_le }}", centred=True),
        Column("Tỷ lệ tính trên", 38, "{{ dong.mau_so }}", centred=True),
    )
    return Table(columns=columns, middle=True).over_or(f"dong in {rows}", NONE)


_SUMMARY = (
    NUMBER,
    Column("Họ và tên", 36, p("HsO", "", bold="{{ nguoi.ho_ten }}")),
    Column("Số thẻ đảng viên", 23, "{{ nguoi.so_the }}", centred=True),
    Column("Chức vụ", 36, "{{ nguoi.chuc_vu }}"),
    Column("Điểm chung (30)", 17, "{{ nguoi.diem_chung }}", centred=True),
    Column("Điểm nhiệm vụ (70)", 18, "{{ nguoi.diem_nhiem_vu }}", centred=True),
    Column("Tổng điểm (100)", 17, "{{ nguoi.tong_diem }}", centred=True),
    Column("Mức tự nhận", 26, "{{ nguoi.tu_nhan }}", centred=True),
    Column("Kết quả phiếu", 24, "{{ nguoi.phieu }}", centred=True),
    Column("Mức của cấp quyết định", 25, "{{ nguoi.cap_quyet_dinh }}", centred=True),
    Column("Ghi chú", 20, "{{ nguoi.ghi_chu }}"),
)


def summary() -> str:
    """Return the summary of the appraisal, one line a person, on a landscape page."""
    return (
        head(landscape=True)
        + title(
            "BÁO CÁO",
            "tổng hợp kết quả thẩm định, đánh giá, xếp loại chất lượng đảng viên năm {{ nam }}",
        )
        + section("I- KẾT QUẢ TỪNG NGƯỜI")
        + Table(columns=_SUMMARY, landscape=True, middle=True, compact=True).over("nguoi in hang")
        + section("II- SỐ LIỆU CHUNG")
        + _figures_landscape()
        + body(
            "Trên đây là tổng hợp kết quả đánh giá, xếp loại chất lượng năm {{ nam }} của "
            "{{ ten_to_chuc }}.",
            keep=True,
            after_table=True,
        )
        + foot(landscape=True)
    )


_WIDE_FIGURES = (
    NUMBER,
    Column("Nội dung", 122, "{{ dong.nhan }}"),
    Column("Số lượng", 30, "{{ dong.so_luong }}", centred=True),
    Column("Tỷ lệ (%)", 30, "{{ dong.ty_le }}", centred=True),
    Column("Tỷ lệ tính trên", 60, "{{ dong.mau_so }}", centred=True),
)


def _figures_landscape() -> str:
    return Table(columns=_WIDE_FIGURES, landscape=True, middle=True, compact=True).over(
        "dong in thong_ke"
    )


def _report_results() -> str:
    unrated = (
        NUMBER,
        Column("Họ và tên", 42, "{{ dong.ho_ten }}"),
        Column("Tổ chức đảng", 40, "{{ dong.to_chuc }}"),
        Column("Lý do", 41, "{{ dong.ly_do }}"),
        Column("Căn cứ", 32, "{{ dong.can_cu }}"),
    )
    return (
        section("II- KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG")
        + subsection("1. Tổ chức đảng")
        + _figures("thong_ke_to_chuc")
        + subsection("2. Đảng viên", after_table=True)
        + _figures("thong_ke_dang_vien")
        + subsection("3. Đảng viên chưa kiểm điểm hoặc chưa đánh giá, xếp loại", after_table=True)
        + Table(columns=unrated).over_or("dong in chua_danh_gia", NONE)
    )


def _report_faults() -> str:
    faults = (
        NUMBER,
        Column("Tổ chức đảng", 45, "{{ dong.to_chuc }}"),
        Column("Hạn chế, khuyết điểm", 110, "{{ dong.noi_dung }}"),
    )
    returned = (
        NUMBER,
        Column("Tổ chức đảng", 35, "{{ dong.to_chuc }}"),
        Column("Hạn chế, khuyết điểm năm nay", 52, "{{ dong.noi_dung }}"),
        Column("Năm trước", 16, "{{ dong.nam_truoc }}", centred=True),
        Column("Hạn chế, khuyết điểm đã nêu", 52, "{{ dong.noi_dung_truoc }}"),
    )
    return (
        section("III- HẠN CHẾ, KHUYẾT ĐIỂM")
        + subsection("1. Hạn chế, khuyết điểm được chỉ ra trong năm")
        + Table(columns=faults).over_or("dong in han_che", NONE)
        + subsection("2. Hạn chế, khuyết điểm đã nêu ở các năm trước nay lặp lại", after_table=True)
        + Table(columns=returned).over_or("dong in tai_dien", NONE)
    )


def report() -> str:
    """Return the report on the year's results."""
    lead = (
        "{{ ten_to_chuc }} báo cáo kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }} "
        "như sau:"
    )
    return (
        head()
        + title("BÁO CÁO", "kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }}")
        + reasons(lead)
        + section("I- TÌNH HÌNH CHUNG VÀ CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO")
        + answers("tinh_hinh")
        + _report_results()
        + _report_faults()
        + section("IV- ĐỀ XUẤT, KIẾN NGHỊ")
        + choose("kien_nghi", answers("kien_nghi", prefix="- "), body(NONE))
        + body(
            "Trên đây là báo cáo kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }} của "
            "{{ ten_to_chuc }}.",
            keep=True,
        )
        + foot()
    )


_COLLECTIVES = (
    NUMBER,
    Column("Tổ chức đảng", 90, "{{ dong.ten }}"),
    Column("Mức xếp loại", 65, "{{ dong.muc }}", centred=True),
)


_PERSONS = (
    NUMBER,
    Column("Họ và tên", 48, p("HsO", "", bold="{{ dong.ho_ten }}")),
    Column("Chức vụ", 50, "{{ dong.chuc_vu }}"),
    Column("Mức xếp loại", 57, "{{ dong.muc }}", centred=True),
)


def notice() -> str:
    """Return the notice of the levels that the authority decided."""
    return (
        head()
        + title("THÔNG BÁO", "kết quả đánh giá, xếp loại chất lượng năm {{ nam }}")
        + reasons(
            "{{ ten_to_chuc }} thông báo kết quả đánh giá, xếp loại chất lượng năm {{ nam }} như sau:"
        )
        + subsection("1. Đối với tổ chức đảng")
        + Table(columns=_COLLECTIVES, middle=True).over_or("dong in ket_qua_tap_the", NONE)
        + subsection("2. Đối với đảng viên", after_table=True)
        + Table(columns=_PERSONS, middle=True).over_or("dong in ket_qua", NONE)
        + body(
            "{{ ten_to_chuc }} thông báo để các tổ chức đảng, đảng viên biết và thực hiện.",
            keep=True,
            after_table=True,
        )
        + foot()
    )
