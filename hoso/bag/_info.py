"""What stands around the payload, which no manifest of the payload covers.

The paper bears the fingerprint of `manifest-sha512.txt`, so whoever alters bag-info.txt and makes
the tagmanifest anew would not be found out by it. A package therefore carries a copy of what
bag-info.txt says in its payload.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha512
from pathlib import Path
from typing import Final

from hoso import fixity, text
from hoso.bag._fingerprint import MANIFEST
from hoso.errors import Problem

INFO: Final = "bag-info.txt"
TAGMANIFEST: Final = "tagmanifest-sha512.txt"
_LISTED: Final = frozenset({"bagit.txt", INFO, MANIFEST})
# What the payload itself shows: it cannot stand in a file of the payload.
_COUNTED: Final = ("Payload-Oxum:",)


def info_text(elements: Mapping[str, str]) -> str:
    """Return elements of bag-info.txt as they are written, one a line."""
    return "".join(f"{k}: {text.squeeze(v)}\n" for k, v in elements.items())


def around(bag: Path) -> Iterator[Problem]:
    """Yield what was altered, or does not belong, outside of the payload of a package of ours.

    J021: bag-info.txt is not what the payload says it is · J022: a file that no package has there
    (warning) · J023: the tagmanifest is gone, or leaves out a tag file (a warning when it only says
    more than it did). A package without the copy, of an earlier release, is not judged.
    """
    copy = bag / "data" / INFO
    if not copy.is_file():
        return
    yield from _tagmanifest(bag)
    if (bag / INFO).is_file() and _lines(copy) != _lines(bag / INFO):
        words = (
            f"{INFO} khác với bản nằm trong data/{INFO}: tệp này đã bị sửa sau khi lập gói. Hãy tin bản "
            "trong data/, bản ấy được dấu vân tay bảo đảm."
        )
        yield Problem(code="J021", where=INFO, message=words)
    for path in sorted(bag.iterdir()):
        if path.name not in {*_LISTED, TAGMANIFEST, "data"} and not fixity.is_litter(path.name):
            words = (
                "Không thuộc gói: nằm ngoài data/, không bản kê nào kê và dấu vân tay không bảo đảm. Đừng "
                "mở, đừng tin."
            )
            yield Problem(code="J022", where=path.name, message=words, warning=True)


def _tagmanifest(bag: Path) -> Iterator[Problem]:
    path = bag / TAGMANIFEST
    said = path.read_bytes() if path.is_file() else b""
    listed = {
        line.split()[-1].decode(errors="replace") for line in said.splitlines() if line.split()
    }
    if absent := sorted(_LISTED - listed):
        words = f"{TAGMANIFEST} bị mất hoặc không còn kê {', '.join(absent)}."
        yield Problem(code="J023", where=TAGMANIFEST, message=words)
    elif said.count(b"\n") != len(_LISTED) or not said.endswith(b"\n"):
        words = f"{TAGMANIFEST} không còn đúng như lúc lập gói: đã bị thêm dòng."
        yield Problem(code="J023", where=TAGMANIFEST, message=words, warning=True)


def tagmanifest(tags: Mapping[str, str]) -> str:
    """Return the manifest of the tag files: name → what it says."""
    digests = {name: sha512(words.encode()).hexdigest() for name, words in sorted(tags.items())}
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def _lines(path: Path) -> list[bytes]:
    """Return what a file says in whatever order, without what is counted from the payload."""
    skipped = tuple(one.encode() for one in _COUNTED)
    return sorted(one for one in path.read_bytes().splitlines() if not one.startswith(skipped))
