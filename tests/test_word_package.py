"""Files that are not what they claim to be, and packages written canonically."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from hoso import profiles, word
from hoso.errors import StorageError, UnreadableFileError
from hoso.word import Template
from hoso.word._package import Package, open_package, write_package
from tests.conftest import Office
from tests.lint_samples import by_table
from tests.word_samples import FORM, bytes_of, opened, paragraphs, rezipped, saved


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    return saved(tmp_path / "tot.docx", paragraphs("Chi bộ Văn phòng")).read_bytes()


def _with(name: str, data: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({name: data})


def _without(name: str) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.pop(name)


def _in_part(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({name: parts[name].replace(old, new)})


MAIN = "word/document.xml"
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_with("word/vbaProject.bin", b"x"), "macro"),
        (
            _in_part(
                "[Content_Types].xml",
                b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main",
            ),
            "macro",
        ),
        (_with(MAIN, DTD + b"<x>&b;</x>"), "DTD"),
        (_with(MAIN, b"<w:document"), "XML hỏng"),
        (_with(MAIN, b"<x/>"), "không phải văn bản Word"),
        (_without("[Content_Types].xml"), "không phải văn bản Word"),
        (_without("_rels/.rels"), "không phải văn bản Word"),
        (_without(MAIN), "không có phần văn bản chính"),
    ],
)
def test_a_hostile_or_broken_package_is_refused_with_its_reason(
    good: bytes, change: Callable[[dict[str, bytes]], object], reason: str
) -> None:
    data = rezipped(good, change)

    with pytest.raises(UnreadableFileError, match=reason) as refusal:
        open_package(data, "a.docx")

    assert "a.docx" in refusal.value.message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "mật khẩu"),
        (b"khong phai", "hỏng"),
    ],
)
def test_a_file_that_is_no_zip_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        open_package(data, "a.docx")


def test_a_truncated_or_bit_flipped_file_is_refused(good: bytes) -> None:
    flipped = bytearray(good)
    flipped[200:220] = bytes(20)

    for data in (good[: len(good) // 2], bytes(flipped)):
        with pytest.raises(UnreadableFileError):
            open_package(data, "a.docx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(good: bytes) -> None:
    bomb = io.BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30 * 2**20))
    crowd = rezipped(good, lambda parts: parts.update({f"x{i}": b"" for i in range(2100)}))

    with pytest.raises(UnreadableFileError, match="bom nén"):
        open_package(bomb.getvalue(), "a.docx")
    with pytest.raises(UnreadableFileError, match="lớn bất thường"):
        open_package(crowd, "a.docx")


def test_two_parts_of_one_name_and_an_encrypted_zip_are_refused(good: bytes) -> None:
    twice = io.BytesIO(good)
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(twice, "a") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    locked = bytearray(good)
    for at in (good.find(b"PK\x03\x04") + 6, good.find(b"PK\x01\x02") + 8):
        locked[at] |= 1

    with pytest.raises(UnreadableFileError, match="trùng tên"):
        open_package(twice.getvalue(), "a.docx")
    with pytest.raises(UnreadableFileError, match="mật khẩu"):
        open_package(bytes(locked), "a.docx")


def _ole(*streams: str) -> bytes:
    names = b"".join(stream.encode("utf-16-le").ljust(64, b"\0") for stream in streams)
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + names


def _zip(**members: bytes) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_ole("EncryptedPackage", "EncryptionInfo"), "có mật khẩu"),
        (_ole("WordDocument"), "doc kiểu cũ"),
        (_ole("Workbook"), "Excel kiểu cũ"),
        (_ole("La"), "OLE"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><body>", "trang web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><w:document/>", "XML rời"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"", "rỗng"),
        (b"PK\x03\x04", "hỏng"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (_zip(a=b"b"), "không phải văn bản Word"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as refusal:
        open_package(data, "a.docx")

    assert refusal.value.exit_code == 10
    assert "Hãy mở tệp bằng Word" in refusal.value.message


def test_macros_are_found_under_any_name(good: bytes) -> None:
    renamed = _in_part(
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )

    for change in (renamed, _with("word/vbaData.xml", b"<x/>"), _with("word/VBAPROJECT.BIN", b"x")):
        with pytest.raises(UnreadableFileError, match="macro"):
            open_package(rezipped(good, change), "a.docx")


def test_macros_are_found_in_a_list_of_types_written_in_utf_16(good: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        words = parts["[Content_Types].xml"].decode()
        words = words.replace(
            "openxmlformats-officedocument.wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        )
        parts["[Content_Types].xml"] = words.replace("UTF-8", "UTF-16").encode("utf-16")

    with pytest.raises(UnreadableFileError, match="macro"):
        open_package(rezipped(good, change), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8"])
def test_a_document_type_is_refused_in_every_encoding_before_it_unfolds(
    good: bytes, encoding: str
) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    name = "UTF-8" if encoding == "utf-8" else "UTF-16"
    xml = f'<?xml version="1.0" encoding="{name}"?><!-- a --><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x a="&l9;">&l9;</x>'

    for part in (MAIN, "word/styles.xml", "_rels/.rels"):
        with pytest.raises(UnreadableFileError, match="DTD"):
            open_package(rezipped(good, _with(part, xml.encode(encoding))), "a.docx")


def test_an_external_entity_is_never_fetched(good: bytes, tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("bi mat", encoding="utf-8")
    long = b" " * 5000  # so that the declaration lies beyond where it is looked for first
    xml = (
        b'<?xml version="1.0"?>'
        + long
        + f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><x>&s;</x>'.encode()
    )

    with pytest.raises(UnreadableFileError) as refusal:
        open_package(rezipped(good, _with(MAIN, xml)), "a.docx")

    assert "bi mat" not in refusal.value.message


@pytest.mark.parametrize(
    "name",
    ["../../etc/x.xml", "/word/x.xml", "word\\x.xml", "C:/x.xml", "word/../x.xml", "word//x.xml"],
)
def test_a_part_with_a_dangerous_name_is_refused(good: bytes, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="tên nguy hiểm"):
        open_package(rezipped(good, _with(name, b"<x/>")), "a.docx")


def test_names_that_differ_by_case_only_are_the_same_part(good: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="trùng tên"):
        open_package(rezipped(good, _with("word/DOCUMENT.xml", b"<x/>")), "a.docx")


def test_one_swollen_part_beside_many_dense_ones_is_a_bomb() -> None:
    noise = random.Random(7).randbytes(2 * 2**20)  # noqa: S311 - to fill a file, not a secret
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", noise)
        archive.writestr("word/document.xml", bytes(20 * 2**20))

    with pytest.raises(UnreadableFileError, match="bom nén"):
        open_package(data.getvalue(), "a.docx")


def test_a_bomb_inside_an_embedded_package_is_refused_but_a_workbook_is_not(good: bytes) -> None:
    bomb = _zip(x=bytes(30 * 2**20))
    for _ in range(2):
        bomb = _zip(x=bomb)
    deep = _zip(x=b"a")
    for _ in range(6):
        deep = _zip(x=deep)
    embedded = "word/embeddings/a.xlsx"

    for inside, reason in ((bomb, "bom nén"), (deep, "lồng nhau")):
        with pytest.raises(UnreadableFileError, match=reason):
            open_package(rezipped(good, _with(embedded, inside)), "a.docx")
    for inside in (_zip(x=b"bang tinh"), b"PK\x03\x04 khong phai zip"):
        assert embedded in open_package(rezipped(good, _with(embedded, inside)), "a.docx").parts


def _related(
    kind: str, target: str, *, external: bool = True
) -> Callable[[dict[str, bytes]], object]:
    mode = ' TargetMode="External"' if external else ""
    relation = (
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return _in_part("word/_rels/document.xml.rels", b"</Relationships>", relation.encode())


@pytest.mark.parametrize(
    ("kind", "target", "external", "reason"),
    [
        ("aFChunk", "noi-dung.html", False, "nội dung nằm ngoài"),
        ("subDocument", "file:///C:/con.docx", True, "nội dung nằm ngoài"),
        ("frame", "http://x.vn/a.htm", True, "nội dung nằm ngoài"),
        ("attachedTemplate", "http://x.vn/a.dotm", True, "từ mạng"),
        ("attachedTemplate", "https://x.vn/a.dotm", True, "từ mạng"),
        ("attachedTemplate", "file://may-chu/a.dotm", True, "từ mạng"),
        ("header", "header9.xml", False, "thiếu phần word/header9.xml"),
        ("footnotes", "footnotes9.xml", False, "thiếu phần word/footnotes9.xml"),
    ],
)
def test_text_that_lies_elsewhere_or_nowhere_is_refused(
    good: bytes,
    kind: str,
    target: str,
    external: bool,
    reason: str,  # a table's column
) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        open_package(rezipped(good, _related(kind, target, external=external)), "a.docx")


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        ("image", "http://x.vn/a.png", "ảnh nằm ngoài tệp «http://x.vn/a.png»"),
        ("attachedTemplate", "file:///C:/Users/An/Normal.dotm", "mẫu đính kèm"),
        ("oleObject", "file:///C:/so-lieu.xlsx", "đối tượng nhúng"),
    ],
)
def test_what_a_document_can_be_read_without_is_only_said(
    good: bytes, kind: str, target: str, said: str
) -> None:
    package = open_package(rezipped(good, _related(kind, target)), "a.docx")

    (words,) = package.outside
    assert said in words


def test_a_link_that_people_click_on_is_nothing_special(good: bytes) -> None:
    package = open_package(rezipped(good, _related("hyperlink", "https://x.vn")), "a.docx")

    assert package.outside == ()


def test_parts_in_utf_16_are_lawful_and_read(good: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        for name in (MAIN, "[Content_Types].xml", "_rels/.rels"):
            words = parts[name].decode("utf-8").replace("UTF-8", "UTF-16")
            parts[name] = words.encode("utf-16")

    assert word.text_of(rezipped(good, change)) == "Chi bộ Văn phòng"


def _strict(encoding: str) -> Callable[[dict[str, bytes]], object]:
    """Turn a package into the Strict form, as Word saves it on request."""

    def change(parts: dict[str, bytes]) -> None:
        for name, data in parts.items():
            if not name.endswith((".xml", ".rels")):
                continue
            words = re.sub(
                r"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/",
                r"http://purl.oclc.org/ooxml/\1/",
                data.decode(),
            )
            words = words.replace("extended-properties", "extendedProperties")
            if name == MAIN:
                words = words.replace("<w:document ", '<w:document w:conformance="strict" ', 1)
            if encoding != "utf-8":
                words = words.replace("UTF-8", "UTF-16")
            parts[name] = words.encode(encoding)

    return change


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_saved_in_the_strict_form_is_read_like_any_other(encoding: str) -> None:
    data = bytes_of(by_table())
    strict = rezipped(data, _strict(encoding))
    layout = profiles.layout(date(2026, 6, 5))

    assert b"purl.oclc.org" in strict or encoding != "utf-8"
    assert word.text_of(strict) == word.text_of(data)
    assert word.project(strict) == word.project(data)
    assert word.lint(strict, layout) == ()
    assert word.text_of(word.comment(strict, [(1, "a")])) == word.text_of(data)


def test_a_strict_part_in_no_encoding_is_refused_as_broken(good: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        _strict("utf-8")(parts)
        parts[MAIN] = b'<?xml version="1.0" encoding="UTF-8"?><w:document>\xff'

    with pytest.raises(UnreadableFileError, match="XML hỏng"):
        open_package(rezipped(good, change), "a.docx")


def _hostile(good: bytes) -> dict[str, bytes]:
    """Return one file of each hostile kind by name."""
    return {
        "mat-khau.docx": _ole("EncryptedPackage"),
        "cu.docx": _ole("WordDocument"),
        "cut.docx": good[: len(good) // 2],
        "macro.docx": rezipped(good, _with("word/vbaProject.bin", b"x")),
        "bom.docx": _zip(x=bytes(30 * 2**20)),
        "cuoi.docx": rezipped(good, _with(MAIN, DTD + b"<x>&b;</x>")),
        "leo.docx": rezipped(good, _with("../x.xml", b"<x/>")),
        "ngoai.docx": rezipped(good, _related("attachedTemplate", "http://x.vn/a.dotm")),
    }


HOSTILE = ("mat-khau", "cu", "cut", "macro", "bom", "cuoi", "leo", "ngoai")


@pytest.mark.parametrize("name", HOSTILE)
def test_every_door_refuses_a_hostile_file_with_its_reason_and_stores_nothing(
    good: bytes, sample_office: Office, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(_hostile(good)[path.name])
    before = sample_office.archive_bytes()

    doors = (
        ("lint", path),
        ("templates", "check", path),
        ("attach", path, "--kind", "giay_moi", "--org", "cb-van-phong", "--year", "2025"),
    )
    for door in doors:
        result = sample_office.refused(*door)
        assert result.exit_code == 10
        assert "Không đọc được tệp Word" in result.stderr
    collected = sample_office.json("collect", path)

    assert "Không đọc được tệp Word" in collected["khong_nhan"][0]["ly_do"]
    assert sample_office.archive_bytes() == before


def test_attaching_says_what_the_file_does_not_hold(
    good: bytes, sample_office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "anh.docx"
    path.write_bytes(rezipped(good, _related("image", "http://x.vn/a.png")))

    done = sample_office.json(
        "attach", path, "--kind", "giay_moi", "--org", "cb-van-phong", "--year", "2025"
    )

    assert "kho không giữ được phần này" in done["canh_bao"][0]


@pytest.mark.parametrize(
    "read",
    [
        lambda data: word.read_back(data, FORM),
        word.project,
        word.text_of,
        word.identity,
        lambda data: word.answer(data, FORM, {}),
    ],
)
def test_every_reader_refuses_a_broken_file_the_same_way(
    read: Callable[[bytes], object],
) -> None:
    with pytest.raises(UnreadableFileError, match=r"không phải \.docx"):
        read(b"khong phai tep Word")


def test_a_missing_or_locked_template_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Không thấy tệp mẫu"):
        word.Template.open(tmp_path / "mau.docx")
    with pytest.raises(StorageError, match="đóng tệp"):
        word.Template.open(tmp_path)


def test_writing_drops_the_clock_and_keeps_everything_else(good: bytes) -> None:
    package = open_package(good, "a.docx")

    data = write_package(package)

    assert data == write_package(package)
    again = opened(data).core_properties
    assert again.created is None
    assert again.last_modified_by == ""
    assert set(open_package(data, "a").parts) == set(package.parts)
    assert data.startswith(b"PK")


def test_an_identifier_is_embedded_also_where_no_core_properties_were(
    good: bytes, tmp_path: Path
) -> None:
    def bare(parts: dict[str, bytes]) -> None:
        del parts["docProps/core.xml"]
        for name in ("_rels/.rels", "[Content_Types].xml"):
            text = parts[name].decode()
            keep = [piece for piece in text.split("<") if "core" not in piece]
            parts[name] = "<".join(keep).encode()

    path = tmp_path / "a.docx"
    path.write_bytes(rezipped(good, bare))

    marked = Template.open(path).fill({}, identity="hoso:x & y")
    path.write_bytes(marked)
    again = Template.open(path)

    assert open_package(path.read_bytes(), "a").identifier == "hoso:x & y"
    assert opened(again.fill({})).core_properties.identifier == "hoso:x & y"
    assert opened(again.fill({}, identity="hoso:mới")).core_properties.identifier == "hoso:mới"


def test_a_part_without_relations_has_none(good: bytes) -> None:
    package = open_package(good, "a.docx")

    assert package.related("word/none.xml", "header") == ()
    assert isinstance(package, Package)
    assert bytes_of(opened(good))
