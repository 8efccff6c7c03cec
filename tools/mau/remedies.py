"""Papers of the remedies: plan, what became of it, the schedule of all, faults that came back."""

from __future__ import annotations

from tools.mau.blocks import answers, body, choose, each, p, section, subsection
from tools.mau.meetings import NUMBER
from tools.mau.page import foot, head, last, title
from tools.mau.results import NONE
from tools.mau.review_forms import STATUSES
from tools.mau.tables import Column, Table


def _status(value: str) -> str:
    """Return an expression that prints a status code as its words, and words as they are."""
    chain = " else ".join(f'"{label}" if {value} == "{code}"' for code, label in STATUSES.items())
    return f"{{{{ {chain} else {value} }}}}"


_PLAN = (
    NUMBER,
    Column("Hạn chế, khuyết điểm", 39, "{{ dong.han_che }} (mã {{ dong.ma }})"),
    Column("Nguyên nhân", 31, "{{ dong.nguyen_nhan }}"),
    Column("Biện pháp khắc phục", 40, "{{ dong.bien_phap }}"),
    Column("Người phụ trách", 23, "{{ dong.nguoi_phu_trach }}"),
    Column("Thời hạn", 22, "{{ dong.thoi_han }}", centred=True),
)


def plan() -> str:
    """Return the plan to remedy shortcomings (Quy định 366-QĐ/TW, Điều 8)."""
    return (
        head()
        + title("KẾ HOẠCH", "khắc phục hạn chế, khuyết điểm sau kiểm điểm năm {{ nam }}")
        + section("I- MỤC ĐÍCH, YÊU CẦU")
        + answers("muc_dich", prefix="- ")
        + section("II- NỘI DUNG KHẮC PHỤC")
        + Table(columns=_PLAN).over_or("dong in hang_muc", NONE)
        + section("III- TỔ CHỨC THỰC HIỆN")
        + answers("to_chuc_thuc_hien", prefix="{{ loop.index }}. ")
        + body(
            "{{ ten_to_chuc }} yêu cầu tập thể, cá nhân được giao nhiệm vụ thực hiện đúng thời hạn và "
            "báo cáo kết quả.",
            keep=True,
        )
        + foot()
    )


_FOLLOW_UP = (
    NUMBER,
    Column("Hạn chế, khuyết điểm", 45, "{{ dong.han_che }} (năm {{ dong.nam }}, mã {{ dong.ma }})"),
    Column("Tình trạng", 23, _status("dong.tinh_trang"), centred=True),
    Column("Mức độ", 17, "{{ dong.muc_do }}", centred=True),
    Column("Kết quả, khó khăn", 42, "{{ dong.ket_qua }}"),
    Column("Trách nhiệm", 28, "{{ dong.trach_nhiem }}"),
)


def follow_up() -> str:
    """Return the report on what became of the remedies."""
    return (
        head()
        + title("BÁO CÁO", "kết quả khắc phục hạn chế, khuyết điểm năm {{ nam }}")
        + section("I- KẾT QUẢ KHẮC PHỤC")
        + Table(columns=_FOLLOW_UP).over_or("dong in hang_muc", NONE)
        + section("II- ĐÁNH GIÁ CHUNG")
        + answers("danh_gia")
        + section("III- ĐỀ XUẤT, KIẾN NGHỊ")
        + choose("kien_nghi", answers("kien_nghi", prefix="- "), body(NONE))
        + body(
            "Trên đây là báo cáo kết quả khắc phục hạn chế, khuyết điểm năm {{ nam }} của "
            "{{ ten_to_chuc }}.",
            keep=True,
        )
        + foot()
    )


_NAMED = p(
    "HsO",
    ": {{ dong.noi_dung }} (mã {{ dong.ma }}; {{ dong.nguon }})",
    bold="{{ dong.doi_tuong }}",
)
_FOLLOWED = (
    NUMBER,
    Column("Hạn chế, khuyết điểm", 55, _NAMED),
    Column("Năm nêu lần đầu", 15, "{{ dong.nam_dau }}", centred=True),
    Column("Tình trạng từng năm", 36, "{{ dong.tung_nam }}"),
    Column("Kế hoạch khắc phục", 44, "{{ dong.ke_hoach }}"),
    Column("Việc đã làm, kể cả một phần", 48, "{{ dong.da_lam }}"),
    Column("Lý do lặp lại, mở lại, gia hạn, khác kế hoạch", 44, "{{ dong.ly_do }}"),
)
_LEFT = (
    NUMBER,
    Column("Hạn chế, khuyết điểm", 62, _NAMED),
    Column("Năm nêu lần đầu", 15, "{{ dong.nam_dau }}", centred=True),
    Column("Tình trạng từng năm", 42, "{{ dong.tung_nam }}"),
    Column("Việc đã làm", 60, "{{ dong.da_lam }}"),
    Column("Lý do thôi theo dõi", 63, "{{ dong.thoi_theo_doi }}"),
)


