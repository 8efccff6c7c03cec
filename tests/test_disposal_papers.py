"""Papers for the council that considers destruction: they propose, nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from hoso import profiles, templates
from hoso.model.base import replaced
from hoso.model.dossier import DossierCard, DossierKind, Provenance
from hoso.services import dossiers
from hoso.word import lint, text_of
from hoso.workspace import Act
from tests.check_world import CELL, TOP, World

LATER = date(2026, 7, 1)
DAY = ("--date", LATER.isoformat())
PLACE = 'dia_danh = "An Lĩnh"\n'
LIST, WHY, MINUTES = "danh_muc_het_thoi_han", "thuyet_minh_het_thoi_han", "bien_ban_xet_huy"


@pytest.fixture(autouse=True)
def known_heads(world: World) -> None:
    """Say in the roster what heads every paper: the body above the top one, and places."""
    ws = world.office.workspace
    for code, said in ((TOP, {"parent_name": "Đảng bộ tỉnh Quảng Hòa"}), (CELL, {})):
        row = ws.catalogue.dossier(f"ds-{code}")
        assert row is not None
        old = ws.snapshot(row.object_id).roster
        assert old is not None
        state = replaced(old.organisation.states[0], place="An Lĩnh", **said)
        edit = ws.edit(row.card)
        whole = replaced(old, organisation=replaced(old.organisation, states=(state,)))
        edit.put_register("roster", whole)
        ws.commit([edit], Act(LATER, "An"), "thử")


def expire(world: World, code: str, organisation: str = TOP, **more: Any) -> str:
    """Put in a dossier of 2010 that was to be kept ten years."""
    ws = world.office.workspace
    card = DossierCard(
        code=code,
        title=f"Hồ sơ nhận bàn giao {code}",
        kind=DossierKind.HANDOVER,
        organisation=organisation,
        start=date(2010, 1, 5),
        end=date(2010, 12, 30),
    )
    edit = ws.edit(card)
    edit.put_document(
        Provenance(number="0001", kind="cong_van", title="Công văn", day=date(2010, 3, 2), pages=4),
        {"goc.pdf": b"x"},
    )
    edit.put_card(replaced(card, **more))
    ws.commit([edit], Act(LATER, "An"), "thử")
    return code


def make(world: World, kind: str, said: str = "", org: str = TOP) -> tuple[dict[str, Any], str]:
    """Make a paper; return what was told and its words."""
    data = world.office.write(f"{kind}.toml", PLACE + said)
    made = world.office.json("generate", kind, "--org", org, "--data", data, *DAY)
    return made, text_of(Path(made["tep"]).read_bytes())


def tables(path: Path | str, columns: int) -> list[list[list[str]]]:
    """Return the tables of a paper with so many columns, each with its headings first."""
    found = [one for one in docx.Document(str(path)).tables if len(one.columns) == columns]
    return [[[cell.text for cell in row.cells] for row in one.rows] for one in found]


def clean(path: Path | str) -> Sequence[object]:
    return lint(Path(path).read_bytes(), profiles.layout(LATER))


def test_the_list_has_the_columns_of_the_circulars_and_only_what_may_be_proposed(
    world: World,
) -> None:
    expire(world, "bg-cu", sheets=46)
    expire(world, "bg-mat", secrecy="Mật")

    made, words = make(world, LIST)

    ((heads, row),) = tables(made["tep"], 5)
    assert heads == [
        "Bó số",
        "Tập số",
        "Tiêu đề hồ sơ hoặc tập tài liệu; số hồ sơ hoặc số đơn vị bảo quản",
        "Lý do hủy",
        "Ghi chú",
    ]
    assert row == ["", "01", "Hồ sơ nhận bàn giao bg-cu; bg-cu", "Hết thời hạn lưu trữ", "46 tờ"]
    ((heads, row),) = tables(made["tep"], 8)
    assert heads[1:] == [
        "Mã lưu trữ hồ sơ",
        "Tiêu đề hồ sơ",
        "Thời hạn lưu trữ",
        "Tổng số tài liệu",
        "Tổng số trang",
        "Lý do hủy",
        "Ghi chú",
    ]
    assert row[:6] == ["1", "bg-cu", "Hồ sơ nhận bàn giao bg-cu", "10 năm", "1", "4"]
    assert row[6] == "Hết thời hạn lưu trữ từ ngày 31/12/2020"
    assert "từ ngày 05/01/2010 đến ngày 30/12/2010" in words
    assert "Gồm 1 hồ sơ (bằng chữ: một hồ sơ)." in words
    assert "bg-mat" not in words
    assert any("bg-mat" in one and "Mật" in one for one in made["luu_y"])
    assert clean(made["tep"]) == ()


def test_the_list_says_that_it_only_proposes_and_the_archive_keeps_all(world: World) -> None:
    code = expire(world, "bg-cu")
    before = world.office.archive_bytes()
    held = {path: data for path, data in before.items() if "journal" not in path}

    _, words = make(world, LIST)

    assert "chỉ đề nghị xét hủy, chưa hồ sơ nào bị hủy" in words
    assert "bản điện tử trong kho được giữ nguyên" in words
    after = world.office.archive_bytes()
    changed = {path for path, data in held.items() if after.get(path) != data}
    assert not {path for path in held if path not in after}
    assert all("/v" not in path for path in changed), changed
    (said,) = world.office.json("dossiers", "disposal", *DAY)["het_han"]
    assert (said["ma"], said["de_nghi"]) == (code, True)


def test_making_the_papers_again_finds_them_still_true(world: World) -> None:
    expire(world, "bg-cu")
    for kind in (LIST, WHY, MINUTES):
        make(world, kind)
        before = world.office.archive_bytes()
        make(world, kind)
        assert world.office.archive_bytes() == before, kind
    made = world.office.json("dossiers", "show", "tt-" + TOP + "-2026", *DAY)
    assert "30 năm" in {one["thoi_han"] for one in made["ly_do_thoi_han"]}
    assert made["chua_xac_dinh"] == []


def test_duplicates_that_a_person_adds_stand_in_the_list_and_are_counted(world: World) -> None:
    expire(world, "bg-cu")
    row = '[[giay]]\nma = "12-ĐVBQ"\ntieu_de = "Tập công văn"\nly_do = "Trùng lặp"\nbo = "02"\n'

    made, words = make(world, LIST, row)

    ((_, *rows),) = tables(made["tep"], 5)
    assert [one[3] for one in rows] == ["Hết thời hạn lưu trữ", "Trùng lặp"]
    assert "Gồm 2 hồ sơ (bằng chữ: hai hồ sơ)." in words


def test_a_dossier_without_paper_is_not_on_the_list_of_paper(world: World) -> None:
    expire(world, "bg-cu", sheets=0)

    made, words = make(world, LIST)

    assert "A. Tài liệu giấy" not in words
    assert len(tables(made["tep"], 8)) == 1


@pytest.mark.parametrize("kind", [LIST, WHY, MINUTES])
def test_nothing_expired_means_no_paper(world: World, kind: str) -> None:
    expire(world, "bg-mat", secrecy="Mật")
    before = world.office.archive_bytes()
    data = world.office.write("gi.toml", PLACE)

    refused = world.office.refused("generate", kind, "--org", TOP, "--data", data, *DAY)

    assert refused.exit_code == 3
    assert "không có hồ sơ nào" in refused.output
    assert "1 hồ sơ hết hạn nhưng còn vướng" in refused.output
    assert world.office.archive_bytes() == before


def test_the_statement_tells_what_is_kept_and_why(world: World) -> None:
    expire(world, "bg-cu")
    expire(world, "bg-mat", secrecy="Mật")

    made, words = make(world, WHY)

    assert "Tổng số tài liệu đưa ra xác định lại giá trị: 2 hồ sơ;" in words
    assert "Tài liệu giữ lại bảo quản: 1 hồ sơ;" in words
    assert "Tài liệu hết thời hạn lưu trữ, trùng lặp: 1 hồ sơ." in words
    assert "bg-mat: độ mật «Mật»" in words
    assert "Hồ sơ bàn giao: 1 hồ sơ, thời hạn 10 năm, từ ngày 05/01/2010" in words
    assert "2. Nhóm tài liệu trùng lặp\nKhông có." in words
    assert clean(made["tep"]) == ()


def test_the_minutes_leave_to_the_council_what_it_decides(world: World) -> None:
    expire(world, "bg-cu")
    expire(world, "bg-khac", CELL)

    made, words = make(world, MINUTES)
    _, after = make(world, MINUTES, 'ngay_hop = "01/7/2026"\n')
    ((heads, *seats),) = tables(made["tep"], 4)

    assert heads == ["TT", "Họ và tên", "Chức vụ; nhiệm vụ trong Hội đồng", "Ký tên"]
    assert [one[2] for one in seats] == ["Chủ tịch Hội đồng", *["Ủy viên"] * 3, "Thư ký Hội đồng"]
    assert "gồm 2 hồ sơ (bằng chữ: hai hồ sơ)" in words
    assert "Hồ sơ đề nghị giữ lại: …" in words
    assert "cho hủy tài liệu giấy của …… hồ sơ (bằng chữ: …… hồ sơ)" in words
    assert "Hồ sơ đề nghị giữ lại: không có." in after
    assert "cho hủy tài liệu giấy của 2 hồ sơ (bằng chữ: hai hồ sơ)" in after
    assert clean(made["tep"]) == ()


def test_what_the_council_keeps_is_taken_off_and_must_have_been_proposed(world: World) -> None:
    expire(world, "bg-cu")
    expire(world, "bg-khac", CELL)
    kept = '[[giu_lai]]\nma = "{}"\nly_do = "còn cần"\n'

    _, words = make(world, MINUTES, 'ngay_hop = "01/7/2026"\n' + kept.format("bg-khac"))
    data = world.office.write("la.toml", PLACE + kept.format("bg-la"))
    refused = world.office.refused("generate", MINUTES, "--org", TOP, "--data", data, *DAY)

    assert "- bg-khac: còn cần" in words
    assert "cho hủy tài liệu giấy của 1 hồ sơ (bằng chữ: một hồ sơ)" in words
    assert refused.exit_code == 12
    assert "bg-la" in refused.output


def test_the_proposals_of_a_scope_are_written_as_word_without_being_archived(
    world: World, tmp_path: Path
) -> None:
    expire(world, "bg-cu")
    expire(world, "bg-khac", CELL)
    before = world.office.archive_bytes()
    out = tmp_path / "danh-muc.docx"

    said = world.office.json("dossiers", "disposal", "--org", CELL, "--out", out, *DAY)

    assert said["tep"] == str(out)
    ((_, row),) = tables(out, 5)
    assert row[2] == "Hồ sơ nhận bàn giao bg-khac; bg-khac"
    assert clean(out) == ()
    assert world.office.archive_bytes() == before
    assert len(tables(_of_all(world, tmp_path), 5)[0]) == 3


def _of_all(world: World, tmp_path: Path) -> Path:
    out = tmp_path / "tat-ca.docx"
    world.office.ok("dossiers", "disposal", "--out", out, *DAY)
    return out


def test_no_word_file_is_written_when_there_is_nothing_to_propose(
    world: World, tmp_path: Path
) -> None:
    expire(world, "bg-mat", secrecy="Mật")

    refused = world.office.refused("dossiers", "disposal", "--out", tmp_path / "x.docx", *DAY)

    assert "nhưng còn vướng" in refused.output
    assert not (tmp_path / "x.docx").exists()


def test_the_minutes_are_what_a_destruction_is_written_down_by(world: World) -> None:
    """From proposal to record: list, minutes, decision, and the archive still holds every byte."""
    code = expire(world, "bg-cu")
    made, _ = make(world, MINUTES)
    world.paper(TOP, "quyet_dinh_tieu_huy", "2026-07-01").save()
    found = dossiers.proposals(world.office.workspace, dossiers.Scope(), LATER)
    signed = world.office.write("ky.pdf", "")
    signed.write_bytes(b"%PDF-1.4 ky")

    early = world.office.refused(
        "dossiers", "destroyed", code, "--minutes", made["van_ban"],
        "--decision", f"tt-{TOP}-2025/0001", *DAY,
    )  # fmt: skip

    assert [one.record.code for one in found] == [code]
    assert "chưa có bản ký" in early.output


def test_the_templates_name_the_law_that_they_follow() -> None:
    roots = [templates.builtin_root()]
    sources = {kind: templates.find(kind, roots).info.source for kind in (LIST, WHY, MINUTES)}

    assert "Phụ lục II" in sources[LIST]
    assert "Phụ lục III" in sources[WHY]
    assert "Mẫu số 09" in sources[MINUTES]
    assert all("383-QĐ/TW" in words for words in sources.values())
