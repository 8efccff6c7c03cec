"""What is known of one returned file, and what must be asked about whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from hoso import text, word
from hoso.model.dossier import DossierCard, Provenance
from hoso.model.review import Subject
from hoso.model.template import Question
from hoso.services.inbox import Incoming
from hoso.workspace import Workspace

# Papers that people fill in and hand back beside their reviews: the own rating of a quarter.
OWN_RATINGS = frozenset({"tu_danh_gia_quy"})
TITLES = re.compile(r"^(?:dong chi|d/c|ong|ba)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Định danh: the kind of form, whose it is and of which year; "" and 0 for what is not known.

    `document` is the folder of the form, said where several of one kind were issued.
    """

    kind: str = ""
    organisation: str = ""
    card: str = ""
    year: int = 0
    document: str = ""

    @property
    def stem(self) -> str:
        """Return the dossier code without the year."""
        return f"dv-{self.card}" if self.card else f"tt-{self.organisation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A form of this archive: its dossier, the document as issued, and what is odd about it."""

    card: DossierCard
    issued: Provenance
    blank: bytes  # the issued Word file
    subject: Subject
    label: str
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A form that nobody can place without an answer."""

    identity: Identity
    label: str
    questions: tuple[Question, ...]


@dataclass(slots=True)
class Case:
    """One file under the eyes of the program."""

    ws: Workspace
    incoming: Incoming
    on: date
    answers: Mapping[str, str]
    page: word.Front
    questions: list[Question] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def seen(self) -> Mapping[str, str]:
        """Return what the labels of the front page say."""
        return self.page.seen

    def ask(self, name: str, words: str, choices: Iterable[str] = ()) -> None:
        """Add a question unless it is answered already."""
        if name not in self.answers:
            self.questions.append(Question(name=name, words=words, choices=tuple(choices)))


def names_of(ws: Workspace, code: str) -> Iterator[str]:
    """Yield the keys of the names that an organisation bears or bore."""
    organisation = ws.catalogue.organisation(code)
    for state in organisation.states if organisation else ():
        yield text.fold(text.squeeze(state.name))


def awaiting(ws: Workspace, code: str) -> tuple[Provenance, ...]:
    """Return the documents of a dossier that were issued to be filled in."""
    found = (row.provenance for row in ws.catalogue.documents(dossier=code))
    return tuple(one for one in found if one.awaits_return or one.kind in OWN_RATINGS)


def bare_name(value: str) -> str:
    """Return a name without a word of address before it."""
    words = text.squeeze(value).split()
    title = TITLES.match(text.fold(" ".join(words)))
    return " ".join(words[len(title.group().split()) if title else 0 :])


def is_name(typed: str, name: str) -> bool:
    """Return whether `typed` is that name, in any case and tone place, or without any mark."""
    bare = bare_name(typed)
    without_marks = text.fold(bare) == bare.lower()
    key = text.fold if without_marks else text.tone_key
    return key(bare) == key(name)
