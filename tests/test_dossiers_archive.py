"""Dossiers as archive law sees them, on a small committee in a real archive."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from hoso.model.assessment import Statement
from hoso.model.base import replaced
from hoso.model.dossier import DocumentStatus, DossierCard, DossierKind, Provenance
from hoso.model.oversight import Appraisal, AppraisalResult
from hoso.model.review import Level
from hoso.services import dossiers
from hoso.services.dossiers import GapKind, Presence, Scope
from hoso.workspace import Act
from tests import pdf_samples
from tests.check_world import AN, BINH, CELL, CUONG, DUNG, EM, GIANG, HAI, KHANH, SCHOOL, TOP, World
from tests.conftest import Office

LATER = date(2026, 7, 1)
DAY = ("--date", LATER.isoformat())
OWN = f"tt-{CELL}-2025"


def _record(world: World, code: str, on: date = LATER) -> dossiers.Record:
    return dossiers.record(world.office.workspace, code, on)


def _states(world: World, code: str) -> dict[int, Presence]:
    ws = world.office.workspace
    (found,) = dossiers.completeness(ws, dossiers.tree(ws, None), [_record(world, code)])
    return {one.number: one.presence for one in found.items}


def _gaps(world: World, kind: GapKind, **scope: Any) -> list[dossiers.Gap]:
    found = dossiers.gaps(world.office.workspace, Scope(**scope), LATER)
    return [one for one in found.gaps if one.kind is kind]


def _put(world: World, card: DossierCard) -> None:
    ws = world.office.workspace
    edit = ws.edit(card)
    edit.put_card(card)
    ws.commit([edit], Act(LATER, "An"), "thử")


def _term(world: World, code: str, **changes: Any) -> None:
    """Say in the roster what term of office an organisation is in."""
    ws = world.office.workspace
    row = ws.catalogue.dossier(f"ds-{code}")
    old = ws.snapshot(row.object_id).roster if row else None
    assert row is not None
    assert old is not None
    state = replaced(old.organisation.states[0], **changes)
    edit = ws.edit(row.card)
    whole = replaced(old, organisation=replaced(old.organisation, states=(state,)))
    edit.put_register("roster", whole)
    ws.commit([edit], Act(LATER, "An"), "thử")


# --- metadata ------------------------------------------------------------------------------------


def test_a_dossier_has_its_fields_from_the_day_it_is_made(world: World) -> None:
    world.form(DUNG).paper(DUNG, "nhan_xet_noi_cu_tru", "2025-12-03").save()

    (said,) = world.office.json("dossiers", "list", "--kind", "kiem_diem_ca_nhan", *DAY)["ho_so"]

    assert said["thoi_han"] == "70 năm"
    assert said["chac_chan"] is True
    assert (said["che_do_su_dung"], said["ngon_ngu"], said["do_mat"]) == ("có điều kiện", "vie", "")
    assert (said["bat_dau"], said["ket_thuc"]) == ("2025-01-01", "2025-12-03")
    assert (said["so_van_ban"], said["so_trang"], said["nam_ket_thuc"]) == (2, None, 2025)
    assert (said["han_hien_hanh"], said["han_lich_su"]) == ("2026-12-31", "2031-12-31")
    assert said["ten_to_chuc"] == said["nguoi_lap"] == "Chi bộ Thôn Một"


def test_one_permanent_paper_makes_the_whole_dossier_permanent(world: World) -> None:
    world.paper(CELL, "giay_moi").paper(CELL, "bao_cao_ket_qua", "2025-12-20").save()

    assert _record(world, OWN).judged.permanent
    world.paper(SCHOOL, "giay_moi").save()
    assert _record(world, f"tt-{SCHOOL}-2025").judged.period == "70 năm"


def test_a_paper_that_was_taken_back_has_no_say_on_the_period(world: World) -> None:
    world.paper(CELL, "bao_cao_ket_qua", "2025-12-20").save()
    world.office.ok("withdraw", f"{OWN}/0001", "--why", "nhầm", "--date", "2025-12-21")

    assert _record(world, OWN).judged.period == "70 năm"


def test_finding_aids_are_no_papers_of_a_dossier(world: World) -> None:
    world.paper(CELL, "muc_luc_van_ban", "2025-12-20").paper(CELL, "giay_moi").save()

    found = _record(world, OWN)

    assert [one.kind for one in found.documents] == ["giay_moi"]
    assert found.aids == {"0001"}


def test_the_pages_of_attached_pdfs_are_known_from_the_start(world: World, tmp_path: Path) -> None:
    path = tmp_path / "nx.pdf"
    path.write_bytes(pdf_samples.pages("mot", "hai"))

    at = ("--org", CELL, "--year", "2025", "--date", "2025-12-05")
    world.office.ok("attach", path, *at, "--kind", "khieu_nai")
    assert _record(world, OWN).pages == 2
    world.paper(CELL, "giay_moi").save()
    assert _record(world, OWN).pages is None  # one paper's pages are not known


def test_an_office_says_how_long_it_keeps_ballots(world: World) -> None:
    world.paper(CELL, "phieu_bieu_quyet", "2025-12-10").save()
    settings = world.office.root / "hoso.toml"

    (said,) = world.office.json("dossiers", "list", "--org", CELL, "--year", "2025", *DAY)["ho_so"][:1]  # fmt: skip
    assert said["chua_xac_dinh"] == ["phieu_bieu_quyet"]
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\n[luu_tru]\nphieu_bieu_quyet = "5 năm"\n',
        encoding="utf-8",
    )
    shown = world.office.json("dossiers", "show", OWN, *DAY)
    assert shown["chua_xac_dinh"] == []
    assert shown["ly_do_thoi_han"][-1]["thoi_han"] == "5 năm"


@pytest.mark.parametrize("said", ['"1 năm"', '"lâu dài"', "5"])
def test_an_unlawful_period_of_the_office_is_refused(office: Office, said: str) -> None:
    settings = office.root / "hoso.toml"
    words = settings.read_text(encoding="utf-8") + f"\n[luu_tru]\nphieu = {said}\n"
    settings.write_text(words, encoding="utf-8")

    assert "luu_tru" in office.refused("dossiers", "list").output


def test_periods_of_the_office_are_a_table(office: Office) -> None:
    settings = office.root / "hoso.toml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(f'luu_tru = "5 năm"\n{words}', encoding="utf-8")

    assert "[luu_tru]" in office.refused("dossiers", "list").output


# --- which dossiers ------------------------------------------------------------------------------


def test_a_scope_takes_an_organisation_years_a_term_or_all(world: World) -> None:
    world.paper(CELL, "giay_moi").paper(SCHOOL, "giay_moi", year=2024).paper(TOP, "giay_moi").save()
    ws = world.office.workspace

    def codes(**scope: Any) -> list[str]:
        found = dossiers.records(ws, Scope(kind=DossierKind.COLLECTIVE, **scope), LATER)
        return [one.code for one in found]

    own, school, top = OWN, f"tt-{SCHOOL}-2024", f"tt-{TOP}-2025"
    assert codes() == [school, top, own]
    assert codes(org=CELL) == [own]
    assert codes(org=TOP, years=(2025, 2025)) == [top, own]
    assert codes(years=(2020, 2024)) == [school]


def test_dossiers_of_organisations_without_a_roster_are_listed_too(office: Office) -> None:
    card = DossierCard(
        code="bg-1", title="Nhận bàn giao", kind=DossierKind.HANDOVER, organisation="cu",
        start=date(2024, 1, 1),
    )  # fmt: skip
    ws = office.workspace
    ws.commit([ws.edit(card)], Act(LATER, "An"), "thử")

    (said,) = office.json("dossiers", "list", *DAY)["ho_so"]

    assert (said["ma"], said["ten_to_chuc"], said["thoi_han"]) == ("bg-1", "cu", "10 năm")
    assert said["het_han"] == "2034-12-31"
    assert "Hồ sơ bàn giao" in office.ok("dossiers", "list", *DAY).output


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("show", "tt-khong-co-2025"), 3, "Không có hồ sơ"),
        (("list", "--org", "cb-la"), 3, "Không có tổ chức"),
        (("gaps", "--org", "cb-la"), 3, "Không có tổ chức"),
        (("reconcile", "--org", "cb-la"), 3, "Không có tổ chức"),
        (("list", "--term", "1930-1935"), 3, "Không có nhiệm kỳ"),
        (("list", "--year", "2025..2021"), 2, "ngược"),
        (("export", "--out", "x.pdf"), 10, ".csv hoặc .xlsx"),
        (("set", "tt-khong-co-2025", "--sheets", "3"), 3, "Không có hồ sơ"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(
    world: World, args: tuple[str, ...], code: int, words: str
) -> None:
    result = world.office.refused("dossiers", *args)

    assert result.exit_code == code
    assert words in result.output


def test_a_term_needs_its_first_day(world: World) -> None:
    _term(world, TOP, term="2020-2025")

    result = world.office.refused("dossiers", "gaps", "--term", "2020-2025", *DAY)

    assert "ngày bắt đầu" in result.output


# --- make-up -------------------------------------------------------------------------------------


def test_a_member_finds_common_papers_with_the_organisation_and_above_it(world: World) -> None:
    world.form(DUNG).paper(CELL, "bien_ban_ca_nhan", "2025-12-10")
    world.paper(TOP, "quyet_dinh_cong_nhan", "2025-12-20").save()

    states = _states(world, f"dv-{DUNG}-2025")

    assert states[1] is states[3] is states[5] is Presence.HERE
    assert states[2] is Presence.LACKING
    assert {states[n] for n in (4, 6, 7, 8, 9)} == {Presence.NOT_ASKED}


def test_the_minutes_and_the_report_of_the_committee_above_are_not_those_of_a_cell(
    world: World,
) -> None:
    world.form(TOP).paper(TOP, "bien_ban_tap_the", "2025-12-10").paper(CELL, "giay_moi").save()

    states = _states(world, OWN)

    assert states[1] is states[3] is Presence.LACKING


def test_what_was_stated_or_appraised_asks_for_its_papers(world: World) -> None:
    world.form(DUNG).state(DUNG, goi_y__co=True, cu_tru__mien_nhan_xet=True, gop_y__co=False)
    found = Appraisal(
        subject=world.whose(DUNG).subject,
        year=2025,
        result=AppraisalResult.AGREED,
        by="An",
        day=date(2025, 12, 12),
    )
    world.add("appraisals", DUNG, found).save()

    states = _states(world, f"dv-{DUNG}-2025")

    assert states[2] is Presence.EXCUSED
    assert states[4] is states[6] is Presence.LACKING
    assert states[7] is Presence.NOT_ASKED


def test_a_form_still_out_and_a_paper_taken_back_are_not_there(world: World) -> None:
    edit = world.edit(DUNG)
    form = Provenance(number="0001", kind="kiem_diem_2b", title="Mẫu", awaits_return=True)
    edit.put_document(form, {"van_ban.docx": b"x"})
    gone = Provenance(
        number="0002", kind="nhan_xet_noi_cu_tru", title="NX", status=DocumentStatus.WITHDRAWN
    )
    edit.put_document(gone, {"goc.pdf": b"x"})
    world.save()

    states = _states(world, f"dv-{DUNG}-2025")

    assert states[1] is states[2] is Presence.LACKING


def test_earlier_regimes_have_their_own_list_or_none(world: World) -> None:
    world.form(DUNG, "kiem_diem_02b_2023", year=2024).paper(DUNG, "giay_moi", year=2019)
    world.save()
    card = replaced(_record(world, f"dv-{DUNG}-2019").card, code=f"dv-{DUNG}-2005", year=2005)
    _put(world, card)

    said = {
        one["nam"]: one
        for one in world.office.json("dossiers", "check", "--org", CELL, *DAY)["thanh_phan"]
    }

    assert said[2024]["dieu_17"] == []
    assert [one["trang_thai"] for one in said[2024]["mau_04"]] == ["co", "thieu", "thieu"]
    assert "chưa có danh mục" in said[2019]["chua_kiem_duoc"]
    assert "chưa có chế độ" in said[2005]["chua_kiem_duoc"]


def test_a_cell_with_a_committee_of_two_needs_no_report_of_its_own(world: World) -> None:
    world.change(CUONG, posts=()).paper(CELL, "giay_moi").paper(SCHOOL, "giay_moi").save()

    assert _states(world, OWN)[1] is Presence.NOT_ASKED
    assert _states(world, f"tt-{SCHOOL}-2025")[1] is Presence.LACKING


def test_check_says_what_is_lacking_and_is_strict_when_asked(world: World) -> None:
    world.form(DUNG).save()

    result = world.office.run("dossiers", "check", "--year", "2025", "--strict", *DAY)

    assert result.exit_code == 1
    assert f"dv-{DUNG}-2025: thiếu Nhận xét của cấp ủy nơi cư trú" in result.output
    shown = world.office.ok("dossiers", "show", f"dv-{DUNG}-2025", *DAY).output
    assert "(2) Nhận xét của cấp ủy nơi cư trú: THIẾU" in shown


# --- metadata that is wrong ----------------------------------------------------------------------


def _flaws(world: World, code: str) -> list[str]:
    return [one.code for one in dossiers.flaws(_record(world, code))]


def test_papers_dated_outside_of_a_dossier_and_days_the_wrong_way_round_are_told(
    world: World,
) -> None:
    world.paper(CELL, "giay_moi", "2024-12-20").save()
    assert _flaws(world, OWN) == ["LT02"]

    card = replaced(_record(world, OWN).card, end=date(2024, 1, 1))
    _put(world, card)

    assert _flaws(world, OWN) == ["LT01"]
    result = world.office.run("dossiers", "check", "--strict", "--year", "2025", *DAY)
    assert result.exit_code == 1
    assert "trước khi bắt đầu" in result.output


def test_fields_longer_than_an_exchange_takes_are_told(world: World) -> None:
    world.paper(CELL, "giay_moi").save()
    ws = world.office.workspace
    edit = ws.edit(_record(world, OWN).card)
    long = replaced(edit.documents[0], title="x" * 501, author="y" * 201, symbol="z" * 31)
    edit.put_document(long, {})
    ws.commit([edit], Act(LATER, "An"), "thử")
    _put(world, replaced(_record(world, OWN).card, title="t" * 1001, keywords=("k" * 60, "l" * 60)))

    assert _flaws(world, OWN) == ["LT03", "LT03", "LT04", "LT04", "LT04"]


def test_an_undetermined_period_and_a_mark_of_secrecy_are_told(world: World) -> None:
    world.paper(CELL, "anh_chup").save()
    card = replaced(_record(world, OWN).card, secrecy="Mật", in_history=date(2026, 1, 1))
    _put(world, card)

    assert _flaws(world, OWN) == ["LT06", "LT08", "LT07"]


# --- gaps ----------------------------------------------------------------------------------------


def test_who_was_not_reviewed_in_a_year_that_is_over_is_named(world: World) -> None:
    world.form(DUNG).rate(EM, Level.GOOD).rate(CELL, Level.GOOD).save()

    collectives = _gaps(world, GapKind.COLLECTIVE, years=(2025, 2025))
    members = {one.organisation: one for one in _gaps(world, GapKind.MEMBERS, years=(2025, 2025))}

    assert [one.organisation for one in collectives] == [TOP, SCHOOL]
    assert members[CELL].names == ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")
    assert len(members[SCHOOL].names) == 3
    assert not _gaps(world, GapKind.MEMBERS, years=(2026, 2026))  # not over yet


def test_a_year_of_which_the_roster_knows_nothing_is_not_called_complete(world: World) -> None:
    (found,) = _gaps(world, GapKind.UNCHECKED, years=(2014, 2014))

    assert found.year == 2014
    assert "31/12/2014" in found.what
    assert "chưa biết" in found.what.lower()


def test_numbers_signatures_and_forms_that_are_out_are_gaps(world: World) -> None:
    edit = world.edit(CELL)
    for number, status in (("0001", DocumentStatus.ISSUED), ("0002", DocumentStatus.SIGNED)):
        paper = Provenance(
            number=number,
            kind="bien_ban_tap_the",
            title="Biên bản",
            day=date(2025, 12, 8),
            symbol=f"{int(number) * 2:02d}-BB/CB",
            type_name="Biên bản",
            issuer=CELL,
            status=status,
        )
        edit.put_document(paper, {"van_ban.docx": b"x"})
    form = Provenance(number="0003", kind="kiem_diem_tap_the", title="Mẫu", awaits_return=True)
    edit.put_document(form, {"van_ban.docx": b"x"})
    world.save()

    assert [one.where for one in _gaps(world, GapKind.SIGNATURE)] == [f"{OWN}/0001"]
    assert [one.where for one in _gaps(world, GapKind.RETURN)] == [f"{OWN}/0003"]
    (unsure,) = _gaps(world, GapKind.UNCHECKED)
    assert "số văn bản chưa kiểm được" in unsure.what
    _term(world, CELL, term="2025-2030", term_since=date(2025, 1, 1))
    (missing,) = _gaps(world, GapKind.NUMBER)
    assert "01" in missing.what
    assert "03" in missing.what


def test_papers_that_dossiers_lack_are_gaps_members_of_one_body_together(world: World) -> None:
    world.form(DUNG).form(EM).form(CELL).save()

    lacking = _gaps(world, GapKind.CONTENT, years=(2025, 2025))

    residence = next(one for one in lacking if "nơi cư trú" in one.what)
    assert residence.names == (f"dv-{DUNG}-2025", f"dv-{EM}-2025")
    assert {one.where for one in lacking if not one.names} == {OWN}


def test_gaps_of_a_term_are_those_of_its_years(world: World) -> None:
    _term(world, TOP, term="2020-2025", term_since=date(2023, 6, 1), term_until=date(2025, 5, 31))

    said = world.office.json("dossiers", "gaps", "--term", "2020-2025", *DAY)
    both = world.office.json(
        "dossiers", "gaps", "--term", "2020-2025", "--year", "2024..2030", *DAY
    )

    assert (said["tu_nam"], said["den_nam"]) == (2023, 2025)
    assert {one["nam"] for one in said["cho_thieu"]} == {2023, 2024, 2025}
    assert (both["tu_nam"], both["den_nam"]) == (2024, 2025)
    assert said["tong"]["tap_the_chua_kiem_diem"] == 9
    lines = world.office.ok("dossiers", "gaps", "--term", "2020-2025", *DAY).output
    assert "Năm 2024 – Đảng viên chưa kiểm điểm:" in lines


def test_an_archive_without_anything_has_no_gaps_to_tell(office: Office) -> None:
    assert "Không thấy chỗ thiếu nào" in office.ok("dossiers", "gaps", *DAY).output


# --- comparison with the roster ------------------------------------------------------------------


def test_a_comparison_is_written_down_with_who_when_and_what_differed(world: World) -> None:
    world.form(DUNG).save()

    before = world.office.json("dossiers", "reconcile", *DAY)
    assert (before["so_dang_vien"], before["so_ho_so"], before["qua_han"]) == (8, 1, True)
    assert before["doi_chieu_gan_nhat"] is None
    assert world.office.json("dossiers", "reconcile", *DAY) == before  # asking writes nothing

    said = world.office.json("dossiers", "reconcile", "--record", "--by", "Hà", *DAY)

    assert said["da_ghi"] is True
    assert said["lan_truoc"]["nguoi"] == "Hà"
    assert len(said["lan_truoc"]["sai_lech"]) == 7
    assert (said["doi_chieu_gan_nhat"], said["han_tiep_theo"]) == ("2026-07-01", "2027-01-01")
    assert said["qua_han"] is False
    late = world.office.ok("dossiers", "reconcile", "--date", "2027-02-01").output
    assert "QUÁ HẠN" in late
    assert "(Hà)" in late


def test_what_was_written_down_answers_the_rule_and_the_reminder(world: World) -> None:
    world.office.ok("dossiers", "reconcile", "--record", *DAY)

    stated = [
        one
        for one in world.office.workspace.catalogue.statements(year=2026)
        if one.fact == "ho_so.ngay_kiem_tra"
    ]

    assert {one.subject.organisation for one in stated} == {TOP, CELL, SCHOOL}
    assert {one.value for one in stated} == {"2026-07-01"}


def test_a_day_that_somebody_stated_counts_as_a_comparison(world: World) -> None:
    world.office.ok(
        "facts", "set", "ho_so.ngay_kiem_tra=2026-05-05", "--year", "2026", "--org", TOP
    )

    said = world.office.json("dossiers", "reconcile", *DAY)

    assert (said["doi_chieu_gan_nhat"], said["han_tiep_theo"]) == ("2026-05-05", "2026-11-05")
    assert said["lan_truoc"] is None
    assert "lần tới trước ngày 05/11/2026" in world.office.ok("dossiers", "reconcile", *DAY).output


def test_a_member_who_moved_within_the_committee_is_named(world: World) -> None:
    world.form(GIANG).form(DUNG).save()
    world.change(DUNG, until=date(2026, 1, 31), left_to="Đảng bộ phường Sông Cầu")

    said = world.office.json("dossiers", "reconcile", "--org", CELL, *DAY)

    codes = {one["so_the"]: one["ma"] for one in said["sai_lech"]}
    assert codes[DUNG] == "DA_CHUYEN_DI"
    assert codes[EM] == "CHUA_CO_HO_SO"
    assert GIANG not in codes


def test_without_a_roster_there_is_nothing_to_compare(office: Office, world: World) -> None:
    assert "roster import" in office.refused("dossiers", "reconcile").output
    early = world.office.refused("dossiers", "reconcile", "--org", CELL, "--date", "2014-01-01")
    assert "Chi bộ" in early.output or "không hoạt động" in early.output
    assert "roster import" in office.refused("dossiers", "self-reviews").output


def test_dossiers_of_years_before_any_regime_are_compared_every_six_months_too(
    world: World,
) -> None:
    world.change(AN, since=date(2000, 1, 1))
    _term(world, TOP, since=date(2000, 1, 1))
    _term(world, CELL, since=date(2000, 1, 1))

    said = world.office.json("dossiers", "reconcile", "--record", "--date", "2005-03-31")

    assert (said["so_dang_vien"], said["han_tiep_theo"]) == (1, "2005-09-30")


def test_an_organisation_of_a_day_without_members_has_nothing_to_compare(world: World) -> None:
    _term(world, TOP, since=date(2000, 1, 1))

    assert "roster import" in world.office.refused("dossiers", "reconcile", "--date", "2005-03-31").output  # fmt: skip


def test_what_agrees_and_was_never_written_down_is_said_so(world: World) -> None:
    world.form(GIANG).form(HAI).form(KHANH).save()

    lines = world.office.ok("dossiers", "reconcile", "--org", SCHOOL, *DAY).output

    assert "Khớp" in lines
    assert "Chưa ghi lần đối chiếu nào" in lines


def test_one_dossier_is_shown_with_all_that_is_known_of_it(world: World) -> None:
    world.paper(TOP, "anh_chup", "2025-12-01").paper(CELL, "giay_moi", year=2019).save()
    top = f"tt-{TOP}-2025"
    handed = ("--submitted", "2026-03-01", "--in-history", "2026-05-01")
    world.office.ok("dossiers", "set", top, *handed, *DAY)

    shown = world.office.ok("dossiers", "show", top, *DAY).output
    roster = world.office.ok("dossiers", "show", f"ds-{TOP}", *DAY).output
    old = world.office.ok("dossiers", "show", f"tt-{CELL}-2019", *DAY).output

    assert "Các căn cứ nêu thời hạn khác nhau" in shown
    assert "Chưa xác định: anh_chup" in shown
    assert "(đã nộp 01/03/2026)" in shown
    assert "(đã nộp 01/05/2026)" in shown
    assert "Công việc chưa kết thúc" in roster
    assert "Điều 17" not in roster
    assert "chưa kiểm được" in old
    assert "chưa có danh mục" in world.office.ok("dossiers", "check", *DAY).output


# --- self-reviews --------------------------------------------------------------------------------


def test_the_three_latest_self_reviews_of_a_member_are_named_and_those_beyond(
    world: World,
) -> None:
    for year in (2021, 2022, 2023, 2025):
        edit = world.edit(DUNG, year)
        form = Provenance(
            number="0001",
            kind="kiem_diem_2b",
            title="Bản kiểm điểm",
            status=DocumentStatus.RETURNED,
            awaits_return=True,
        )
        edit.put_document(form, {"nhan_lai.docx": b"x"})
    world.save()

    said = world.office.json("dossiers", "self-reviews", "--org", CELL, *DAY)["dang_vien"]
    mine = next(one for one in said if one["so_the"] == DUNG)

    assert [one["nam"] for one in mine["giu"]] == [2025, 2023, 2022]
    assert mine["ngoai_ba_nam"] == [{"nam": 2021, "van_ban": f"dv-{DUNG}-2021/0001"}]
    assert mine["con_thieu"] == 0
    assert [one["so_the"] for one in said] == [AN, BINH, CUONG, DUNG, EM]
    lines = world.office.ok("dossiers", "self-reviews", "--org", CELL, *DAY).output
    assert f"ngoài ba năm: dv-{DUNG}-2021/0001" in lines
    assert "không có; thiếu 3 năm" in lines


def test_nobody_lacks_the_self_review_of_a_year_before_joining(world: World) -> None:
    world.change(EM, admitted=date(2025, 3, 1))

    found = dossiers.latest(world.office.workspace, CELL, LATER)

    assert {one.card: one.lacking for one in found}[EM] == 1


# --- handing in and disposal ---------------------------------------------------------------------


def test_what_is_to_be_handed_in_is_listed_the_overdue_first(world: World) -> None:
    world.form(DUNG).form(EM, year=2020, kind="kiem_diem_02b_2023").edit(GIANG)
    world.save()

    said = world.office.json("dossiers", "due", *DAY)

    days = [one["han"] for one in said["han_nop"]]
    first = said["han_nop"][0]
    assert (first["ma"], first["noi_nop"], days[0]) == (f"dv-{EM}-2020", "hien_hanh", "2021-12-31")
    assert days == sorted(days)
    assert len(days) == 4
    assert said["khong_co_van_ban"] == 1
    lines = world.office.ok("dossiers", "due", *DAY).output
    assert "QUÁ HẠN" in lines
    world.office.ok("dossiers", "set", f"dv-{EM}-2020", "--submitted", "2026-06-01", *DAY)
    after = world.office.json("dossiers", "due", *DAY)["han_nop"]
    assert [(one["noi_nop"], one["han"]) for one in after if one["ma"] == f"dv-{EM}-2020"] == [
        ("lich_su", "2031-12-31")
    ]


def _expired(world: World) -> str:
    card = DossierCard(
        code="bg-cu",
        title="Hồ sơ nhận bàn giao năm 2010",
        kind=DossierKind.HANDOVER,
        organisation=TOP,
        start=date(2010, 1, 1),
        end=date(2010, 12, 31),
    )
    _put(world, card)
    return card.code


def test_what_expired_is_proposed_with_its_reason_and_nothing_is_deleted(
    world: World, tmp_path: Path
) -> None:
    code = _expired(world)
    before = world.office.archive_bytes()

    (said,) = world.office.json("dossiers", "disposal", "--out", tmp_path / "hh.csv", *DAY)[
        "het_han"
    ]

    assert (said["ma"], said["het_han"], said["de_nghi"]) == (code, "2020-12-31", True)
    assert "tiếp nhận, bàn giao công tác Đảng" in said["ly_do"][0]
    assert world.office.archive_bytes() == before
    assert code in (tmp_path / "hh.csv").read_text(encoding="utf-8-sig")
    lines = world.office.ok("dossiers", "disposal", *DAY).output
    assert "Chương trình không xóa gì" in lines


def test_a_dossier_with_an_unknown_paper_or_a_secret_is_not_proposed(world: World) -> None:
    code = _expired(world)
    ws = world.office.workspace
    edit = ws.edit(_record(world, code).card)
    paper = Provenance(number="0001", kind="anh_chup", title="Ảnh", day=date(2010, 5, 5))
    edit.put_document(paper, {"goc.pdf": b"x"})
    edit.put_card(replaced(edit.card, secrecy="Mật"))
    ws.commit([edit], Act(LATER, "An"), "thử")

    (said,) = world.office.json("dossiers", "disposal", *DAY)["het_han"]

    assert said["de_nghi"] is False
    assert len(said["vuong"]) == 2
    assert "anh_chup" in said["vuong"][0]
    assert "chưa đề nghị được" in world.office.ok("dossiers", "disposal", *DAY).output


def _proven(world: World) -> tuple[str, ...]:
    world.paper(TOP, "bien_ban_tham_dinh", "2025-11-01").paper(
        TOP, "quyet_dinh_tieu_huy", "2025-11-20"
    )
    world.save()
    dossier = f"tt-{TOP}-2025"
    return ("--minutes", f"{dossier}/0001", "--decision", f"{dossier}/0002")


def test_destruction_of_paper_is_written_down_with_minutes_and_decision(world: World) -> None:
    code, proof = _expired(world), _proven(world)

    said = world.office.json("dossiers", "destroyed", code, *proof, "--by", "Hà", *DAY)

    assert said == {"da_ghi": [code], "ngay": "2026-07-01"}
    shown = world.office.json("dossiers", "show", code, *DAY)
    assert shown["tieu_huy"]["nguoi"] == "Hà"
    assert "Bản giấy đã tiêu hủy" in world.office.ok("dossiers", "show", code, *DAY).output
    assert world.office.json("dossiers", "disposal", *DAY)["het_han"] == []
    again = world.office.refused("dossiers", "destroyed", code, *proof, *DAY)
    assert "đã ghi tiêu hủy" in again.output


def test_no_destruction_is_written_down_without_proof_or_before_its_time(world: World) -> None:
    code, proof = _expired(world), _proven(world)
    world.form(DUNG).form(TOP).save()
    before = world.office.archive_bytes()
    dossier = f"tt-{TOP}-2025"
    run = world.office.refused

    cases = [
        (("x/0009",), ("--minutes", "x/0009", "--decision", proof[3]), 3, "Kho không có văn bản"),
        (("y",), ("--minutes", "khong", "--decision", proof[3]), 3, "hoso attach"),
        ((code,), ("--minutes", proof[1], "--decision", proof[1]), 4, "hai văn bản"),
        ((code,), ("--minutes", proof[3], "--decision", proof[1]), 4, "sau quyết định"),
        ((code,), ("--minutes", proof[1], "--decision", f"{dossier}/0003"), 4, "chưa có bản ký"),
        ((f"dv-{DUNG}-2025",), proof, 4, "còn thời hạn"),
        ((dossier,), proof, 4, "vĩnh viễn"),
        ((f"ds-{CELL}",), proof, 4, "chưa kết thúc"),
    ]
    for codes, papers, exit_code, words in cases:
        result = run("dossiers", "destroyed", *codes, *papers, *DAY)
        assert (result.exit_code, words in result.output) == (exit_code, True), result.output
    early = run("dossiers", "destroyed", code, *proof, "--date", "2025-11-10")
    assert "sau ngày tiêu hủy" in early.output
    assert run("dossiers", "destroyed", code, "--minutes", proof[1]).exit_code == 2
    assert world.office.archive_bytes() == before


# --- what a person says --------------------------------------------------------------------------


def test_what_only_a_person_knows_is_archived_as_a_version(world: World) -> None:
    world.form(DUNG).save()
    code = f"dv-{DUNG}-2025"
    said = (
        "--sheets",
        "12",
        "--pages",
        "30",
        "--end",
        "2025-12-31",
        "--keyword",
        "chi bộ",
        "--recovery",
    )

    changed = world.office.json(
        "dossiers", "set", code, *said, "--by", "Hà", "--why", "kiểm kê", *DAY
    )

    assert changed["doi"]["so_to"] == {"cu": None, "moi": 12}
    found = _record(world, code)
    assert (found.card.sheets, found.pages, found.end) == (12, 30, date(2025, 12, 31))
    assert found.card.recovery
    assert found.card.keywords == ("chi bộ",)
    lines = world.office.ok("dossiers", "set", code, *said, *DAY).output
    assert "Không có gì thay đổi" in lines
    assert "12 tờ, 30 trang" in world.office.ok("dossiers", "show", code, *DAY).output


def test_a_period_set_by_a_person_needs_a_reason_and_never_shortens(world: World) -> None:
    world.form(DUNG).save()
    code = f"dv-{DUNG}-2025"

    assert world.office.refused("dossiers", "set", code, "--retention", "20 năm").exit_code == 17
    shorter = world.office.ok(
        "dossiers", "set", code, "--retention", "20 năm", "--why", "Danh mục", *DAY
    )
    assert "vẫn bảo quản 70 năm" in shorter.output
    assert _record(world, code).judged.period == "70 năm"
    world.office.ok("dossiers", "set", code, "--retention", "vĩnh viễn", "--why", "Danh mục", *DAY)
    assert _record(world, code).judged.permanent


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--end", "2024-01-01"), "trước ngày bắt đầu"),
        (("--access", "bí mật"), "phải là một trong"),
        (("--secrecy", "Rất mật"), "Tuyệt mật"),
        (("--condition", "09"), "tình trạng"),
        (("--medium", "9"), "định dạng"),
        (("--retention", "lâu dài", "--why", "x"), "từ 2 đến 70"),
        (("--sheets", "-1"), "số tờ không thể âm"),
        (("--submitted", "2027-01-01"), "ở sau ngày"),
        (("--secrecy", "Mật", "--in-history", "2026-01-01"), "giải mật"),
        (("--submitted", "2026-05-01", "--in-history", "2026-01-01"), "trước ngày nộp"),
        (("--title", " "), "tiêu đề"),
        (("--info-sign", "k" * 31), "dài quá 30"),
        (("--maker", "An\x0b"), "ký tự điều khiển"),
    ],
)
def test_what_a_card_may_not_say_is_refused_and_nothing_written(
    world: World, args: tuple[str, ...], words: str
) -> None:
    world.form(DUNG).save()
    before = world.office.archive_bytes()

    result = world.office.refused("dossiers", "set", f"dv-{DUNG}-2025", *args, *DAY)

    assert result.exit_code == 4
    assert words in result.output
    assert world.office.archive_bytes() == before


def test_something_must_be_said(world: World) -> None:
    assert world.office.refused("dossiers", "set", "x").exit_code == 2


def test_a_mark_of_secrecy_is_taken_away_again(world: World) -> None:
    world.form(DUNG).save()
    code = f"dv-{DUNG}-2025"
    world.office.ok("dossiers", "set", code, "--secrecy", "Mật", "--access", "mật", *DAY)
    assert "chờ giải mật" in world.office.ok("dossiers", "show", code, *DAY).output

    world.office.ok("dossiers", "set", code, "--secrecy", "", *DAY)

    assert _record(world, code).card.secrecy == ""


def test_periods_before_the_first_known_table_are_told_to_be_lent(world: World) -> None:
    world.form(DUNG, year=2023, kind="kiem_diem_02a_2023").save()
    code, words = f"dv-{DUNG}-2023", "chưa có bảng thời hạn nào mà chương trình biết"

    for command in (("list",), ("show", code), ("disposal",)):
        early = world.office.ok("dossiers", *command, "--date", "2024-06-30")
        late = world.office.ok("dossiers", *command, *DAY)
        assert words in early.stderr
        assert "QD383-2025, có hiệu lực từ ngày 19/11/2025" in early.stderr
        assert words not in late.stderr


# --- metadata as a table -------------------------------------------------------------------------


def test_the_fields_of_the_circular_are_exported_as_csv(world: World, tmp_path: Path) -> None:
    world.form(DUNG).paper(DUNG, "nhan_xet_noi_cu_tru", "2025-12-03").save()
    path = tmp_path / "ho-so.csv"

    said = world.office.json("dossiers", "export", "--out", path, "--year", "2025", *DAY)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    mine = next(row for row in rows if row["Mã hồ sơ (fileCode)"] == f"dv-{DUNG}-2025")

    assert said["ho_so"] == len(rows) == 4  # three rosters of no year
    assert mine["Mã thời hạn bảo quản (maintenance)"] == "02"
    assert mine["Mã chế độ sử dụng (mode)"] == "02"
    assert mine["Kết thúc (endDate)"] == "03/12/2025"
    assert mine["Tổng số văn bản (totalDoc)"] == "2"
    assert mine["Dự phòng (riskRecovery)"] == "0"
    assert {one["truong"] for one in said["con_trong"]} == {"Kết thúc", "Số tờ", "Số trang"}


def test_documents_have_a_code_made_of_the_dossiers(world: World, tmp_path: Path) -> None:
    edit = world.edit(CELL)
    paper = Provenance(
        number="0001", kind="bao_cao_ket_qua", title="Báo cáo", symbol="07-BC/CB",
        type_name="Báo cáo", author="Chi bộ", day=date(2025, 12, 20), pages=4,
    )  # fmt: skip
    edit.put_document(paper, {"van_ban.docx": b"x"})
    world.save()
    path = tmp_path / "van-ban.csv"

    world.office.ok("dossiers", "export", "--out", path, "--documents", *DAY)
    (row,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))

    assert row["Mã lưu trữ văn bản (docCode)"] == f"{OWN}0000001"
    assert (row["Mã tên loại (typeName)"], row["Số (codeNumber)"]) == ("14", "7")
    assert row["Số trang (numberOfPage)"] == "4"


# TT 05/2025/TT-BNV, Phụ lục III: the fields of a dossier and of a document, in its order.
_DOSSIER = [
    "fileCode",
    "title",
    "maintenance",
    "mode",
    "language",
    "startDate",
    "endDate",
    "keyword",
    "totalDoc",
    "numberOfPaper",
    "numberOfPage",
    "format",
    "inforSign",
    "confidenceLevel",
    "paperFileCode",
    "riskRecovery",
    "riskRecoveryStatus",
    "description",
]
_DOCUMENT = [
    "docId",
    "docCode",
    "maintenance",
    "typeName",
    "codeNumber",
    "codeNotation",
    "issuedDate",
    "organName",
    "subject",
    "language",
    "numberOfPage",
    "inforSign",
    "keyword",
    "mode",
    "confidenceLevel",
    "autograph",
    "format",
    "riskRecovery",
    "riskRecoveryStatus",
    "process",
    "description",
]


def _exported(world: World, tmp_path: Path, *more: str) -> list[dict[str, str]]:
    said = world.office.json("dossiers", "export", "--out", tmp_path / "xuat.csv", *more, *DAY)
    path = Path(said["tep"])
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def _named(row: dict[str, str]) -> dict[str, str]:
    """Return the exchanged fields of a row under their own names."""
    return {head.rpartition("(")[2][:-1]: said for head, said in row.items() if head.endswith(")")}


def test_every_field_of_the_circular_is_there(world: World, tmp_path: Path) -> None:
    world.form(DUNG).save()

    dossier = _exported(world, tmp_path)[0]
    document = _exported(world, tmp_path, "--documents")[0]

    assert set(_named(dossier)) == set(_DOSSIER)
    assert set(_named(document)) == {*_DOCUMENT, "fileCode"}


def test_codes_stand_where_the_circular_has_codes(world: World, tmp_path: Path) -> None:
    edit = world.edit(CELL)
    papers = (
        ("0001", "07-BC/CB", "Báo cáo", ("7", "BC/CB", "14")),
        ("0002", "123/QĐ-UBND", "Quyết định", ("123", "QĐ-UBND", "02")),
        ("0003", "05-KL/ĐU", "Kết luận", ("5", "KL/ĐU", "32")),
        ("0004", "không số", "", ("", "không số", "")),
    )
    for number, symbol, name, _ in papers:
        made = Provenance(number=number, kind="x", title="x", symbol=symbol, type_name=name)
        edit.put_document(made, {"goc.pdf": b"x"})
    world.save()
    world.office.ok("dossiers", "set", OWN, "--recovery", *DAY)

    rows = [_named(row) for row in _exported(world, tmp_path, "--documents")]
    (dossier,) = (one for one in map(_named, _exported(world, tmp_path)) if one["fileCode"] == OWN)

    found = [(one["codeNumber"], one["codeNotation"], one["typeName"]) for one in rows]
    assert found == [expected for *_, expected in papers]
    assert {one["language"] for one in (dossier, *rows)} == {"01"}
    assert {one["maintenance"] for one in rows} == {dossier["maintenance"]} == {"02"}
    assert (dossier["riskRecovery"], dossier["riskRecoveryStatus"]) == ("1", "01")
    assert {(one["riskRecovery"], one["riskRecoveryStatus"]) for one in rows} == {("1", "01")}
    assert {len(one["docId"]) for one in rows} == {25}
    assert len({one["docId"] for one in rows}) == 4


def test_what_documents_lack_is_told_too(world: World, tmp_path: Path) -> None:
    world.paper(CELL, "bao_cao_ket_qua", "2025-12-20").save()

    for name, more in (("a.csv", ("--documents",)), ("a.xlsx", ())):
        said = world.office.json("dossiers", "export", "--out", tmp_path / name, *more, *DAY)
        lacking = {
            one["truong"]: one["so_van_ban"] for one in said["con_trong"] if "so_van_ban" in one
        }
        assert lacking == {"Mã tên loại": 1, "Cơ quan ban hành": 1, "Số trang": 1}
    result = world.office.ok("dossiers", "export", "--out", tmp_path / "b.xlsx", *DAY)
    assert "1 văn bản chưa có «Mã tên loại», trường bắt buộc" in result.output


def test_a_digitised_dossier_must_name_its_paper(world: World, tmp_path: Path) -> None:
    world.form(DUNG).save()
    code = f"dv-{DUNG}-2025"
    world.office.ok("dossiers", "set", code, "--medium", "02", *DAY)

    def lacks() -> bool:
        said = world.office.json("dossiers", "export", "--out", tmp_path / "a.csv", *DAY)
        return "Mã hồ sơ giấy" in {one["truong"] for one in said["con_trong"]}

    assert lacks()
    world.office.ok("dossiers", "set", code, "--paper-code", "K1.G2.H3.045", *DAY)
    assert not lacks()


# --- lists as Word -------------------------------------------------------------------------------


def _table(world: World, kind: str, data: str, columns: int) -> list[list[str]]:
    """Make a list as Word; return the rows of its table with so many columns, without its head."""
    path = world.office.write(f"{kind}.toml", f'dia_danh = "An Lĩnh"\n{data}')
    made = world.office.json(
        "generate", kind, "--org", CELL, "--year", "2025", "--data", path, *DAY
    )
    tables = [one for one in docx.Document(made["tep"]).tables if len(one.columns) == columns]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


def _paged(number: str, pages: int | None) -> Provenance:
    return Provenance(
        number=number,
        kind="cong_van",
        title=f"Công văn {number}",
        day=date(2025, 12, 1),
        pages=pages,
    )


def test_documents_stand_on_pages_as_far_as_their_pages_are_known(world: World) -> None:
    edit = world.edit(CELL)
    for number, pages in (("0001", 1), ("0002", 4), ("0003", None), ("0004", 2)):
        edit.put_document(_paged(number, pages), {"goc.pdf": b"x"})
    world.save()

    rows = _table(world, "muc_luc_van_ban", 'nguoi_lap = "An"\n', 7)

    assert [row[5] for row in rows] == ["01", "02–05", "", ""]
    assert rows[0][6] == "0001: pdf"


def test_the_list_of_a_secret_dossier_has_a_column_for_the_mark(world: World) -> None:
    edit = world.edit(CELL)
    edit.put_document(_paged("0001", 3), {"goc.pdf": b"x"})
    edit.put_card(replaced(edit.card, secrecy="Mật", access="mật"))
    world.save()

    said = 'nguoi_lap = "An"\n[[van_ban]]\nthu_tu = 1\ndo_mat = "Mật"\n'
    ((*_, mark, author, pages, remark),) = _table(world, "muc_luc_van_ban", said, 8)

    assert (mark, author, pages, remark) == ("Mật", "", "01–03", "0001: pdf")


def test_lists_print_the_period_of_the_papers_and_say_what_is_not_determined(
    world: World,
) -> None:
    world.paper(CELL, "phieu_bieu_quyet", "2025-12-02").form(DUNG).save()
    world.office.ok("dossiers", "set", OWN, "--sheets", "12", "--pages", "40", *DAY)
    people = 'nguoi_giao = "A"\nnguoi_nhan = "B"\n'

    rows = _table(world, "muc_luc_ho_so", people, 9)
    said = world.office.run(
        "generate", "muc_luc_ho_so", "--org", CELL, "--year", "2025",
        "--data", world.office.root.parent / "muc_luc_ho_so.toml", *DAY,
    )  # fmt: skip
    world.paper(CELL, "bao_cao_ket_qua", "2025-12-20").save()

    assert (rows[0][2], rows[0][5], rows[0][6]) == (OWN, "70 năm", "12 tờ, 40 trang")
    assert rows[0][8] == "1 văn bản"
    assert "chưa có thời hạn của phieu_bieu_quyet" in said.output
    ((_, _, code, *_),) = _table(world, "muc_luc_ho_so", people, 8)
    assert code == OWN


def test_a_workbook_holds_dossiers_and_documents(world: World, tmp_path: Path) -> None:
    world.form(DUNG).save()
    path = tmp_path / "x.xlsx"

    result = world.office.ok("dossiers", "export", "--out", path, *DAY)

    assert "trường bắt buộc" in result.output
    assert openpyxl.load_workbook(path).sheetnames == ["Hồ sơ", "Văn bản"]


def test_the_demo_statement_of_a_later_year_does_not_move_the_date_back(world: World) -> None:
    said = Statement(
        subject=world.whose(TOP).subject,
        year=2026,
        fact="ho_so.ngay_kiem_tra",
        value="2026-12-01",
        by="An",
        day=LATER,
    )
    edit = world.edit(TOP, 2026)
    edit.put_register("statements", (said,))
    world.save()

    assert world.office.json("dossiers", "reconcile", *DAY)["doi_chieu_gan_nhat"] is None
