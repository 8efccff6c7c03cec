"""Write docs/rules.md from the regimes' data: `python tools/build_rules_doc.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hoso import profiles
from hoso.model.procedure import Ground, PeriodRule, PlaceRule, Procedure, Tolerance
from hoso.model.profile import Issuing, Numbering, Regime, Rule
from hoso.rosters import KIND_LABELS
from hoso.text import short_date

OUT = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

_CONFIDENCES = {
    "trich_dan": "trích dẫn",
    "dia_phuong": "của một địa phương",
    "suy_ra": "suy ra",
    "chua_kiem_chung": "chưa kiểm chứng",
    "noi_bo": "yêu cầu của chương trình",
}
_SUBJECTS = {
    "tap_the": "tập thể",
    "ca_nhan": "cá nhân",
    "hoi_nghi": "hội nghị",
    "phieu": "kiểm phiếu",
    "nhom": "nhóm",
    "dot": "đợt",
    "khen_thuong": "khen thưởng",
    "so_van_ban": "bộ số",
    "van_ban": "văn bản",
}
_TOLERANCES = {
    Tolerance.NEVER: "không quyết định",
    Tolerance.WITH_REASON: "phải nêu lý do",
    Tolerance.TELL: "chỉ nhắc",
}
_HEADINGS = (
    "| Mã | Quy tắc | Đối tượng | Căn cứ | Độ tin cậy | Khi trái |\n|---|---|---|---|---|---|"
)
_HEAD = """# Quy tắc kiểm tra

Trang này do `tools/build_rules_doc.py` lập từ dữ liệu trong `hoso/profiles/` (`che_do`, `trinh_tu`, `danh_so`, `tham_quyen`);
đừng sửa tay.

Mỗi quy tắc có ba kết quả: **đạt**, **vi phạm**, **chưa kiểm được** (thiếu dữ kiện, hoặc cấp có thẩm quyền chưa
quy định, có nêu thiếu gì). Số trong mã (`H43-23A`: 23) là số của điều kiểm được; cùng một số ở các chế độ là cùng một điều.

Cột *Khi trái*: **lỗi** – phải sửa; **nhắc** – báo để người xem xét; **hỏi** – văn bản để ngỏ nên chương trình hỏi,
câu trả lời của cấp có thẩm quyền được lưu lại (`hoso rulings`); **, trừ khi cho phép** – cấp có thẩm quyền được
cho ngoại lệ, cũng lưu lại; **theo ý kiến …** – câu trả lời cho quy tắc ấy cũng là câu trả lời ở đây.

Độ tin cậy: *trích dẫn* – lời văn bản qua nguồn trích dẫn; *của một địa phương* – chỉ thấy ở một địa phương;
*suy ra* – suy từ điều đã trích dẫn; *chưa kiểm chứng* – cần đối chiếu bản gốc; *yêu cầu của chương trình* – con số,
giấy tờ phải khớp nhau.

