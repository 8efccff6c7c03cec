"""Old encodings made Unicode in a copy: by the font of each run, else by the letters of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from hoso.legacy import Encoding, LegacyFont, decode, guess, legacy_font
from hoso.word._measure import Styles
from hoso.word._ns import w
from hoso.word._package import Package, open_package, serialise, write_package

_STORIES = ("header", "footer", "footnotes", "endnotes")
_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_FONTS = w("rFonts")
_SOFT_HYPHEN = "\xad"  # what Word makes of the byte that is ư in TCVN3
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True, kw_only=True)
class Modernised:
    """Bản chuyển mã: the copy in Unicode, the encodings found, and how many runs were converted."""

    data: bytes
    encodings: tuple[Encoding, ...]
    runs: int


@dataclass(slots=True)
class _Piece:
    """One text element of a run, and how its letters are to be read."""

    element: etree._Element
    font: LegacyFont | None

    @property
    def text(self) -> str:
        return self.element.text or ""


@dataclass(slots=True)
class _Work:
    """The copy in the making: what was found so far."""

    package: Package
    styles: Styles
    found: dict[Encoding, int] = field(default_factory=dict)

    def story(self, part: str) -> bytes:
        """Return a part with all its old letters converted."""
        root = self.package.xml(part)
        for paragraph in root.iter(w("p")):
            self._paragraph(list(_pieces(self.styles, paragraph)))
        _rename_fonts(root)
        return serialise(root)

    def _paragraph(self, pieces: Sequence[_Piece]) -> None:
        """Convert one paragraph; a sign of VNI at the start of a run joins the letter before it."""
        plain = "".join(piece.text for piece in pieces if piece.font is None)
        usual = guess(plain)
        before: tuple[_Piece, Encoding] | None = None
        raw = ""
        for piece in pieces:
            encoding, capitals = _reading(piece, usual)
            if encoding is None:
                before = None
                continue
            words = piece.text
            if before and before[1] is encoding is Encoding.VNI:
                words = self._joined(before[0], raw, words)
            piece.element.text = decode(words, encoding, capitals=capitals)
            piece.element.set(_SPACE, "preserve")
            self.found[encoding] = self.found.get(encoding, 0) + 1
            before, raw = (piece, encoding), words

    def _joined(self, before: _Piece, raw: str, words: str) -> str:
        """Return what is left of `words` when its first sign belongs to the run before."""
        pair = raw[-1:] + words[:1]
        if not words or len(decode(pair, Encoding.VNI)) != 1 or len(pair) != 2:
            return words
        before.element.text = decode(raw + words[0], Encoding.VNI)
        return words[1:]


def modernise(data: bytes, name: str) -> Modernised | None:
    """Return a copy of a .docx with its TCVN3 and VNI text in Unicode, None when it has none.

    Fonts count as they show: by run, style, table or theme. Raise UnreadableFileError as
    `open_package` does.
    """
    package = open_package(data, name)
    work = _Work(package, Styles(package))
    parts = {part: work.story(part) for part in package.stories(*_STORIES)}
    if not work.found:
        return None
    for part in (*package.related(package.main, "styles"), *_themes(package)):
        root = package.xml(part)
        _rename_fonts(root)
        parts[part] = serialise(root)
    usual = sorted(work.found, key=lambda one: -work.found[one])
    return Modernised(
        data=write_package(package.with_parts(parts)),
        encodings=tuple(usual),
        runs=sum(work.found.values()),
    )


def _pieces(styles: Styles, paragraph: etree._Element) -> Iterator[_Piece]:
    for element, run in styles.placed_runs(paragraph):
        fonts = (run.look.fonts.get(slot, "") for slot in ("hAnsi", "ascii"))
        old = next((font for one in fonts if (font := legacy_font(one))), None)
        if old and old.encoding is Encoding.TCVN3:
            _write_hyphens(element)
        for child in element.iter(w("t")):
            yield _Piece(child, old)


def _write_hyphens(run: etree._Element) -> None:
    for sign in list(run.iter(w("softHyphen"))):
        letter = etree.Element(w("t"))
        letter.text = _SOFT_HYPHEN
        run.replace(sign, letter)


def _reading(piece: _Piece, usual: Encoding | None) -> tuple[Encoding | None, bool]:
    """Return in which encoding a piece is, and whether in capitals; Unicode stays whatever its font."""
    if piece.font is None:
        return usual, False
    if any(0xFF < ord(letter) < 0x2000 for letter in piece.text):
        return None, False
    return piece.font.encoding, piece.font.capitals


def _rename_fonts(root: etree._Element) -> None:
    """Put fonts of today in the place of the old ones, which would show Unicode as boxes."""
    for element in root.iter(_FONTS):
        for slot in _SLOTS:
            _rename(element, w(slot))
    for element in _faces(root):
        _rename(element, "typeface")


def _faces(root: etree._Element) -> Iterable[etree._Element]:
    return (one for one in root.iter(etree.Element) if one.get("typeface"))


def _rename(element: etree._Element, key: str) -> None:
    if old := legacy_font(element.get(key, "")):
        element.set(key, old.today)


def _themes(package: Package) -> tuple[str, ...]:
    return package.related(package.main, "theme")
