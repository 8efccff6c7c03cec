"""Files that are not what they claim to be, and packages written canonically."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from hoso import word
from hoso.errors import StorageError, UnreadableFileError
from hoso.word import Template
from hoso.word._package import Package, open_package, write_package
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
        (b"%PDF-1.7", "hỏng"),
        (b"", "hỏng"),
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
