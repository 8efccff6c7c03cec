"""The forms that come back: Mẫu 01, 2A, 2B, 2C of 2025 (Hướng dẫn 43-HD/BTCTW).

Prescribed labels stand in each `mau.toml` (`tieu_de`) and are printed from there.
"""

from __future__ import annotations

from tools.mau.blocks import (
    Bookmarks,
    Column,
    Table,
    answers,
    body,
    choose,
    head,
    p,
    run,
    section,
    signatures,
    title,
)
from tools.mau.parts import spacing

LEVELS = {
    "htxs": "Hoàn thành xuất sắc nhiệm vụ",
    "htt": "Hoàn thành tốt nhiệm vụ",
    "htn": "Hoàn thành nhiệm vụ",
    "khtn": "Không hoàn thành nhiệm vụ",
}
STATUSES = {
    "da_khac_phuc": "Đã khắc phục",
    "dang_khac_phuc": "Đang khắc phục",
    "chua_khac_phuc": "Chưa khắc phục",
}
_NO_EARLIER = "Không có hạn chế, khuyết điểm nào của các kỳ kiểm điểm trước còn theo dõi."
_ENCLOSED = (
    "(Gửi kèm Phụ lục về kết quả thực hiện nhiệm vụ trong đó thể hiện sản phẩm tiến độ, chất lượng "
    "cụ thể - theo hướng dẫn của các cấp uỷ, tổ chức đảng)"
)
_WITHOUT_REMARK = 5  # the annex of Mẫu 2C, which prints no such remark
Labels = dict[str, str]


def _tick(value: str, code: str, label: str) -> str:
    return f'{{{{ "☒" if {value} == "{code}" else "☐" }}}} {label}'


def _remedies() -> str:
    """Return section III: one row for each earlier shortcoming that is still followed."""
    ticks = tuple(_tick("dong.tinh_trang", code, label) for code, label in STATUSES.items())
    columns = (
        Column("TT", 10, "{{ loop.index }}", centred=True),
        Column(
            "Hạn chế, khuyết điểm", 64, "{{ dong.noi_dung }} (năm {{ dong.nam }}, mã {{ dong.ma }})"
        ),
        Column("Tình trạng khắc phục", 37, ticks),
        Column("Kết quả, mức độ, khó khăn, trách nhiệm", 54, "{{ dong.ghi_chu }}"),
    )
    return choose("khac_phuc", Table(columns=columns).over("dong in khac_phuc"), body(_NO_EARLIER))


def _points(marks: Bookmarks, labels: Labels) -> str:
    lines = []
    for field, whole in (("diem_chung", 30), ("diem_nhiem_vu", 70), ("tong_diem", 100)):
        value = marks.around(field, run(f'{{{{ {field} or "……" }}}}'))
        inside = run(f"{labels[field]} ") + value + run(f"/{whole}")
        keep = "<w:keepNext/>" if whole < 100 else ""
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="HsNoiDung"/>{keep}</w:pPr>{inside}</w:p>')
    return "".join(lines)


def _rating(marks: Bookmarks, labels: Labels, *, annex: int, who: str) -> str:
    """Return part B: the scores, the level that the subject proposes, the prescribed remark.

    Boxes stay on one page; what stands last stays with the signature.
    """
    lead = (
        "Trên cơ sở cụ thể hoá khung tiêu chí đánh giá, xếp loại chất lượng tại "
        f"Phụ lục {annex}, Quy định số 366-QĐ/TW, {who} tự đánh giá, chấm điểm như sau:"
    )
    remark = "" if annex == _WITHOUT_REMARK else p("HsChuThich", _ENCLOSED, "<w:keepNext/>")
    ticks = "".join(
        body(_tick("muc", code, label), keep=code != "khtn" or not remark)
        for code, label in LEVELS.items()
    )
    return (
        section("B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI")
        + section("I. Đánh giá theo các nhóm tiêu chí")
        + body(lead)
        + _points(marks, labels)
        + section(labels["muc"])
        + marks.around("muc", ticks)
        + remark
    )


def _split(label: str) -> tuple[str, str]:
    """Return what of a prescribed label is set bold, and the rest, which is set italic.

    Labels of ten lines are law; a bold lead keeps them readable.
    """
    lead, hint, rest = label.partition(" (Về ")
    if hint or len(label) <= 200:
        return lead, hint + rest
    mark = label.find(";")
    end = mark + 1 if 0 < mark <= 140 else label.rfind(",", 0, 120) + 1
    return label[:end], label[end:]