def schedule() -> str:
    """Return the schedule of all shortcomings of earlier reviews, on landscape pages."""
    return (
        head(landscape=True)
        + title(
            "BẢNG THEO DÕI",
            "khắc phục hạn chế, khuyết điểm của các kỳ trước, đến kỳ kiểm điểm năm {{ nam }}",
            "của {{ ten_to_chuc }} (tính đến ngày {{ den_ngay }})",
        )
        + section("I- TỔNG QUAN")
        + answers("tong_quan")
        + section("II- HẠN CHẾ, KHUYẾT ĐIỂM CÒN THEO DÕI")
        + _wide(_FOLLOWED, "con_theo_doi")
        + section("III- ĐÃ BÁO CÁO KHẮC PHỤC, CHƯA CÓ NGƯỜI XÁC NHẬN")
        + _wide(_FOLLOWED, "cho_xac_nhan")
        + section("IV- HẠN CHẾ, KHUYẾT ĐIỂM ĐÃ THÔI THEO DÕI")
        + _wide(_LEFT, "da_thoi")
        + body(
            "Hạn chế, khuyết điểm chỉ thôi theo dõi khi đã khắc phục và có người khác xác nhận, khi "
            "không còn phù hợp và có lý do, hoặc khi tái diễn và được theo dõi tiếp ở mục mới.",
            keep=True,
            after_table=True,
        )
        + foot(landscape=True)
    )


def _wide(columns: tuple[Column, ...], rows: str) -> str:
    return Table(columns=columns, landscape=True, compact=True).over_or(f"dong in {rows}", NONE)


_NAMINGS = (
    Column("Năm", 13, "{{ dong.nam }}", centred=True),
    Column(
        "Hạn chế, khuyết điểm đã nêu",
        68,
        (
            "{{ dong.noi_dung }} (mã {{ dong.ma }})",
            choose("dong.ly_do", p("HsO", "", italic="{{ dong.ly_do }}")),
        ),
    ),
    Column("Biện pháp, thời hạn đã đề ra", 48, "{{ dong.ke_hoach }}"),
    Column("Tình trạng", 36, _status("dong.tinh_trang"), centred=True),
)


def _threads() -> str:
    """Return one table a kind of thread: whose and what became of it, then each naming by year."""
    table = Table(columns=_NAMINGS, compact=True)
    threads = table.repeated(
        "mach in nhom.mach",
        table.group("{{ loop.index }}. {{ mach.doi_tuong }}: {{ mach.nhan_xet }}")
        + table.repeated("dong in mach.lan", table.row()),
    )
    heading = subsection("{{ loop.index }}. {{ nhom.ten }} ({{ nhom.so }})", after_table=True)
    return each("nhom in luong", heading + table.of(threads) + last())


def recurrences() -> str:
    """Return the report on faults that came back: fields by year, and every thread with its words."""
    return (
        head()
        + title(
            "BÁO CÁO",
            "hạn chế, khuyết điểm đã nêu ở các năm trước nay lặp lại năm {{ nam }} của {{ ten_to_chuc }}",
            narrow=12,
        )
        + section("I- TỔNG QUAN")
        + answers("tong_quan")
        + section("II- LĨNH VỰC VÀ NĂM")
        + choose(
            "ban_do",
            body("Số hạn chế, khuyết điểm được nêu, theo lĩnh vực và năm kiểm điểm:", keep=True)
            + p("HsSo", "{{ ban_do | hinh(160) }}"),
            body("Chưa có hạn chế, khuyết điểm nào trong sổ."),
        )
        + section("III- CÁC HẠN CHẾ, KHUYẾT ĐIỂM LẶP LẠI QUA CÁC NĂM")
        + choose(
            "luong",
            _threads(),
            body("Không nhận ra hạn chế, khuyết điểm nào của năm lặp lại điều đã nêu."),
        )
        + section("IV- KIẾN NGHỊ")
        + answers("kien_nghi")
        + body(
            "Kết quả đối chiếu là gợi ý để tập thể xem xét; kết luận tái diễn do cấp có thẩm quyền "
            "quyết định.",
            keep=True,
        )
        + foot()
    )