Kiểm ở nơi khác, không phải quy tắc của chế độ: số 10 (thể thức, số văn bản) bằng `hoso lint` và `hoso numbers check`;
số 45 (tỷ lệ in trên biểu) bằng `hoso stats check`; số 58 (hạn chế tái diễn) bằng `hoso recurrences`.
"""


def document() -> str:
    """Return the whole page."""
    pages = [
        *map(_regime, profiles.regimes()),
        *map(_papers, profiles.numberings()),
        *map(_papers, profiles.issuings()),
    ]
    return _HEAD + "".join(pages)


def _regime(one: Regime) -> str:
    years = f"{one.first_year}–{one.last_year}" if one.last_year else f"từ {one.first_year}"
    if one.first_year == one.last_year:
        years = str(one.first_year)
    lines = [f"\n## {one.code}: năm {years}\n", f"{'; '.join(one.references)}.\n"]
    lines += ["### Diện kiểm điểm, xếp loại\n", *_eligibility(one), ""]
    lines += [*_decided(one), "### Quy tắc\n", _HEADINGS, *(_rule(rule) for rule in one.rules)]
    lines += ["", *_procedure(profiles.procedure(one.code))]
    return "\n".join(lines) + "\n"


def _procedure(one: Procedure) -> Iterator[str]:
    """Yield what comes before a decision, where people are reviewed, which periods are rated."""
    yield "### Trình tự: phải có trước khi quyết định mức\n"
    yield "| Mã | Căn cứ phải có | Đối tượng | Căn cứ | Độ tin cậy | Khi còn thiếu |"
    yield "|---|---|---|---|---|---|"
    for ground in one.grounds:
        subjects = ", ".join(_SUBJECTS[subject] for subject in ground.subjects)
        yield _line(ground, subjects, _TOLERANCES[ground.tolerance])
    yield "\n### Nơi kiểm điểm, kỳ đánh giá trong năm\n"
    yield "| Mã | Nội dung | | Căn cứ | Độ tin cậy | Hỏi |"
    yield "|---|---|---|---|---|---|"
    for place in one.places:
        yield _line(place, "nơi kiểm điểm", place.question)
    for period in one.periods:
        yield _line(period, "kỳ", period.consequence)


def _line(one: Ground | PlaceRule | PeriodRule, what: str, last: str) -> str:
    sure = _CONFIDENCES[one.confidence]
    return f"| `{one.code}` | {one.message} | {what} | {one.reference} | {sure} | {last} |"


def _papers(one: Numbering | Issuing) -> str:
    """Return the rules of numbers, or of who may issue what, with the table of authority."""
    days = f"văn bản từ ngày {short_date(one.since)}"
    days += f" đến ngày {short_date(one.until)}" if one.until else ""
    lines = [f"\n## {one.code}: {days}\n", f"{'; '.join(one.references)}.\n"]
    lines += [_HEADINGS, *(_rule(rule) for rule in one.rules)]
    if isinstance(one, Issuing):
        lines += ["", *_authority(one)]
    return "\n".join(lines) + "\n"


def _authority(one: Issuing) -> Iterator[str]:
    if not one.rows:
        yield "Chưa có bảng thẩm quyền đã đối chiếu: mọi tên loại là *chưa kiểm được*."
        return
    yield "| Tổ chức | Cơ quan | Được ban hành | Không được ban hành | Căn cứ | Độ tin cậy |"
    yield "|---|---|---|---|---|---|"
    for row in one.rows:
        may, may_not = ", ".join(row.may), ", ".join(row.may_not)
        kinds = ", ".join(KIND_LABELS[kind] for kind in row.kinds)
        organ = profiles.organ(row.kinds[0], row.organ).name
        sure = _CONFIDENCES[row.confidence]
        yield f"| {kinds} | {organ} | {may} | {may_not} | {row.reference} | {sure} |"


def _eligibility(one: Regime) -> Iterator[str]:
    yield "| Mã | Trường hợp | Kiểm điểm | Xếp loại | Căn cứ |"
    yield "|---|---|---|---|---|"
    for row in one.eligibility:
        yes = {True: "có", False: "không"}
        yield f"| `{row.code}` | {row.message} | {yes[row.review]} | {yes[row.rate]} | {row.reference} |"


def _decided(one: Regime) -> Iterator[str]:
    """Yield what an authority may decide by an overlay, with the bounds of the law."""
    yield "### Điều cấp có thẩm quyền quyết định bằng lớp phủ\n"
    yield "| Tham số | Giá trị | Trong khoảng |"
    yield "|---|---|---|"
    for name, value in one.parameters.items():
        bounds = one.bounds.get(name)
        if bounds and bounds[0] == bounds[1]:
            continue
        limits = f"{bounds[0]:g}–{bounds[1]:g}" if bounds else ", ".join(one.choices.get(name, ()))
        yield f"| `{name}` | {value if value != '' else '*chưa quy định*'} | {limits} |"
    yield ""


def _rule(rule: Rule) -> str:
    subjects = ", ".join(_SUBJECTS[subject] for subject in rule.subjects)
    cells = (
        f"`{rule.code}`",
        f"{rule.message}{_years(rule)}",
        subjects,
        rule.reference,
        _CONFIDENCES[rule.confidence],
        _answer(rule),
    )
    return f"| {' | '.join(cells)} |"


def _years(rule: Rule) -> str:
    """Return from and to which review year a rule is asked, where not in all of its regime."""
    since = f" từ năm {rule.first_year}" if rule.first_year else ""
    until = f" đến năm {rule.last_year}" if rule.last_year else ""
    return f" (Áp dụng{since}{until}.)" if since or until else ""


def _answer(rule: Rule) -> str:
    if rule.question:
        return "hỏi"
    kind = "lỗi" if rule.blocks else "nhắc"
    if rule.exception:
        kind += ", trừ khi cho phép"
    if rule.ruled_by:
        kind += f"; theo ý kiến {', '.join(f'`{code}`' for code in rule.ruled_by)}"
    return kind


if __name__ == "__main__":
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(document(), encoding="utf-8")
    print(OUT)
