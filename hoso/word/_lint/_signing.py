"""Who may issue what, who signs how, and what the minutes and the seal need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from hoso.text import fold
from hoso.word._lines import document_lines
from hoso.word._lint._page import whole
from hoso.word._lint._paper import Finding, Paper, at, missing, overall
from hoso.word._ns import FALLBACK, a, drawing, v, w
from hoso.word._pieces import Paragraph

_MARK: Final = re.compile(r"^(T/M|K/T|T/L|Q\.)")
_SYMBOL: Final = re.compile(r"-\s*([A-Za-zĐđ]+)\s*/\s*([A-ZĐ]+)")
_EMU_A_MM: Final = 36_000
_SEAL: Final = 60  # mm at most: seals of Party bodies are about 36 mm across
_SQUARE: Final = 1.3  # a seal is about as wide as high, a signature is not
_SEAL_NAMES: Final = ("con dau", "dau do", "seal", "stamp")


def signing(paper: Paper) -> Iterator[Finding]:
    """Yield deviations of authority, competence, names of bodies, minutes and seal."""
    yield from _authority(paper)
    yield from _competence(paper)
    yield from _names(paper)
    yield from _symbol(paper)
    yield from _minutes(paper)
    yield from _seal(paper)


def _issuer(paper: Paper) -> str:
    return paper.anatomy.text("co_quan").upper()


def _authority(paper: Paper) -> Iterator[Finding]:
    rule = next((one for one in paper.layout.signing if re.search(one.body, _issuer(paper))), None)
    if rule is None:
        return
    lines = paper.anatomy.found.get("tham_quyen", [])
    for one in lines:
        mark = _MARK.match(one.text)
        if mark and mark[1] not in rule.allowed:
            allowed = ", ".join(rule.allowed)
            words = f"cơ quan này không ký {mark[1]}, phải ký {allowed}"
            if "T/M" in rule.allowed:
                words = f"cấp ủy, chi bộ làm việc tập thể: ký {allowed}, không ký {mark[1]}"
            yield at(one, "T041", words, rule.reference, wanted=allowed, actual=mark[1])
    if not lines and rule.required and paper.is_official and not paper.unnumbered:
        yield missing(paper, "tham_quyen", "phần cuối văn bản", " hoặc ".join(rule.allowed))


def _competence(paper: Paper) -> Iterator[Finding]:
    kind, day = paper.anatomy.kind, paper.anatomy.day
    authority = paper.anatomy.text("tham_quyen").upper()
    for rule in paper.layout.not_issued:
        if rule.since and not (day and day >= rule.since):
            continue
        if not re.search(rule.body, _issuer(paper)) or not re.search(rule.authority, authority):
            continue
        if kind in {fold(one) for one in rule.types}:
            who = "ban thường vụ" if "THƯỜNG VỤ" in authority else _issuer(paper).lower()
            one = paper.anatomy.found["ten_loai"][0]
            words = f"{who} không có thẩm quyền ban hành {one.text.lower()}"
            yield at(one, "T045", words, rule.reference, wanted="loại văn bản đúng thẩm quyền")


def _symbol_of(paper: Paper) -> tuple[str, str]:
    match = _SYMBOL.search(paper.anatomy.text("so_ky_hieu"))
    return (match[1], match[2]) if match else ("", "")


def _names(paper: Paper) -> Iterator[Finding]:
    """Yield that the lines of the head are not those of the level that the number names."""
    organ = _symbol_of(paper)[1]
    for rule in paper.layout.organs:
        own = re.search(rule.body, _issuer(paper)) is not None
        if own and rule.superior:
            yield from _superior(paper, rule.superior, rule.reference)
        if organ == rule.organ and _issuer(paper) and not own:
            one = paper.anatomy.found["co_quan"][0]
            words = f"tên cơ quan không khớp với ký hiệu «/{organ}»"
            yield at(one, "T046", words, rule.reference, wanted=_readable(rule.body))
        if own and organ and organ != rule.organ and paper.is_official:
            one = paper.anatomy.found["so_ky_hieu"][0]
            words = f"ký hiệu «/{organ}» không phải của cơ quan này, phải là «/{rule.organ}»"
            yield at(one, "T046", words, rule.reference, wanted=rule.organ, actual=organ)


def _readable(pattern: str) -> str:
    return re.sub(r"[\^$()]", "", pattern).replace("|", " hoặc ")


def _superior(paper: Paper, pattern: str, reason: str) -> Iterator[Finding]:
    lines = paper.anatomy.found.get("cap_tren", [])
    if not lines:
        if paper.is_official:
            yield missing(paper, "cap_tren", "phần đầu văn bản", _readable(pattern))
    elif not re.search(pattern, paper.anatomy.text("cap_tren").upper()):
        words = f"dòng cơ quan cấp trên phải bắt đầu bằng «{_readable(pattern)}»"
        yield at(lines[0], "T046", words, reason, wanted=_readable(pattern))


def _symbol(paper: Paper) -> Iterator[Finding]:
    """Yield that the symbol in the number is not that of the type printed below."""
    symbols = {fold(name): symbol for name, symbol in paper.layout.types.items()}
    wanted, actual = symbols.get(paper.anatomy.kind, ""), _symbol_of(paper)[0]
    if wanted and actual and wanted != actual:
        one = paper.anatomy.found["so_ky_hieu"][0]
        words = f"ký hiệu «{actual}» không phải của {paper.anatomy.text('ten_loai').lower() or 'công văn'}, phải là «{wanted}»"
        yield at(one, "T047", words, paper.reason("so_ky_hieu"), wanted=wanted, actual=actual)


def _minutes(paper: Paper) -> Iterator[Finding]:
    abstract = fold(paper.anatomy.text("trich_yeu"))
    if not paper.anatomy.kind.startswith("bien ban"):
        return
    if any(fold(words) in abstract + paper.anatomy.kind for words in paper.layout.minutes.others):
        return
    printed = [fold(one.text) for one in _capitals(paper)]
    for wanted in paper.layout.minutes.signers:
        if not any(fold(wanted) in text for text in printed):
            words = f"thiếu chỗ ký «{wanted}»"
            yield overall("cuối biên bản", "T042", words, paper.reason("bien_ban"), wanted=wanted)


def _capitals(paper: Paper) -> list[Paragraph]:
    return [one for one in paper.anatomy.foot if one.is_upper]


def _seal(paper: Paper) -> Iterator[Finding]:
    if not _issuer(paper).startswith("CHI BỘ") or not paper.anatomy.foot:
        return
    start = paper.anatomy.foot[0].number
    for number, line in enumerate(document_lines(paper.package), 1):
        if number >= start and any(_is_seal(one) for one in _pictures(line.element)):
            words = "hình con dấu: chi bộ không có con dấu"
            reason, where = paper.reason("con_dau"), f"đoạn {number}"
            found = overall(where, "T044", words, reason, wanted="không có", actual="hình con dấu")
            yield found._replace(number=number)


def _pictures(paragraph: etree._Element) -> Iterator[etree._Element]:
    for one in paragraph.iter(drawing("inline"), drawing("anchor"), v("shape")):
        nearest = next(up for up in one.iterancestors() if up.tag in {w("p"), FALLBACK})
        if nearest is paragraph and next(one.iter(a("blip"), v("imagedata")), None) is not None:
            yield one


def _is_seal(picture: etree._Element) -> bool:
    """Return whether a picture has the name or the measures of a seal."""
    named = next(picture.iter(drawing("docPr")), picture)
    words = fold(" ".join(named.get(key, "") for key in ("name", "descr", "title", "alt")))
    if any(name in words for name in _SEAL_NAMES):
        return True
    extent = picture.find(drawing("extent"))
    if extent is None:
        return False
    sides = sorted(whole(extent.get(side)) / _EMU_A_MM for side in ("cx", "cy"))
    return 0 < sides[1] <= min(_SEAL, _SQUARE * sides[0])
