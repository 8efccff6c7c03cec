"""PDF files made with pypdf alone: pages with words, scans, damaged and locked ones."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from tests.conftest import ROOT

A4 = (595.0, 842.0)
ARCHIVAL = (ROOT / "hoso" / "pdf" / "chu.pdf").read_bytes()  # one PDF/A-2b page with all letters


def written(writer: PdfWriter) -> bytes:
    """Return the bytes of a file."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def named(values: Mapping[str, PdfObject]) -> DictionaryObject:
    """Return a PDF dictionary."""
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def with_words(writer: PdfWriter, page: PageObject, words: str) -> None:
    """Write ASCII `words` onto a page in a font that is not embedded."""
    font = named(
        {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/Type1"),
            "/BaseFont": NameObject("/Times-Roman"),
        }
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 14 Tf 72 700 Td ({words}) Tj ET".encode("ascii"))
    fonts = named({"/F1": writer._add_object(font)})
    page[NameObject("/Resources")] = named({"/Font": fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)


def pages(*words: str, password: str = "", size: tuple[float, float] = A4) -> bytes:
    """Return a file with one page for each of `words`."""
    writer = PdfWriter()
    for one in words:
        with_words(writer, writer.add_blank_page(*size), one)
    if password:
        writer.encrypt(password)
    return written(writer)


def scan(
    *,
    shade: int = 128,
    rotate: int = 0,
    size: tuple[float, float] = A4,
    at: tuple[float, float] = (0, 0),
) -> bytes:
    """Return one page that is an image without text, perhaps turned, with its corner at `at`."""
    writer = PdfWriter()
    page = writer.add_blank_page(*size)
    image = EncodedStreamObject()
    image._data = zlib.compress(bytes([shade]) * 4)
    entries: dict[str, Any] = {
        "/Type": NameObject("/XObject"), "/Subtype": NameObject("/Image"), "/Width": NumberObject(2),
        "/Height": NumberObject(2), "/BitsPerComponent": NumberObject(8),
        "/ColorSpace": NameObject("/DeviceGray"), "/Filter": NameObject("/FlateDecode"),
    }  # fmt: skip
    image.update(named(entries))
    page[NameObject("/Resources")] = named({"/XObject": named({"/Im1": writer._add_object(image)})})
    stream = DecodedStreamObject()
    stream.set_data(f"{size[0]} 0 0 {size[1]} {at[0]} {at[1]} cm /Im1 Do".encode("ascii"))
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(stream)])
    page.mediabox.lower_left = at
    page.mediabox.upper_right = (at[0] + size[0], at[1] + size[1])
    page[NameObject("/Rotate")] = NumberObject(rotate)
    return written(writer)


def drawn_in(*families: str) -> bytes:
    """Return a page whose fonts, one a family, say that they draw the letter A."""
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    fonts = DictionaryObject()
    for family in families:
        letters = DecodedStreamObject()
        letters.set_data(b"1 beginbfchar <01> <0041> endbfchar")
        kinds = {"/Type": "/Font", "/Subtype": "/Type3", "/BaseFont": f"/{family}"}
        font = named({key: NameObject(value) for key, value in kinds.items()})
        font[NameObject("/ToUnicode")] = writer._add_object(letters)
        fonts[NameObject(f"/{family}")] = writer._add_object(font)
    page[NameObject("/Resources")] = named({"/Font": fonts})
    return written(writer)


def changed(root: Mapping[str, PdfObject], data: bytes = ARCHIVAL) -> bytes:
    """Return a file with other entries in its catalog."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.root_object.update(named(root))
    return written(writer)


def outline(data: bytes) -> Sequence[tuple[str, int]]:
    """Return (title, 1-based page) of every bookmark."""
    reader = PdfReader(BytesIO(data))
    found: list[tuple[str, int]] = []
    for one in reader.outline:
        assert not isinstance(one, list)
        number = reader.get_destination_page_number(one)
        assert number is not None
        found.append((str(one.title), number + 1))
    return found


def scanned(pictures: Sequence[bytes]) -> bytes:
    """Return one page for each picture (a JPEG), without text."""
    writer = PdfWriter()
    for picture in pictures:
        shown = Image.open(BytesIO(picture))
        width, height = shown.size
        colours = "/DeviceGray" if shown.mode == "L" else "/DeviceRGB"
        page = writer.add_blank_page(*A4)
        image = EncodedStreamObject()
        image._data = picture
        entries: dict[str, PdfObject] = {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Image"),
            "/Width": NumberObject(width),
            "/Height": NumberObject(height),
            "/BitsPerComponent": NumberObject(8),
            "/ColorSpace": NameObject(colours),
            "/Filter": NameObject("/DCTDecode"),
        }
        image.update(named(entries))
        drawing = DecodedStreamObject()
        drawing.set_data(f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /I0 Do Q".encode("ascii"))
        pictures_here = named({"/I0": writer._add_object(image)})
        page[NameObject("/Resources")] = named({"/XObject": pictures_here})
        page[NameObject("/Contents")] = writer._add_object(drawing)
    return written(writer)


def in_font(pieces: Sequence[tuple[str, str]]) -> bytes:
    """Return one page with pieces of Latin-1 text, each in a font of that name."""
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    fonts: dict[str, PdfObject] = {}
    shown = b"BT 72 700 Td "
    for turn, (words, name) in enumerate(pieces):
        font = {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/Type1"),
            "/BaseFont": NameObject(f"/{name}"),
            "/Encoding": NameObject("/WinAnsiEncoding"),
        }
        fonts[f"/F{turn}"] = writer._add_object(named(font))
        shown += f"/F{turn} 12 Tf <{words.encode('latin-1').hex()}> Tj ".encode("ascii")
    stream = DecodedStreamObject()
    stream.set_data(shown + b"ET")
    page[NameObject("/Resources")] = named({"/Font": named(fonts)})
    page[NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)
