"""Papers of the awards that follow from the levels: for the year, and for five years in a row.

No form is prescribed; what is said follows Hướng dẫn 06-HD/TW (mục 19) on who earns an award and
who gives it. Amounts are printed as given: coefficient times base salary.
"""

from __future__ import annotations

from tools.mau.blocks import body, bullets, each, p, section
from tools.mau.decisions import annex, article, articles, decides, submitted_to
from tools.mau.meetings import NUMBER
from tools.mau.openings import reasons
from tools.mau.page import foot, head, last, title
from tools.mau.results import NONE
from tools.mau.tables import Column, Table

_NAME = p("HsO", "", bold="{{ dong.ho_ten }}")
_FIVE = 5
_ABBREVIATED = (
    "HTXSNV: hoàn thành xuất sắc nhiệm vụ; TSVM: trong sạch, vững mạnh. Mức, danh hiệu của từng năm do "
    "cấp có thẩm quyền quyết định."
)


def _merit(years: int) -> str:
    """Return in words what is rewarded."""
    if years == _FIVE:
        return "hoàn thành xuất sắc nhiệm vụ 5 năm liền ({{ cac_nam | join(', ') }})"
    return "hoàn thành xuất sắc nhiệm vụ năm {{ nam }}"


def _bodies(years: int) -> str:
    if years == _FIVE:
        columns: tuple[Column, ...] = (
            NUMBER,
            Column("Tổ chức đảng", 60, "{{ dong.ten }}"),
            *_levels(),
        )
    else:
        columns = (
            NUMBER,
            Column("Tổ chức đảng", 45, "{{ dong.ten }}"),
            Column("Xếp loại", 55, "{{ dong.muc }}", centred=True),
            Column("Văn bản công nhận tiêu biểu", 55, "{{ dong.tieu_bieu }}"),
        )
    note = _ABBREVIATED if years == _FIVE else ""
    table = Table(columns=columns, middle=True, compact=years == _FIVE, note=note)
    return table.over_or("dong in tap_the", NONE)


def _members(years: int) -> str:
    if years == _FIVE:
        name = (_NAME, "{{ dong.so_the }}", "{{ dong.chi_bo }}")
        columns: tuple[Column, ...] = (
            NUMBER,
            Column("Họ và tên, số thẻ, chi bộ", 60, name),
            *_levels(),
        )
    else:
        columns = (
            NUMBER,
            Column("Họ và tên", 42, _NAME),
            Column("Số thẻ", 22, "{{ dong.so_the }}", centred=True),
            Column("Chi bộ", 36, "{{ dong.chi_bo }}"),
            Column("Xếp loại", 55, "{{ dong.muc }}", centred=True),
        )
    note = _ABBREVIATED if years == _FIVE else ""
    table = Table(columns=columns, middle=True, compact=years == _FIVE, note=note)
    return table.over_or("dong in ca_nhan", NONE)


def _levels() -> tuple[Column, ...]:
    """Return a column for the level of each of the five years."""
    return tuple(
        Column(f"{{{{ cac_nam[{place}] }}}}", 19, f"{{{{ dong.nam_{place + 1} }}}}", centred=True)
        for place in range(_FIVE)
    )


def _lists(years: int) -> str:
    return section("I- TỔ CHỨC ĐẢNG") + _bodies(years) + section("II- ĐẢNG VIÊN") + _members(years)


def proposal(years: int) -> str:
    """Return the tờ trình that asks for the awards of `years` excellent years in a row."""
    merit = _merit(years)
    return (
        head()
        + title("TỜ TRÌNH", f"đề nghị khen thưởng tổ chức đảng, đảng viên {merit}", narrow=18)
        + submitted_to()
        + reasons(
            "{{ ten_to_chuc }} đề nghị tặng {{ hinh_thuc }} cho {{ tap_the | length }} tổ chức đảng và "
            f"{{{{ ca_nhan | length }}}} đảng viên {merit}, gồm:"
        )
        + _lists(years)
        + body(
            "{{ ten_to_chuc }} kính trình xem xét, quyết định.",
            keep=True,
            after_table=True,
        )
        + foot()
    )


def _money() -> str:
    """Return the article on the money: what each gets and how it is reckoned, the sum in words."""
    reckoned = "{% if dong.he_so and dong.luong_co_so %} ({{ dong.cach_tinh }}){% endif %}"
    line = (
        "- {{ dong.doi_tuong }}: {{ dong.so_tien }} đồng" + reckoned + "; số lượng "
        "{{ dong.so_luong }}, thành tiền {{ dong.thanh_tien }} đồng;"
    )
    return (
        article("2", "Mức tiền thưởng kèm theo {{ hinh_thuc }}:", keep=True)
        + each("dong in tien_thuong", body(line))
        + body(
            "- Tổng số tiền: {{ tong_tien }} đồng (bằng chữ: {{ tong_tien_chu }} đồng). Nguồn kinh phí: "
            "{{ nguon_kinh_phi }}."
        )
    )


def decision(years: int) -> str:
    """Return the decision that gives the awards, with the list of who gets one."""
    merit = _merit(years)
    return (
        head()
        + title("QUYẾT ĐỊNH", f"khen thưởng tổ chức đảng, đảng viên {merit}", narrow=18)
        + each("dong in can_cu_tham_quyen", body("- Căn cứ {{ dong }};"))
        + bullets("can_cu", last=",")
        + decides()
        + article(
            "1",
            "Tặng {{ hinh_thuc }} cho {{ tap_the | length }} tổ chức đảng và {{ ca_nhan | length }} đảng "
            f"viên {merit} (có danh sách kèm theo).",
        )
        + _money()
        + articles("dieu_khoan", first="3")
        + foot()
        + annex(f"tổ chức đảng, đảng viên được khen thưởng {merit}")
        + _lists(years)
        + last()
    )
