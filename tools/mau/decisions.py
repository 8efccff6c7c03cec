"""Papers that settle the levels: proposal, decision, list of those without a level, 30-60-90 plan.

No regulation prescribes them; their columns are those of local sets in use (a faculty committee's
forms of 2020–2021, and Mẫu 17 of an enterprise committee's guidance of 2026).
"""

from __future__ import annotations

from tools.mau.blocks import body, bullets, choose, each, p, section, subsection
from tools.mau.meetings import NUMBER
from tools.mau.openings import reasons
from tools.mau.page import foot, head, last, new_page, signatures, title
from tools.mau.parts import align
from tools.mau.results import NONE
from tools.mau.tables import Column, Table

_CENTRED = '<w:ind w:firstLine="0"/>' + align("center")
_BOLD_NAME = p("HsO", "", bold="{{ dong.ho_ten }}")


def submitted_to() -> str:
    """Return the line `Kính trình`, which only a tờ trình has."""
    return choose(
        "kinh_trinh | length == 1",
        body("Kính trình: {{ kinh_trinh[0] }}", keep=True),
        body("Kính trình:", keep=True) + bullets("kinh_trinh"),
    )


def decides() -> str:
    """Return the two lines that say who decides."""
    return p("HsMuc", "{{ chu_the }}", _CENTRED) + p("HsMuc", "QUYẾT ĐỊNH:", _CENTRED)


def article(number: str, text: str, *, keep: bool = False) -> str:
    """Return an article: `Điều 1.` in bold and what it says."""
    return p("HsNoiDung", text, "<w:keepNext/>" if keep else "", bold=f"Điều {number}. ")


def articles(field: str, *, first: str) -> str:
    """Return the last articles, numbered from `first`; they stay with the signature."""
    number = f"{{{{ {first} + loop.index0 }}}}"
    return each(f"dong in {field}", article(number, "{{ dong }}", keep=True))


def annex(*abstract: str) -> str:
    """Return the beginning of the list that goes with a decision, on a page of its own."""
    lines = "".join(p("HsTrichYeu", line) for line in abstract)
    decision = (
        'Quyết định số {{ so or "……" }}-{{ ky_hieu }}, {{ ngay_thang }} của {{ ten_to_chuc }}'
    )
    return (
        new_page()
        + p("HsTenLoai", "DANH SÁCH")
        + lines
        + p("HsDiaDanh", f"(kèm theo {decision})")
        + p("HsGach", "-----")
    )


_PROPOSED_BODIES = (
    NUMBER,
    Column("Tổ chức đảng", 57, "{{ dong.ten }}"),
    Column("Tự xếp loại", 32, "{{ dong.tu_nhan }}", centred=True),
    Column("Kết quả phiếu", 30, "{{ dong.phieu }}", centred=True),
    Column("Mức đề nghị", 36, "{{ dong.muc }}", centred=True),
)
_PROPOSED_MEMBERS = (
    NUMBER,
    Column("Họ và tên", 38, _BOLD_NAME),
    Column("Chức vụ", 33, "{{ dong.chuc_vu }}"),
    Column("Mức tự nhận", 28, "{{ dong.tu_nhan }}", centred=True),
    Column("Kết quả phiếu", 24, "{{ dong.phieu }}", centred=True),
    Column("Mức đề nghị", 32, "{{ dong.muc }}", centred=True),
)


def proposal() -> str:
    """Return the tờ trình that asks the authority to recognise the proposed levels."""
    members = Table(columns=_PROPOSED_MEMBERS, middle=True, compact=True)
    return (
        head()
        + title(
            "TỜ TRÌNH",
            "đề nghị công nhận kết quả đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên "
            "năm {{ nam }}",
            narrow=12,
        )
        + submitted_to()
        + reasons(
            "{{ ten_to_chuc }} đề nghị công nhận kết quả đánh giá, xếp loại chất lượng năm {{ nam }} "
            "như sau:"
        )
        + subsection("1. Đối với tổ chức đảng")
        + Table(columns=_PROPOSED_BODIES, middle=True, compact=True).over_or(
            "dong in to_chuc", NONE
        )
        + subsection("2. Đối với đảng viên", after_table=True)
        + members.over_or("dong in dang_vien", NONE)
        + choose(
            "xin_y_kien",
            subsection("3. Nội dung xin ý kiến", after_table=True) + bullets("xin_y_kien"),
        )
        + body(
            "{{ ten_to_chuc }} kính trình xem xét, quyết định.",
            keep=True,
            after_table=True,
        )
        + foot()
    )


_DECIDED_BODIES = (
    NUMBER,
    Column("Tổ chức đảng", 95, "{{ dong.ten }}"),
    Column("Xếp loại", 60, "{{ dong.muc }}", centred=True),
)
_DECIDED_MEMBERS = (
    NUMBER,
    Column("Họ và tên", 42, _BOLD_NAME),
    Column("Số thẻ", 20, "{{ dong.so_the }}", centred=True),
    Column("Chi bộ", 43, "{{ dong.chi_bo }}"),
    Column("Xếp loại", 50, "{{ dong.muc }}", centred=True),
)


def _counted(rows: str) -> str:
    return f'{{{{ {rows} | selectattr("muc", "equalto", muc) | list | length }}}}'


