"""Answer regions: where people type in Word, and what a returned form is read by.

A region stands in a content control (ISO/IEC 29500-1, 17.5.2), which Word shows with its name, and
inside it between hidden bookmarks: programs that drop the one often keep the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import quoteattr

from hoso.word import GRADES, LEVELS
from tools.mau.blocks import body, each, p, side_by_side, tag

_LONGEST = 64  # letters that Word takes for the name and the tag of a control
_FIRST_ID = 1000  # controls are numbered apart from bookmarks
_AT_INDENT = '<w:ind w:left="567" w:firstLine="0"/><w:jc w:val="left"/>'


@dataclass(frozen=True, slots=True)
class Labels:
    """What `mau.toml` says of a form's fields."""

    headings: Mapping[str, str]  # field → heading as prescribed, "" where the form prints none
    names: Mapping[str, str]  # field → what people call it
    switched: Mapping[str, str]  # field → the yes/no field without which it is not printed

    @classmethod
    def of(cls, fields: Iterable[Mapping[str, str]]) -> Labels:
        """Return the labels of the `truong` entries of a `mau.toml`."""
        known = list(fields)
        return cls(
            headings={one["ten"]: one.get("tieu_de", "") for one in known},
            names={one["ten"]: one["nhan"] for one in known},
            switched={one["ten"]: one["khi"] for one in known if "khi" in one},
        )


class Regions:
    """The answer regions of one form; numbers and names in it are unique."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._numbers = count(1)
        self._taken: set[str] = set()

    def around(self, field: str, inside: str) -> str:
        """Return `inside`, paragraphs or runs, as the answer region of `field`.

        `inside` must not become empty when it is filled: Word repairs a control without content.
        """
        name, mark, number = self.labels.names[field], f"hoso_{field}", next(self._numbers)
        if name in self._taken or max(len(name), len(mark)) > _LONGEST:
            raise ValueError(f"{field}: «{name}» is taken, or longer than {_LONGEST} letters")
        self._taken.add(name)
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(name)}/><w:tag w:val={quoteattr(mark)}/>"
            f'<w:id w:val="{_FIRST_ID + number}"/></w:sdtPr><w:sdtContent>'
            f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>{inside}'
            f'<w:bookmarkEnd w:id="{number}"/></w:sdtContent></w:sdt>'
        )


def typed(field: str, *, keep: bool = False) -> str:
    """Return the paragraphs of an answer; none at all leaves one empty paragraph to type in.

    `keep` holds them on the page of what follows.
    """
    lines = body("{{ doan }}", keep=keep) + tag("else") + body("", keep=keep)
    return each(f"doan in {field}", lines)


def tick(value: str, code: str, label: str) -> str:
    """Return a box, ticked when the field holds `code`, and its label."""
    return f'{{{{ "☒" if {value} == "{code}" else "☐" }}}} {label}'


def level_boxes(field: str, *, keep_last: bool) -> str:
    """Return the four levels, a box a line, kept on one page; `keep_last` with what follows, too."""
    last = list(LEVELS)[-1]
    return "".join(
        body(tick(field, level, name), keep=keep_last or level is not last)
        for level, name in LEVELS.items()
    )


def grade_boxes(field: str) -> str:
    """Return the four grades (cấp độ) beside one another."""
    return side_by_side(
        *(p("HsNoiDung", tick(field, code, name), _AT_INDENT) for code, name in GRADES.items())
    )
