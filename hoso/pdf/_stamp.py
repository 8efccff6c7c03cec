"""Page numbers of a joined dossier, upright and centred at the foot of what the reader sees."""

from __future__ import annotations

from collections.abc import Callable

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from hoso.pdf._letters import Face
from hoso.pdf._open import value_of

_SIZE, _FOOT = 10.0, 20.0  # points on an A4 page; documents keep a margin of 20 mm there
_A4_WIDTH = 595.0


def number_pages(writer: PdfWriter, face: Face) -> None:
    """Write «Trang x/y» onto every page of `writer`."""
    total = len(writer.pages)
    for number, page in enumerate(writer.pages, 1):
        _write(writer, page, face, f"Trang {number}/{total}")


def _write(writer: PdfWriter, page: PageObject, face: Face, words: str) -> None:
    """Write `words` onto a page of `writer`; what the page already shows is not touched."""
    sheet = RectangleObject(page.cropbox)
    turned = page.rotation % 360
    across = float(sheet.width if turned in {0, 180} else sheet.height)
    # A scan may be measured in dots, or be A3.
    scale = float(min(sheet.width, sheet.height)) / _A4_WIDTH
    size = _SIZE * scale
    start = (across - face.width(words, size)) / 2
    line = f"BT /{_resource(page, face)} {size:.3f} Tf 1 0 0 1 {start:.3f} {_FOOT * scale:.3f} Tm "
    drawing = line.encode("ascii") + face.shown(words) + b" Tj ET"
    turn = _UPRIGHT[turned](sheet)
    matrix = " ".join(f"{value:.3f}" for value in turn).encode("ascii")
    _append(writer, page, b"q " + matrix + b" cm 0 g " + drawing + b" Q")


Matrix = tuple[float, float, float, float, float, float]
# From the page as it is seen, lower left corner at 0, to the page's own coordinates
# (ISO 32000-1, 8.3.3; /Rotate turns clockwise).
_UPRIGHT: dict[int, Callable[[RectangleObject], Matrix]] = {
    0: lambda box: (1, 0, 0, 1, float(box.left), float(box.bottom)),
    90: lambda box: (0, 1, -1, 0, float(box.right), float(box.bottom)),
    180: lambda box: (-1, 0, 0, -1, float(box.right), float(box.top)),
    270: lambda box: (0, -1, 1, 0, float(box.left), float(box.top)),
}


def _resource(page: PageObject, face: Face) -> str:
    """Name the font on the page, in resources of its own: pages may share theirs."""
    resources = DictionaryObject(value_of(page, "/Resources") or {})
    fonts = DictionaryObject(value_of(resources, "/Font") or {})
    name = next(key for key in map("/HosoSo{}".format, range(len(fonts) + 1)) if key not in fonts)
    fonts[NameObject(name)] = face.font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources
    return name.removeprefix("/")


def _append(writer: PdfWriter, page: PageObject, drawing: bytes) -> None:
    """Draw after the page's own content, whose graphics state is closed off first."""
    value = value_of(page, "/Contents")
    if isinstance(value, ArrayObject):
        parts = list(value)
    else:
        parts = [page.raw_get("/Contents")] if isinstance(value, StreamObject) else []
    before, after = _stream(b"q\n"), _stream(b"\nQ\n" + drawing)
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(before), *parts, writer._add_object(after)]  # noqa: SLF001 - pypdf has no other way to add an object
    )


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream
