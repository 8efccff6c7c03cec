"""Finding templates: the office's own before the built-in ones, and what is wrong is said."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import templates
from hoso.errors import NotFoundError, StorageError, TemplateBrokenError

BUILTIN = templates.builtin_root()


def an_office(root: Path, kind: str = "giay_moi", revision: str = "1", **changes: str) -> Path:
    """Copy a built-in template into an office's root, with words of its mau.toml replaced."""
    folder = root / kind / revision
    shutil.copytree(BUILTIN / "giay_moi" / "1", folder)
    path = folder / "mau.toml"
    text = path.read_text("utf-8").replace("lan_sua = 1", f"lan_sua = {revision}")
    text = text.replace('loai = "giay_moi"', f'loai = "{kind}"')
    for old, new in changes.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def test_the_offices_own_template_stands_before_the_built_in_one(tmp_path: Path) -> None:
    an_office(tmp_path)

    found = templates.find("giay_moi", [tmp_path, BUILTIN])

    assert found.own
    assert found.path == tmp_path / "giay_moi" / "1" / "mau.docx"
    assert [one.own for one in templates.catalogue([tmp_path, BUILTIN])].count(True) == 1
    assert found.digest == templates.find("giay_moi", [BUILTIN]).digest


def test_the_highest_revision_is_in_force_and_the_others_can_be_named(tmp_path: Path) -> None:
    for revision in ("2", "10"):
        an_office(tmp_path, revision=revision)
    roots = [tmp_path, BUILTIN]

    assert templates.find("giay_moi", roots).info.revision == 10
    assert templates.find("giay_moi/2", roots).info.revision == 2
    assert not templates.find("giay_moi/1", roots).own


def test_an_unknown_revision_lists_those_there_are(tmp_path: Path) -> None:
    an_office(tmp_path, revision="2")

    for revision in ("7", "mới"):
        with pytest.raises(NotFoundError, match=rf"«{revision}»\. Có: 1, 2"):
            templates.find(f"giay_moi/{revision}", [tmp_path, BUILTIN])


def test_a_slip_in_the_name_is_met_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="Ý bạn là «giay_moi»"):
        templates.find("giay_moii", [BUILTIN])


@given(kind=st.text(max_size=20))
def test_any_other_name_is_refused_and_never_leaves_the_roots(kind: str) -> None:
    name = f"../{kind}"

    with pytest.raises(NotFoundError) as refusal:
        templates.find(name, [BUILTIN])

    assert refusal.value.where == name


def test_a_root_that_is_not_there_has_no_templates(tmp_path: Path) -> None:
    assert templates.catalogue([tmp_path / "none"]) == ()


def test_hidden_folders_and_loose_files_are_no_templates(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "ghi_chu.txt").write_text("của văn phòng", "utf-8")
    (tmp_path / "giay_moi").mkdir()

    assert templates.catalogue([tmp_path]) == ()


@pytest.mark.parametrize("folder", ["Giấy mời", "giay_moi/moi", "_giay"])
def test_a_folder_with_another_name_is_said_not_skipped(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)

    with pytest.raises(TemplateBrokenError, match="Hãy đổi tên thư mục") as refusal:
        templates.catalogue([tmp_path])

    assert refusal.value.where == str(tmp_path / folder)


SLIPS = [
    ('loai = "giay_moi"', 'loai = "thu_moi"', "loai"),
    ("lan_sua = 1", "lan_sua = 2", "lan_sua"),
    ("doi_tuong =", "doi_tuongg =", "doi_tuongg"),
    ('ten = "so"', 'ten = "Số"', "truong.3.ten"),
    ('ten = "so"', 'ten = "nam"', "truong.7.ten"),
    ('ten = "thoi_gian"', 'ten = "ten"', "truong.10.cot.2.ten"),
    ("bat_buoc = false", "bat_buocc = false", "truong.3.bat_buocc"),
    ('loai = "nhom"', 'loai = "nhomm"', "$.truong[9].loai"),
    ("lan_sua = 1", "", "lan_sua"),
    ("lan_sua = 1", "lan_sua = ", "TOML"),
]


@pytest.mark.parametrize(("old", "new", "key"), SLIPS)
def test_a_bad_mau_toml_is_refused_with_file_and_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    path = an_office(tmp_path)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(TemplateBrokenError) as refusal:
        templates.find("giay_moi", [tmp_path])

    assert str(path) in refusal.value.message
    assert key in refusal.value.message


def test_a_key_written_wrong_is_met_with_the_nearest(tmp_path: Path) -> None:
    an_office(tmp_path, **{"the_thuc =": "the_thucc ="})

    with pytest.raises(TemplateBrokenError, match="ý bạn là «the_thuc»"):
        templates.catalogue([tmp_path])


@pytest.mark.parametrize("name", ["mau.toml", "mau.docx"])
def test_a_template_without_one_of_its_files_is_refused(tmp_path: Path, name: str) -> None:
    path = an_office(tmp_path).with_name(name)
    path.unlink()

    with pytest.raises(TemplateBrokenError, match="không có tệp này") as refusal:
        templates.find("giay_moi", [tmp_path])

    assert refusal.value.where == str(path)


def test_an_example_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = an_office(tmp_path).with_name("vi_du.toml")
    path.write_bytes('ten = "Tiệp"'.encode("utf-16"))

    with pytest.raises(TemplateBrokenError, match=r"vi_du\.toml: không đúng TOML"):
        templates.find("giay_moi", [tmp_path]).example()


def test_a_file_that_cannot_be_read_is_the_disks_matter(tmp_path: Path) -> None:
    path = an_office(tmp_path)
    path.unlink()
    path.mkdir()

    with pytest.raises(StorageError, match="Không đọc được"):
        templates.find("giay_moi", [tmp_path])


def test_mau_toml_typed_in_decomposed_letters_is_composed(tmp_path: Path) -> None:
    path = an_office(tmp_path)
    path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")

    assert templates.find("giay_moi", [tmp_path]).info == templates.find("giay_moi", [BUILTIN]).info
