"""The real LibreOffice: PDF/A of our forms, fonts, other formats, hostile files (needs poppler, too)."""

from __future__ import annotations

import http.server
import io
import shutil
import struct
import subprocess
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from hoso import office, pdf, templates, word
from hoso.errors import MissingProgramError, UnreadableFileError
from hoso.services import printing
from hoso.services.printing import Copies, Wish
from hoso.text import VIETNAMESE, squeeze
from hoso.word import Template
from tests.conftest import Office as Secretary

pytestmark = pytest.mark.office

CATALOGUE = templates.catalogue([templates.builtin_root()])
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")


@pytest.fixture(scope="module")
def libreoffice() -> office.Office:
    """Return LibreOffice; without it these tests fail."""
    try:
        return office.find()
    except MissingProgramError as error:
        pytest.fail(error.message)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return every filled example as a Word file, by kind."""
    folder = tmp_path_factory.mktemp("mau_dien")
    made = {found.info.kind: folder / f"{found.info.kind} – ví dụ.docx" for found in CATALOGUE}
    for found in CATALOGUE:
        made[found.info.kind].write_bytes(Template.open(found.path).fill(found.example()))
    return made


@pytest.fixture(scope="module")
def made(libreoffice: office.Office, sources: dict[str, Path]) -> Copies:
    """Return the PDF copies of all of them."""
    return printing.copies(libreoffice, list(sources.values()), Wish())


def _solid(words: str) -> str:
    return squeeze(words).replace(" ", "").replace("-", "")


def _poppler(path: Path) -> str:
    pdftotext = shutil.which("pdftotext")
    assert pdftotext, "Thiếu pdftotext: hãy cài gói poppler-utils."
    done = subprocess.run([pdftotext, "-raw", str(path), "-"], check=True, capture_output=True)  # noqa: S603 - fixed program
    return done.stdout.decode("utf-8")


# -- our forms ---------------------------------------------------------------------------------


def test_every_form_becomes_pdf_a_2b_without_a_fault(made: Copies) -> None:
    assert len(made.made) == len(CATALOGUE)
    assert made.failed == ()
    assert made.notices == ()
    for one in made.made:
        data = one.path.read_bytes()
        assert str(pdf.claim(data, one.path.name)) == "PDF/A-2b"
        assert pdf.archival(data, one.path.name) == ()


def test_one_family_draws_the_words_of_every_form(made: Copies) -> None:
    for one in made.made:
        fonts = pdf.fonts(one.path.read_bytes(), one.path.name)

        assert len({font.family for font in fonts if font.draws_words}) == 1, one.path.name
        assert all(font.embedded for font in fonts)


def test_every_letter_of_every_form_is_read_again_by_another_program(made: Copies) -> None:
    for one in made.made:
        shown = _solid(_poppler(one.path))
        words = word.text_of(one.source.read_bytes(), one.source.name).split()

        assert [lost for lost in words if _solid(lost) not in shown] == []


def test_all_134_letters_are_drawn_in_every_style_by_one_family(libreoffice: office.Office) -> None:
    page = office.sample("Times New Roman", "".join(sorted(VIETNAMESE)))

    data = libreoffice.to_pdf({"chữ.rtf": page})["chữ.rtf"]

    assert set(pdf.text_of(data, "chữ.pdf")) >= VIETNAMESE
    fonts = pdf.fonts(data, "chữ.pdf")
    assert len(fonts) == 4
    assert all(font.letters >= VIETNAMESE for font in fonts)


# -- fonts that lack letters -------------------------------------------------------------------


def _only(monkeypatch: pytest.MonkeyPatch, folder: Path, *fonts: Path) -> None:
    """Let LibreOffice see nothing but these fonts."""
    seen = folder / "phong"
    seen.mkdir()
    for font in fonts:
        assert font.is_file(), f"Thiếu {font}: hãy cài gói fonts-dejavu-core."
        shutil.copyfile(font, seen / font.name)
    settings = folder / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{seen}</dir><cachedir>{folder / 'dem'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


def test_where_no_equal_font_is_another_with_all_letters_is_taken_alone_and_named(
    libreoffice: office.Office,
    sources: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _only(
        monkeypatch, tmp_path, *sorted(DEJAVU.glob("DejaVuSerif*.ttf")), DEJAVU / "DejaVuSans.ttf"
    )

    found = printing.copies(libreoffice, [sources["giay_moi"]], Wish(out=tmp_path))

    assert [one.code for one in found.notices] == ["I003"]
    assert "DejaVu" in found.notices[0].message
    assert "fonts-liberation2" in found.notices[0].message
    fonts = pdf.fonts(found.made[0].path.read_bytes(), "x")
    assert len({font.family for font in fonts if font.draws_words}) == 1


def _lacking(font: bytes) -> bytes:
    """Return DejaVu Serif as the font «DejaVu Thieu» without the letters U+1EA0–U+1EF9 and marks.

    The tables are those of OpenType: a directory of 16-byte records, `cmap` in format 12.
    """
    records = {font[at : at + 4]: at for at in range(12, 12 + 16 * int.from_bytes(font[4:6]), 16)}
    start = int.from_bytes(font[records[b"cmap"] + 8 :][:4])
    offsets = [int.from_bytes(font[start + 8 + 8 * turn :][:4]) for turn in range(6)]
    wide = next(start + at for at in offsets if font[start + at :][:2] == b"\x00\x0c")
    groups = struct.iter_unpack(
        ">III", font[wide + 16 :][: 12 * int.from_bytes(font[wide + 12 :][:4])]
    )
    codes = [
        (first + turn, glyph + turn)
        for first, last, glyph in groups
        for turn in range(last - first + 1)
    ]
    kept = [
        (code, code, glyph)
        for code, glyph in codes
        if not (0x1EA0 <= code <= 0x1EF9 or 0x300 <= code < 0x370)
    ]
    body = b"".join(struct.pack(">III", *group) for group in kept)
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(
        ">HHIII", 12, 0, 16 + len(body), 0, len(kept)
    )
    place = records[b"cmap"] + 8
    changed = (
        font[:place]
        + struct.pack(">II", len(font), len(head + body))
        + font[place + 8 :]
        + head
        + body
    )
    for encoding in ("ascii", "utf-16-be"):
        for blank in ("", " "):  # the name for PostScript has none
            old, new = f"DejaVu{blank}Serif", f"DejaVu{blank}Thieu"
            changed = changed.replace(old.encode(encoding), new.encode(encoding))
    return changed


def test_a_font_that_lacks_letters_is_never_mixed_with_another(
    libreoffice: office.Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = tmp_path / "DejaVuThieu.ttf"
    poor.write_bytes(_lacking((DEJAVU / "DejaVuSerif.ttf").read_bytes()))
    _only(monkeypatch, tmp_path, poor, *sorted(DEJAVU.glob("DejaVuSerif*.ttf")))
    document = docx.Document()
    run = document.add_paragraph().add_run("Quyết định về việc kiểm điểm, tự phê bình và phê bình")
    run.font.name = "DejaVu Thieu"
    path = tmp_path / "a.docx"
    document.save(str(path))
    mixed = pdf.fonts(libreoffice.to_pdf({"a.docx": path.read_bytes()})["a.docx"], "a")

    found = printing.copies(libreoffice, [path], Wish())

    fonts = pdf.fonts(found.made[0].path.read_bytes(), "x")
    assert len({font.family for font in mixed if font.draws_words}) == 2
    assert len({font.family for font in fonts if font.draws_words}) == 1
    assert [one.code for one in found.notices] == ["I003"]


# -- other formats -----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_other_formats_become_docx_with_the_same_words(
    libreoffice: office.Office, sources: dict[str, Path], ending: str
) -> None:
    source = sources["kiem_diem_2b"].read_bytes()
    other = libreoffice.convert({"a.docx": source}, ending).made["a.docx"]

    back = libreoffice.to_docx(other, f"Bản kiểm điểm (1).{ending}")

    came = _solid(word.text_of(back, "b"))
    assert [one for one in word.text_of(source, "a").split() if _solid(one) not in came] == []


def test_what_libreoffice_cannot_open_is_named_and_the_others_come(
    libreoffice: office.Office, sources: dict[str, Path]
) -> None:
    good = sources["giay_moi"].read_bytes()

    done = libreoffice.convert(
        {"a.docx": good, "cụt.docx": good[:3000], "b.docx": good}, office.PDF_A
    )

    assert set(done.made) == {"a.docx", "b.docx"}
    assert [one.where for one in done.problems] == ["cụt.docx"]
    with pytest.raises(UnreadableFileError, match="cụt"):
        libreoffice.to_docx(good[:3000], "cụt.odt")


# -- hostile files -----------------------------------------------------------------------------

_DRAWING = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline>
<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="a"/><a:graphic><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>
<pic:cNvPr id="1" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{link}"/>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing>"""


