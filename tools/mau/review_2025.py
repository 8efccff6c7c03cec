"""The forms of Hướng dẫn 43-HD/BTCTW (2025): Mẫu 01, 2A, 2B, 2C, with points instead of grades."""

from __future__ import annotations

from tools.mau.blocks import body, choose, p, section
from tools.mau.page import head, last, signatures, title
from tools.mau.parts import KEEP
from tools.mau.regions import Labels, Regions, level_boxes
from tools.mau.review_forms import SIGN, identity, on_the_line, party_block, region

_ENCLOSED = (
    "(Gửi kèm Phụ lục về kết quả thực hiện nhiệm vụ trong đó thể hiện sản phẩm tiến độ, chất lượng "
    "cụ thể - theo hướng dẫn của các cấp uỷ, tổ chức đảng)"
)
_WITHOUT_REMARK = 5  # the annex of Mẫu 2C, which prints no such remark
_POINTS = (("diem_chung", 30), ("diem_nhiem_vu", 70), ("tong_diem", 100))
_COMMENTED = "khoi_chi_uy"  # nobody could say whether the forms of 2025 still have this block
_PERSONAL = ("ho_ten", "ngay_sinh", "don_vi_cong_tac", "chi_bo")


def _rating(regions: Regions, *, annex: int, who: str) -> str:
    """Return part B: the scores, the level that the subject proposes, the prescribed remark.

    Boxes stay on one page; what stands last stays with the signature.
    """
    lead = (
        "Trên cơ sở cụ thể hoá khung tiêu chí đánh giá, xếp loại chất lượng tại "
        f"Phụ lục {annex}, Quy định số 366-QĐ/TW, {who} tự đánh giá, chấm điểm như sau:"
    )
    remark = "" if annex == _WITHOUT_REMARK else p("HsChuThich", _ENCLOSED, KEEP)
    points = (
        on_the_line(regions, field, after=f"/{whole}", keep=whole < 100) for field, whole in _POINTS
    )
    return (
        section("B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI")
        + section("I. Đánh giá theo các nhóm tiêu chí")
        + body(lead)
        + "".join(points)
        + section(regions.labels.headings["muc"])
        + regions.around("muc", level_boxes("muc", keep_last=not remark))
        + remark
    )


def _review(regions: Regions, strengths: tuple[str, ...]) -> str:
    """Return part A: strengths, shortcomings, remedies, explanations, responsibility, direction."""
    parts = [section("A. NỘI DUNG KIỂM ĐIỂM"), section("I. Ưu điểm, kết quả đạt được")]
    parts += [region(regions, field) for field in strengths]
    parts += [section("II. Hạn chế, khuyết điểm và nguyên nhân")]
    parts += [region(regions, field) for field in ("han_che", "nguyen_nhan", "khac_phuc")]
    parts += [last()]
    parts += [region(regions, field) for field in ("giai_trinh", "trach_nhiem", "phuong_huong")]
    return "".join(parts)


def collective(labels: Labels) -> str:
    """Return Mẫu 01: the review of a collective."""
    regions = Regions(labels)
    lead = (
        "Căn cứ kết quả lãnh đạo, chỉ đạo thực hiện nhiệm vụ chính trị tại địa phương (cơ quan, "
        "đơn vị); tập thể {{ ten_to_chuc }} kiểm điểm, tự đánh giá, xếp loại chất lượng với các "
        "nội dung chủ yếu sau:"
    )
    strengths = ("nguyen_tac", "ket_qua_nhiem_vu", "xay_dung_dang", "trach_nhiem_tap_the")
    return (
        head(numbered=False)
        + title(
            "BÁO CÁO KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG CỦA TẬP THỂ",
            "Năm {{ nam }}",
            narrow=10,
        )
        + body(lead)
        + _review(regions, strengths)
        + _rating(regions, annex=1, who="các tập thể")
        + signatures((), ("{{ tham_quyen }}", SIGN, "{{ nguoi_ky }}"))
    )


def _person(labels: Labels, subtitle: str, who: str, strengths: tuple[str, ...], annex: int) -> str:
    regions = Regions(labels)
    return (
        head(numbered=False)
        + title("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN", "Năm {{ nam }}", subtitle)
        + who
        + _review(regions, strengths)
        + _rating(regions, annex=annex, who="cá nhân")
        + signatures((), ("NGƯỜI TỰ KIỂM ĐIỂM", SIGN, "{{ dang_vien.ho_ten }}"))
        + choose(_COMMENTED, party_block(regions))
    )


def leader(labels: Labels) -> str:
    """Return Mẫu 2A: a member who holds a post of leadership or management."""
    strengths = (
        "pham_chat",
        "nhiem_vu",
        "lanh_dao",
        "tinh_than_trach_nhiem",
        "neu_guong",
        "cam_ket",
    )
    return _person(labels, "(Cá nhân giữ chức vụ lãnh đạo, quản lý)", identity(), strengths, 3)


def without_post(labels: Labels) -> str:
    """Return Mẫu 2B: a member without such a post."""
    subtitle = "(Cá nhân không giữ chức vụ lãnh đạo, quản lý)"
    strengths = ("pham_chat", "nhiem_vu", "cam_ket")
    return _person(labels, subtitle, identity(_PERSONAL), strengths, 4)


def outside_system(labels: Labels) -> str:
    """Return Mẫu 2C: a member who does not work in the political system."""
    subtitle = "(Đảng viên không làm việc trong hệ thống chính trị)"
    strengths = ("pham_chat", "nhiem_vu", "cam_ket")
    return _person(labels, subtitle, identity(_PERSONAL), strengths, 5)
