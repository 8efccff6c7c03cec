"""Single faults out of the part that names them, each with the causes and measures said beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hoso import text
from hoso.services.importing import _inline
from hoso.services.importing._cues import has_cue
from hoso.services.importing._marks import Mark, bare, mark_of
from hoso.services.importing._sections import Block, Entry, Para, blocks, texts
from hoso.services.importing._wording import Part

_NOTHING: Final = re.compile(
    r"(?:trong (?:nam|ky)[^,.:]*,? |ban than |tap the |chi bo |chi uy |qua kiem diem,? )*"
    r"(?:khong|chua)(?: (?:co|phat hien|thay|nhan thay|xay ra))*"
    r"(?:[ ,]+(?:han che|khuyet diem|ton tai|yeu kem|thieu sot|nao|gi|lon|dang ke|nghiem trong|vi pham|truong hop|va|nhung|cac|noi bat))*[.;,:! ]*"
)
_DOTS: Final = re.compile(r"[.…_\-\s/]*")
_LABEL: Final = re.compile(r"(?:ve|trong|doi voi|linh vuc|cong tac|viec|mat|nhiem vu|thuc hien)\b")
_LABEL_WORDS = 16
_MORE: Final = re.compile(r"(?:ngoai ra|ben canh do|mat khac|dong thoi)\b")
_FEW = 2  # paragraphs, up to which running text is parted into sentences


@dataclass(frozen=True, slots=True)
class Fault:
    """Khuyết điểm đọc được: its words, and what the paper says of it."""

    text: str
    cause: str = ""
    measure: str = ""
    blame: str = ""
    label: str = ""  # the heading it stood under, such as «Về công tác kiểm tra»

    def with_aside(self, part: Part, said: str) -> Fault:
        """Return the fault with one more cause, measure or responsibility."""
        name = {Part.CAUSES: "cause", Part.MEASURES: "measure"}.get(part, "blame")
        before = getattr(self, name)
        return replace(self, **{name: f"{before}\n{said}" if before else said})


@dataclass(frozen=True, slots=True)
class Extracted:
    """Nội dung đọc được: the faults, and the parts around them as they were written."""

    faults: tuple[Fault, ...] = ()
    causes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    remedied: tuple[str, ...] = ()
    has_part: bool = False  # whether the paper has a part on faults at all


def extract(paragraphs: Sequence[Para]) -> Extracted:
    """Return every fault that a paper names in its parts on faults, in order."""
    found = blocks(paragraphs)
    gathered = _Gathered()
    for block in found:
        gathered.take(block)
    return Extracted(
        faults=tuple(gathered.faults),
        causes=_all(found, Part.CAUSES),
        measures=_all(found, Part.MEASURES),
        remedied=_all(found, Part.REMEDIED),
        has_part=any(block.part is Part.FAULTS for block in found),
    )


def _all(found: Sequence[Block], part: Part) -> tuple[str, ...]:
    return tuple(words for block in found if block.part is part for words in texts(block.entries))


@dataclass(slots=True)
class _Gathered:
    """The faults so far; causes count for those since the last part on causes."""

    faults: list[Fault] = field(default_factory=list)
    since: int = 0  # where the faults begin that a part on causes speaks of
    open: bool = False  # whether that part still goes on

    def take(self, block: Block) -> None:
        """Add what one part says."""
        said = "\n".join(texts(block.entries))
        if block.part is Part.FAULTS:
            self.since = len(self.faults) if self.open else self.since
            self.open = False
            self.faults += _faults(block)
        elif block.part is Part.CAUSES:
            self.open = True
            self._tell(self.since, Part.CAUSES, _titled(block, said))
        elif block.part is Part.MEASURES:
            self._tell(0, Part.MEASURES, said)

    def _tell(self, first: int, part: Part, said: str) -> None:
        """Give what is said of all faults to those that have nothing of their own."""
        if not said:
            return
        for place in range(first, len(self.faults)):
            fault = self.faults[place]
            own = fault.cause if part is Part.CAUSES else fault.measure
            if not own or own in said or self.open:
                self.faults[place] = fault.with_aside(part, said)


def _titled(block: Block, said: str) -> str:
    """Return causes under their heading where it tells objective from subjective ones."""
    title = bare(block.title).partition(":")[0].strip()
    return f"{title}: {said}" if said and re.search(r"(?i)chủ quan|khách quan", title) else said


def _faults(block: Block) -> list[Fault]:
    """Return the faults of one part."""
    entries = [entry for one in block.entries for entry in _lines(one)]
    entries = [one for one in entries if not is_nothing(one.words)]
    top = next((one.mark for one in entries if one.mark and one.of is None), None)
    found = list(_running(entries)) if top is None else list(_marked(entries, top))
    return [one for one in found if one.text and not is_nothing(one.text)]


def is_nothing(value: str) -> bool:
    """Return whether a text says that there is no fault, or is a line left empty."""
    return bool(
        _DOTS.fullmatch(value) or _NOTHING.fullmatch(text.fold(text.squeeze(value)).strip())
    )


def _lines(entry: Entry) -> Iterator[Entry]:
    """Yield the lines of a paragraph with breaks as entries of their own."""
    first, *others = entry.text.split("\n")
    yield Entry(first, entry.mark, entry.bold, entry.of)
    for line in others:
        if line.strip():
            yield Entry(line.strip(), mark_of(line.strip()), entry.bold, entry.of)


def _running(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield the faults of paragraphs without marks."""
    plain = [one for one in entries if not (one.words.endswith(":") and _inline.is_lead(one.words))]
    few = sum(not _is_title(one) for one in plain) <= _FEW
    label = ""
    for entry in plain:
        if _is_title(entry) and entry is not plain[-1]:
            label = entry.words.rstrip(" :.")
            continue
        many = few or entry.words.count(";") > 1 or _inline.listed(entry.text)[1]
        parts = _inline.clauses(entry.text) if many else _whole(entry.words)
        for part in parts:
            yield _told(part, label)


