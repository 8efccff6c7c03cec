"""The foot of a document: who signs with what authority, and who receives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hoso.text import fold
from hoso.word._pieces import Paragraph, columns, rows, side

_AUTHORITY: Final = re.compile(r"^(?:T\s?/\s?[MLU]|K\s?/\s?T|Q\.|TM\.?|KT\.?|TL\.?|TUQ\.?)\s*\S")
_RECIPIENTS: Final = re.compile(r"^noi nhan\s*[:.]?$")
_DASH: Final = re.compile(r"^[-–—+•*]")
# How the line above a signature begins, where no authority line does.
_SIGNERS: Final = (
    "nguoi ghi bien ban", "nguoi lap", "nguoi tu kiem diem", "nguoi viet", "nguoi khai",
    "nguoi ban giao", "nguoi giao", "nguoi nhan", "nguoi bao cao", "nguoi de nghi",
    "nguoi cam ket", "ben giao", "ben nhan", "thu ky", "chu tri", "nguoi chu tri", "chu toa",
    "to truong", "truong ban", "chanh van phong", "xac nhan", "dai dien", "bi thu", "pho bi thu",
    "dang vien", "tm. ", "kt. ",
)  # fmt: skip
_SHORT: Final = 90  # letters of a line of the foot at most
_POSTS: Final = 2  # lines of a post at most
NOWHERE: Final = 10**9


def is_authority(one: Paragraph) -> bool:
    """Return whether a piece is an authority line such as `T/M CHI BỘ`, however typed."""
    return len(one.text) < _SHORT and one.is_upper and _AUTHORITY.match(one.text) is not None


def _is_recipients(one: Paragraph) -> bool:
    return _RECIPIENTS.match(fold(one.text)) is not None


def is_signer(one: Paragraph) -> bool:
    """Return whether a piece names, in capitals, the one who signs below."""
    return (
        len(one.text) < _SHORT and one.is_upper and fold(one.text).startswith(_SIGNERS)
    ) or is_authority(one)


def foot_start(every: Sequence[Paragraph], start: int) -> int:
    """Return the number of the first paragraph of the foot after paragraph `start`."""
    for one in every:
        if one.number > start and any(
            _is_recipients(piece) or is_signer(piece) for piece in _pieces(one)
        ):
            return one.number
    return NOWHERE


def _pieces(one: Paragraph) -> Iterator[Paragraph]:
    for row in rows(one):
        yield from columns(row)


def dissect_foot(
    every: Sequence[Paragraph],
    start: int,
    found: dict[str, list[Paragraph]],
    foot: list[Paragraph],
) -> None:
    """Note the components of the foot, which begins at paragraph `start`, and all its pieces."""
    foot += [piece for one in every if one.number >= start for piece in _pieces(one)]
    for place, one in enumerate(foot):
        if _is_recipients(one) and "noi_nhan" not in found:
            found["noi_nhan"] = [one]
            _recipients(found, _beneath(foot, place), one)
        elif is_authority(one) and "tham_quyen" not in found:
            found["tham_quyen"] = [one]
            _signer(found, _beneath(foot, place))


def _beneath(foot: Sequence[Paragraph], place: int) -> list[Paragraph]:
    """Return the pieces after one of them on its side of the page."""
    own = side(foot[place])
    return [one for one in foot[place + 1 :] if side(one) is own]


def _recipients(
    found: dict[str, list[Paragraph]], below: Sequence[Paragraph], head: Paragraph
) -> None:
    """Note the lines of the list: a cell holds nothing else, elsewhere dashes tell how far it goes."""
    in_cell = head.group is not None and not head.cut
    items: list[Paragraph] = []
    for one in below:
        marked = _DASH.match(one.item)
        if is_signer(one) or _is_recipients(one) or not (marked or in_cell):
            break
        if marked or not items or items[-1].text.endswith((";", ",", ".")):
            items.append(one)
    if items:
        found["noi_nhan_dong"], found["noi_nhan_cuoi"] = items[:-1], items[-1:]


def _signer(found: dict[str, list[Paragraph]], below: Sequence[Paragraph]) -> None:
    """Note the post, in capitals, and the name under it."""
    rest = [one for one in below if not one.text.startswith("(")]
    stop = next((i for i, one in enumerate(rest) if _ends(one)), len(rest))
    signed = rest[:stop]
    capitals = next((i for i, one in enumerate(signed) if not one.is_upper), len(signed))
    posts = min(capitals, _POSTS, max(len(signed) - 1, 1))
    if signed[:posts] and capitals:
        found["chuc_vu_ky"] = signed[:posts]
        signed = signed[posts:]
    if signed:
        found["nguoi_ky"] = signed[:1]


def _ends(one: Paragraph) -> bool:
    return (
        is_authority(one)
        or _is_recipients(one)
        or bool(_DASH.match(one.item))
        or len(one.text) >= _SHORT
    )