def _linking(url: str) -> bytes:
    """Return a Word file with a picture that lies at `url`."""
    document = docx.Document()
    document.add_paragraph("Có ảnh liên kết")
    link = document.part.relate_to(url, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.add_paragraph().add_run()._r.append(parse_xml(_DRAWING.format(link=link)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _png() -> bytes:
    """Return a picture of 8 × 8 gray dots (PNG, ISO/IEC 15948)."""
    rows = b"".join(b"\x00" + bytes(range(8)) for _ in range(8))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a web server, and what it was asked for."""
    paths: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            paths.append(self.rfile.readline().decode("ascii"))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/anh.png", paths
        server.shutdown()


def test_a_document_can_neither_call_out_nor_read_other_files(
    libreoffice: office.Office, asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, paths = asked
    picture = tmp_path / "bi-mat.png"
    picture.write_bytes(_png())

    done = libreoffice.to_pdf({"web.docx": _linking(url), "may.docx": _linking(picture.as_uri())})

    assert paths == []
    assert set(done) == {"web.docx", "may.docx"}
    for name, data in done.items():
        page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
        assert not page["/Resources"].get("/XObject"), name  # type: ignore[attr-defined]  # a dictionary


# -- whole dossiers ----------------------------------------------------------------------------


def test_a_dossier_of_the_demo_becomes_one_archival_file(demo_office: Secretary) -> None:
    done = demo_office.json("print", "tt-cb-van-phong-2025")

    data = Path(done["tep"]).read_bytes()
    assert done["pdf_a"] == "PDF/A-2b"
    assert done["van_de"] == []
    assert pdf.archival(data) == ()
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == done["trang"]
    assert [one["trang"] for one in done["van_ban"]] == [
        (reader.get_destination_page_number(one) or 0) + 1  # type: ignore[arg-type]  # flat
        for one in reader.outline
    ]
    assert f"Trang {done['trang']}/{done['trang']}" in reader.pages[-1].extract_text()