def _is_title(entry: Entry) -> bool:
    """Return whether a paragraph without a mark names the field of those below it."""
    words = entry.words.strip()
    short = len(words.split()) <= _LABEL_WORDS and not has_cue(words)
    open_end = not words.endswith((".", ";", ","))
    return short and open_end and (entry.bold or _LABEL.match(text.fold(words)) is not None)


def _whole(words: str) -> tuple[str, ...]:
    return () if _inline.is_lead(words) else (words,)


def _told(words: str, label: str = "") -> Fault:
    """Return one fault, with what its own text says of causes and measures beside it."""
    said = _inline.told(words)
    fault = Fault(said.text, label=label)
    for part, aside in said.asides:
        fault = fault.with_aside(part, aside)
    return fault


@dataclass(slots=True)
class _Node:
    """One item of a list with what stands below it."""

    entry: Entry | None
    below: list[Entry] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.entry.words if self.entry else ""

    @property
    def asides(self) -> list[tuple[Part, str]]:
        return [(one.of, _said(one.words)) for one in self.below if one.of]

    @property
    def details(self) -> list[Entry]:
        return [one for one in self.below if one.of is None]


def _said(words: str) -> str:
    """Return what is said behind «Nguyên nhân:», all of it when no name stands before it."""
    parted = _inline.told(f"x. {words}")
    return parted.asides[0][1] if len(parted.asides) == 1 else words


def _marked(entries: Sequence[Entry], top: Mark) -> Iterator[Fault]:
    nodes = _nodes(entries, top)
    alone = len([node for node in nodes if node.entry and node.entry.mark]) == 1
    for node in nodes:
        yield from _node_faults(node, alone=alone)


def _nodes(entries: Sequence[Entry], top: Mark) -> list[_Node]:
    """Return the items of the list; paragraphs before the first one stand by themselves."""
    nodes: list[_Node] = []
    for entry in entries:
        inside = any(node.entry and node.entry.mark for node in nodes)
        if entry.of:
            nodes[-1].below.append(entry)
        elif entry.mark and entry.mark.rank <= top.rank:
            nodes.append(_Node(entry))
        elif inside and (entry.mark or not _is_new(entry, nodes[-1])):
            nodes[-1].below.append(entry)
        else:
            nodes.append(_Node(entry))
    return nodes


def _is_new(entry: Entry, before: _Node) -> bool:
    """Return whether a paragraph without a mark is a fault of its own behind a list."""
    return bool(_MORE.match(text.fold(entry.words))) and not _names_field(before)


def _is_label(node: _Node) -> bool:
    """Return whether an item only names a field, and its faults stand below it."""
    return bool(node.details) and _names_field(node)


def _names_field(node: _Node) -> bool:
    words = node.words.strip()
    if words.endswith(":") or _inline.is_lead(words):
        return True
    short = len(words.split()) <= _LABEL_WORDS and not has_cue(words)
    bold = bool(node.entry and node.entry.bold)
    return short and (bold or _LABEL.match(text.fold(words)) is not None)


def _node_faults(node: _Node, *, alone: bool) -> Iterator[Fault]:
    """Yield the faults of one item: itself with its details, or those below a mere label."""
    if node.entry is not None and node.entry.mark is None and not node.details:
        if not _inline.is_lead(node.words):
            yield from (_told(part) for part in _inline.clauses(node.words))
        return
    if _is_label(node):
        label = node.words.rstrip(" :.")
        found = [one for entry in node.details for one in _detail(entry, node.details, label)]
    else:
        found = list(_item(node, alone=alone))
    for place, fault in enumerate(found):
        last = place == len(found) - 1
        yield _with_asides(fault, node.asides if last or len(found) == 1 else [])


def _detail(entry: Entry, details: Sequence[Entry], label: str) -> Iterator[Fault]:
    running = entry.mark is None and len(details) <= _FEW
    parts = _inline.clauses(entry.words) if running else (entry.words,)
    for part in parts:
        yield _told(part, label)


def _item(node: _Node, *, alone: bool) -> Iterator[Fault]:
    words = node.words
    lead, items = _inline.listed(node.entry.text if node.entry else words)
    label, colon, rest = words.partition(":")
    if items and not node.details:
        yield from (_told(one, bare(lead).rstrip(" :")) for one in items)
    elif alone and not node.details and len(_inline.clauses(words)) > 1:
        yield from (_told(one) for one in _inline.clauses(words))
    elif colon and rest.count(";") > 1 and not has_cue(label) and not node.details:
        yield from (_told(one, label) for one in _inline.clauses(rest.strip()))
    else:
        details = "".join(f"\n- {_inline.clean(one.words)}" for one in node.details)
        fault = _told(words)
        yield replace(fault, text=fault.text + details) if fault.text else fault


def _with_asides(fault: Fault, asides: Sequence[tuple[Part, str]]) -> Fault:
    for part, said in asides:
        fault = fault.with_aside(part, _inline.clean(said))
    return fault