def decision() -> str:
    """Return the decision that recognises the levels, with the list of all of them."""
    mark = '{{ "." if loop.last else ";" }}'
    counts = (
        f"- {{{{ muc }}}}: {_counted('to_chuc')} tổ chức đảng, {_counted('dang_vien')} đảng viên"
    )
    return (
        head()
        + title(
            "QUYẾT ĐỊNH",
            "công nhận kết quả đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm {{ nam }}",
            narrow=12,
        )
        + bullets("can_cu", last=",")
        + decides()
        + article(
            "1",
            "Công nhận kết quả đánh giá, xếp loại chất lượng năm {{ nam }} đối với "
            "{{ to_chuc | length }} tổ chức đảng và {{ dang_vien | length }} đảng viên (có danh sách "
            "kèm theo), gồm:",
            keep=True,
        )
        + each("muc in cac_muc", body(counts + mark))
        + articles("dieu_khoan", first="2")
        + foot()
        + annex("công nhận kết quả đánh giá, xếp loại chất lượng năm {{ nam }}")
        + section("I- TỔ CHỨC ĐẢNG")
        + Table(columns=_DECIDED_BODIES, middle=True).over_or("dong in to_chuc", NONE)
        + section("II- ĐẢNG VIÊN")
        + Table(columns=_DECIDED_MEMBERS, middle=True, compact=True).over_or(
            "dong in dang_vien", NONE
        )
        + last()
    )


_WITHOUT = (
    NUMBER,
    Column("Họ và tên", 46, _BOLD_NAME),
    Column("Số thẻ", 26, "{{ dong.so_the }}", centred=True),
    Column("Chi bộ", 40, "{{ dong.chi_bo }}"),
    Column("Ngày kết nạp", 26, "{{ dong.ngay_ket_nap }}", centred=True),
    Column(
        "Chưa kiểm điểm, tự phê bình và phê bình", 27, "{{ dong.chua_kiem_diem }}", centred=True
    ),
    Column("Chưa đánh giá, xếp loại chất lượng", 27, "{{ dong.chua_xep_loai }}", centred=True),
    Column("Lý do", 50, "{{ dong.ly_do }}"),
)


def without() -> str:
    """Return the list of members not reviewed or not rated, and why, on a landscape page."""
    return (
        head(numbered=False, landscape=True)
        + title(
            "DANH SÁCH",
            "đảng viên chưa kiểm điểm, chưa đánh giá, xếp loại chất lượng năm {{ nam }} của {{ ten_to_chuc }}",
        )
        + Table(columns=_WITHOUT, landscape=True, middle=True).over_or("dong in danh_sach", NONE)
        + body(
            "Đảng viên thuộc diện kiểm điểm có tên trong danh sách được kiểm điểm, đánh giá, xếp loại "
            "tại kỳ họp gần nhất mà đảng viên dự; kết quả được báo cáo bổ sung lên cấp trên.",
            keep=True,
            after_table=True,
        )
        + foot(landscape=True)
    )


_STAGES = (
    Column("Mốc", 28, ("{{ dong.ngay }} ngày", "({{ dong.den_ngay }})"), centred=True),
    Column("Hạn chế, khuyết điểm", 33, "{{ dong.han_che }}"),
    Column("Mục tiêu", 29, "{{ dong.muc_tieu }}"),
    Column("Biện pháp", 32, "{{ dong.bien_phap }}"),
    Column("Phối hợp, hỗ trợ", 23, "{{ dong.phoi_hop }}"),
    Column("Đạt, không đạt", 20, "{{ dong.ket_qua }}", centred=True),
)


def plan_30_60_90() -> str:
    """Return the plan to support one who was rated low: what is to be reached by day 30, 60, 90."""
    hint = "(ký, ghi rõ họ tên)"
    return (
        head(numbered=False)
        + title(
            "KẾ HOẠCH HỖ TRỢ, KHẮC PHỤC 30-60-90 NGÀY",
            "hạn chế, khuyết điểm sau đánh giá, xếp loại chất lượng năm {{ nam }}",
            narrow=12,
        )
        + body("Đối tượng: {{ doi_tuong.ten }}")
        + choose("doi_tuong.chuc_vu", body("Chức vụ: {{ doi_tuong.chuc_vu }}"))
        + body("Đơn vị: {{ doi_tuong.don_vi }}")
        + body("Kết quả đánh giá, xếp loại năm {{ nam }}: {{ doi_tuong.muc }}")
        + body("Thời gian thực hiện: từ ngày {{ doi_tuong.tu_ngay }}.", keep=True)
        + Table(columns=_STAGES, middle=True).over("dong in moc")
        + body(
            "Hết mỗi mốc, người hỗ trợ và người thực hiện cùng đánh giá, ghi kết quả vào cột cuối và báo "
            "cáo người phê duyệt.",
            keep=True,
            after_table=True,
        )
        + signatures(
            ("NGƯỜI PHÊ DUYỆT", hint, "{{ nguoi_phe_duyet }}"),
            ("NGƯỜI HỖ TRỢ", hint, "{{ nguoi_ho_tro }}"),
            ("NGƯỜI THỰC HIỆN", hint, "{{ nguoi_thuc_hien }}"),
        )
    )
