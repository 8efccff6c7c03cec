"""Write docs/rules.md from the regimes' data: `python tools/build_rules_doc.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hoso import profiles
from hoso.model.profile import Regime, Rule

OUT = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

_CONFIDENCES = {
    "trich_dan": "trích dẫn",
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
}
_HEAD = """# Quy tắc kiểm tra

Trang này do `tools/build_rules_doc.py` lập từ dữ liệu trong `hoso/profiles/che_do/`; đừng sửa tay.

Mỗi quy tắc có ba kết quả: **đạt**, **vi phạm**, **chưa kiểm được** (thiếu dữ kiện, có nêu thiếu gì).
Quy tắc *chặn* thì dữ liệu trái nó không được ghi vào kho; quy tắc khác chỉ được báo để người xem xét.

Độ tin cậy: *trích dẫn* – lời văn bản qua nguồn trích dẫn; *suy ra* – suy từ điều đã trích dẫn;
*chưa kiểm chứng* – cần đối chiếu bản gốc; *yêu cầu của chương trình* – con số, giấy tờ phải khớp nhau.
"""


def document() -> str:
    """Return the whole page."""
    return _HEAD + "".join(_regime(one) for one in profiles.regimes())


def _regime(one: Regime) -> str:
    years = f"{one.first_year}–{one.last_year}" if one.last_year else f"từ {one.first_year}"
    if one.first_year == one.last_year:
        years = str(one.first_year)
    lines = [f"\n## {one.code}: năm {years}\n", f"{'; '.join(one.references)}.\n"]
    lines += ["### Diện kiểm điểm, xếp loại\n", *_eligibility(one), ""]
    lines += ["### Quy tắc\n", "| Mã | Quy tắc | Đối tượng | Căn cứ | Độ tin cậy | Chặn |"]
    lines += ["|---|---|---|---|---|---|", *(_rule(rule) for rule in one.rules)]
    return "\n".join(lines) + "\n"


def _eligibility(one: Regime) -> Iterator[str]:
    yield "| Mã | Trường hợp | Kiểm điểm | Xếp loại | Căn cứ |"
    yield "|---|---|---|---|---|"
    for row in one.eligibility:
        yes = {True: "có", False: "không"}
        yield f"| `{row.code}` | {row.message} | {yes[row.review]} | {yes[row.rate]} | {row.reference} |"


def _rule(rule: Rule) -> str:
    subjects = ", ".join(_SUBJECTS[subject] for subject in rule.subjects)
    cells = (
        f"`{rule.code}`",
        rule.message,
        subjects,
        rule.reference,
        _CONFIDENCES[rule.confidence],
        "chặn" if rule.blocks else "",
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(document(), encoding="utf-8")
    print(OUT)
