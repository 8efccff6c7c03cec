"""Where the page contradicts the form as issued: asked about, so that nothing is filed wrongly."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hoso import text, word
from hoso.errors import NotFoundError
from hoso.services.identify._case import (
    OWN_RATINGS,
    Case,
    Identity,
    Known,
    bare_name,
    is_name,
    names_of,
)
from hoso.services.identify._page import LEAD


def compare(case: Case, wanted: Identity, known: Known) -> None:
    """Ask about everything in which the page contradicts the form as issued."""
    front = word.front(known.blank)
    if wanted.card:
        _compare_person(case, known, front.seen)
    else:
        _compare_collective(case, known, front)
    year = case.seen.get("nam", "")
    if year and year != str(wanted.year):
        case.ask(
            "nam",
            f"Trang giấy ghi năm {year}, nhưng biểu mẫu phát hành cho năm {wanted.year}. "
            "Nhận vào năm nào?",
            (year, str(wanted.year)),
        )
    if others := other_titles(case, front.seen):
        kind = known.issued.kind
        case.ask(
            "loai",
            f"Trang giấy ghi «{'; '.join(others)}», khác biểu mẫu đã phát hành ({kind}). "
            "Có đúng là biểu mẫu này không?",
            (kind,),
        )
    if known.issued.kind not in OWN_RATINGS:  # quarters end before the year's review is opened
        _compare_campaign(case, wanted)


def _compare_person(case: Case, known: Known, printed: Mapping[str, str]) -> None:
    seen, card = case.seen, known.subject.card
    name = seen.get("ho_ten", "")
    if name and not is_name(name, known.label):
        others = [member.card for member in case.ws.catalogue.find_members(bare_name(name))]
        case.ask(
            "doi_tuong",
            f"Trang giấy ghi họ tên «{name}», nhưng biểu mẫu phát hành cho «{known.label}». "
            "Là bản của ai (số thẻ)?",
            dict.fromkeys((card, *others)),
        )
        return
    for key, what in (("ngay_sinh", "ngày sinh"), ("so_the", "số thẻ")):
        was = printed.get(key, "") or (card if key == "so_the" else "")
        if key in seen and was and _digits(seen[key]) != _digits(was):
            case.ask(
                "doi_tuong",
                f"Trang giấy ghi {what} «{seen[key]}», nhưng biểu mẫu phát hành cho {known.label} "
                f"ghi «{was}». Là bản của ai (số thẻ)?",
                (card,),
            )
            return


def other_titles(case: Case, printed: Mapping[str, str]) -> list[str]:
    """Return title and subtitle of the page where they differ from the print."""
    return [
        case.seen[key]
        for key in ("tieu_de", "phu_de")
        if key in case.seen and key in printed and _plain(case.seen[key]) != _plain(printed[key])
    ]


def _plain(value: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\bnam \d{4}\b", "", text.fold(value))).strip()


def _digits(value: str) -> str:
    day = text.parse_date(value)
    return day.isoformat() if day else re.sub(r"\W", "", text.fold(value))


def _compare_collective(case: Case, known: Known, printed: word.Front) -> None:
    was = {text.fold(line) for line in printed.lines}
    new = [line for line in map(text.fold, case.page.lines) if line not in was]
    leads = [found[1] for line in new if (found := LEAD.search(line))]
    others = [
        one.code
        for one in case.ws.catalogue.organisations(None)
        if one.code != known.subject.organisation
        and any(name in {*new, *leads} for name in names_of(case.ws, one.code))
    ]
    if others:
        case.ask(
            "doi_tuong",
            f"Trang giấy ghi tên tổ chức {', '.join(others)}, nhưng biểu mẫu phát hành cho "
            f"«{known.label}». Là bản của tổ chức nào (mã)?",
            (known.subject.organisation, *others),
        )


def _compare_campaign(case: Case, wanted: Identity) -> None:
    """Ask about a form of another year than the one that is being reviewed."""
    opened = [c.year for c in case.ws.catalogue.campaigns() if c.opened <= case.on]
    if wanted.year not in {c.year for c in case.ws.catalogue.campaigns()}:
        raise NotFoundError(
            f"{case.incoming.path}: chưa mở đợt kiểm điểm năm {wanted.year} nên không nhận biểu "
            f"mẫu năm đó. Hãy xem lại tệp, hoặc mở đợt bằng «hoso campaign open {wanted.year}».",
            where=case.incoming.path,
        )
    if opened and wanted.year != max(opened):
        case.ask(
            "nam",
            f"Đây là biểu mẫu năm {wanted.year}, trong khi đang là đợt kiểm điểm năm {max(opened)}. "
            f"Có đúng là nộp cho năm {wanted.year} không?",
            (str(wanted.year),),
        )