def _label(text: str) -> str:
    """Return a prescribed label: of a section (`IV.`) or an item (`1.`, `-`)."""
    lead, rest = _split(text)
    is_section = text.split(".", maxsplit=1)[0] in {"III", "IV", "V", "VI"}
    loose = '<w:keepNext w:val="0"/>' if len(text) > 350 else ""
    before = spacing(120, 120, 380) if is_section else ""
    return p("HsMuc" if is_section else "HsTieuMuc", lead, loose + before, italic=rest)


def _region(marks: Bookmarks, labels: Labels, field: str) -> str:
    """Return the prescribed heading and, between bookmarks, the answer."""
    answer = _remedies() if field == "khac_phuc" else answers(field)
    return _label(labels[field]) + marks.around(field, answer)


def _regions(marks: Bookmarks, labels: Labels, strengths: tuple[str, ...]) -> str:
    """Return part A: strengths, shortcomings, remedies, explanations, responsibility, direction."""
    parts = [section("A. NỘI DUNG KIỂM ĐIỂM"), section("I. Ưu điểm, kết quả đạt được")]
    parts += [_region(marks, labels, field) for field in strengths]
    parts += [section("II. Hạn chế, khuyết điểm và nguyên nhân")]
    rest = ("han_che", "nguyen_nhan", "khac_phuc", "giai_trinh", "trach_nhiem", "phuong_huong")
    parts += [_region(marks, labels, field) for field in rest]
    return "".join(parts)


def collective(labels: Labels) -> str:
    """Return Mẫu 01: the review of a collective."""
    marks = Bookmarks()
    lead = (
        "Căn cứ kết quả lãnh đạo, chỉ đạo thực hiện nhiệm vụ chính trị tại địa phương (cơ quan, "
        "đơn vị); tập thể {{ ten_to_chuc }} kiểm điểm, tự đánh giá, xếp loại chất lượng với các "
        "nội dung chủ yếu sau:"
    )
    strengths = ("nguyen_tac", "ket_qua_nhiem_vu", "xay_dung_dang", "trach_nhiem_tap_the")
    hint = "(ký, ghi rõ họ tên)"
    return (
        head(numbered=False)
        + title(
            "BÁO CÁO KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG CỦA TẬP THỂ",
            "Năm {{ nam }}",
            narrow=10,
        )
        + body(lead)
        + _regions(marks, labels, strengths)
        + _rating(marks, labels, annex=1, who="các tập thể")
        + signatures((), ("{{ tham_quyen }}", hint, "{{ nguoi_ky }}"))
    )


_IDENTITY = {
    "ho_ten": "Họ và tên",
    "ngay_sinh": "Ngày sinh",
    "chuc_vu_dang": "Chức vụ Đảng",
    "chuc_vu_chinh_quyen": "Chức vụ chính quyền",
    "chuc_vu_doan_the": "Chức vụ đoàn thể",
    "don_vi_cong_tac": "Đơn vị công tác",
    "chi_bo": "Chi bộ",
}
_PERSONAL = ("ho_ten", "ngay_sinh", "don_vi_cong_tac", "chi_bo")


def _person(
    labels: Labels,
    subtitle: str,
    *,
    identity: tuple[str, ...],
    strengths: tuple[str, ...],
    annex: int,
) -> str:
    marks = Bookmarks()
    lines = "".join(body(f"{_IDENTITY[key]}: {{{{ dang_vien.{key} }}}}") for key in identity)
    return (
        head(numbered=False)
        + title("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN", "Năm {{ nam }}", subtitle)
        + lines
        + _regions(marks, labels, strengths)
        + _rating(marks, labels, annex=annex, who="cá nhân")
        + signatures((), ("NGƯỜI TỰ KIỂM ĐIỂM", "(ký, ghi rõ họ tên)", "{{ dang_vien.ho_ten }}"))
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
    subtitle = "(Cá nhân giữ chức vụ lãnh đạo, quản lý)"
    return _person(labels, subtitle, identity=tuple(_IDENTITY), strengths=strengths, annex=3)


def without_post(labels: Labels) -> str:
    """Return Mẫu 2B: a member without such a post."""
    strengths = ("pham_chat", "nhiem_vu", "cam_ket")
    subtitle = "(Cá nhân không giữ chức vụ lãnh đạo, quản lý)"
    return _person(labels, subtitle, identity=_PERSONAL, strengths=strengths, annex=4)


def outside_system(labels: Labels) -> str:
    """Return Mẫu 2C: a member who does not work in the political system."""
    strengths = ("pham_chat", "nhiem_vu", "cam_ket")
    subtitle = "(Đảng viên không làm việc trong hệ thống chính trị)"
    return _person(labels, subtitle, identity=_PERSONAL, strengths=strengths, annex=5)
