"""`hoso search` in an archive: conditions people name, days and versions, damage, the door."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from hoso.errors import NotFoundError
from hoso.index._build import Build
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import Level, Rating, Stage, Subject, SubjectKind
from hoso.services.search import Answer, Query, search
from hoso.workspace import Act
from tests.conftest import Office, TickingClock, lines

TODAY = date(2025, 12, 20)
HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung,tinh_trang"


def on(office: Office, day: int) -> Office:
    """Return the office on a day of December."""
    return Office(office.root, TickingClock(datetime(2025, 12, day, 9, tzinfo=UTC)))


def register(office: Office, name: str, *rows: str) -> None:
    office.ok("shortcomings", "import", office.write(name, "\n".join([HEADER, *rows])))


def asked(office: Office, words: str = "", **more: object) -> Answer:
    return search(office.workspace, Query(words=words, limit=50, **more), TODAY)  # type: ignore[arg-type]  # mixed on purpose


def codes(answer: Answer) -> list[str]:
    return sorted(hit.document for hit in answer.found.hits)


@pytest.fixture
def kept(sample_office: Office) -> Office:
    """Return an office with a few faults of known and unknown organisations and persons."""
    register(
        sample_office,
        "them.csv",
        "X-1,2023,cb-van-phong,tập thể,Ghi âm cuộc họp bị hỏng.,đã khắc phục",
        "X-2,2024,Chi bộ Trường Hoa Sen,tập thể,Ghi âm bài giảng chưa đủ.,chưa khắc phục",
        "X-3,2024,Chi bộ Trường Hoa Sen,Rơ Châm Hiền,Ghi âm phỏng vấn thất lạc.,đang khắc phục",
        "X-4,2024,cb-nghiep-vu,38001428,Ghi âm lấy lời khai thiếu.,chưa khắc phục",
    )
    return sample_office


# -- conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("tổ_chức:cb-van-phong", ["X-1"]),
        ('tổ_chức:"Chi bộ Văn phòng"', ["X-1"]),
        ('to_chuc:"chi bo van phong"', ["X-1"]),
        ("tổ_chức:văn_phòng", ["X-1"]),
        ("tổ_chức:db-cuc-hai-quan", ["X-1", "X-4"]),
        ('tổ_chức:"Đảng bộ Cục Hải quan Trường Sơn"', ["X-1", "X-4"]),
        ('tổ_chức:"trường hoa sen"', ["X-2", "X-3"]),
        ('tổ_chức:"Chi bộ Trường Hoa Sen" tổ_chức:cb-van-phong', ["X-1", "X-2", "X-3"]),
        ("-tổ_chức:db-cuc-hai-quan", ["X-2", "X-3"]),
        ("năm:2024", ["X-2", "X-3", "X-4"]),
        ("năm:2023 năm:2024", ["X-1", "X-2", "X-3", "X-4"]),
        ("năm:..2023", ["X-1"]),
        ("-năm:2023", ["X-2", "X-3", "X-4"]),
        ("loại:khuyết_điểm", ["X-1", "X-2", "X-3", "X-4"]),
        ("loại:giấy_mời", []),
        ('loại:"biên bản"', []),
        ("-loại:khuyet_diem", []),
        ('người:"Rơ Châm Hiền"', ["X-3"]),
        ("nguoi:hien", ["X-3"]),
        ("người:38001428", ["X-4"]),
        ("người:dv-38001428", ["X-4"]),
        ("người:bùi_đức_anh", ["X-4"]),
        ("trạng_thái:chưa_khắc_phục", ["X-2", "X-4"]),
        ("tình trạng:xong", ["X-1"]),
        ("trạng_thái:chua trạng_thái:dang", ["X-2", "X-3", "X-4"]),
        ("mức:htxs", []),
    ],
)
def test_conditions_understand_codes_names_and_parts_of_names(
    kept: Office, condition: str, found: list[str]
) -> None:
    assert codes(asked(kept, f'"ghi âm" {condition}')) == found


def test_options_and_conditions_must_both_hold(kept: Office) -> None:
    both = asked(kept, '"ghi âm" tổ_chức:cb-van-phong', org="cb-nghiep-vu")
    kinds = asked(kept, '"ghi âm" loại:khuyet_diem', kind="giay_moi")
    years = asked(kept, '"ghi âm" năm:2024', years=(2020, 2023))
    org = asked(kept, '"ghi âm"', org="Chi bộ Văn phòng", kind="khuyết điểm")

    assert codes(both) == codes(kinds) == codes(years) == []
    assert codes(org) == ["X-1"]


def test_a_decided_level_finds_the_documents_of_whom_it_was_decided_for(kept: Office) -> None:
    ws = kept.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2023")
    assert row is not None
    edit = ws.edit(row.card)
    subject = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-van-phong")
    for stage, level in ((Stage.PROPOSED, Level.EXCELLENT), (Stage.DECIDED, Level.GOOD)):
        rating = Rating(subject=subject, year=2023, stage=stage, level=level)
        edit.upsert("ratings", rating, "stage")
    paper = Provenance(number=edit.next_number(), kind="cong_van", title="Công văn quạt trần")
    edit.put_document(paper, {})
    ws.commit([edit], Act(TODAY, "An"), "thử")

    assert codes(asked(kept, "quạt trần mức:tốt")) == ["tt-cb-van-phong-2023/0001"]
    assert codes(asked(kept, '"quạt trần" loại:công_văn mức:HTTNV')) == [
        "tt-cb-van-phong-2023/0001"
    ]
    assert codes(asked(kept, "quạt trần mức:htxs")) == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("tổ_chức:văn_phongg", "Ý bạn là"),
        ("tổ_chức:qqqqqqqq", "Không có tổ chức «qqqqqqqq»"),
        ("loại:giay_mờii", "Ý bạn là «giay_moi»"),
        ("loại:qqqqqqqq", "hoso templates"),
        ("trạng_thái:xongg", "Ý bạn là «xong»"),
        ("trạng_thái:qqqqqqqq", "da_khac_phuc"),
        ("mức:giỏi_quá_đi", "Không có mức xếp loại"),
    ],
)
def test_a_name_that_nothing_bears_is_refused_with_the_nearest(
    kept: Office, condition: str, said: str
) -> None:
    with pytest.raises(NotFoundError) as refusal:
        asked(kept, condition)

    assert said in refusal.value.message


def test_a_person_whom_nobody_knows_is_said_with_the_nearest(kept: Office) -> None:
    unknown = asked(kept, 'người:"Bùi Đức Ánk"').found

    assert unknown.total == 0
    assert "không có ai tên hoặc số thẻ «Bùi Đức Ánk»" in unknown.note
    assert "Ý bạn là «Bùi Đức Anh»" in unknown.note


def test_a_hit_says_all_about_its_place_and_its_groups_have_names(kept: Office) -> None:
    answer = asked(kept, '"ghi âm" năm:2023..2024')
    hit = next(hit for hit in answer.found.hits if hit.document == "X-4")

    assert (hit.dossier, hit.year, hit.organisation) == ("dv-38001428-2024", 2024, "cb-nghiep-vu")
    assert (hit.person, hit.status) == ("Bùi Đức Anh", "chua_khac_phuc")
    assert hit.organisation_name == "Chi bộ Tham mưu nghiệp vụ"  # as it was called that year
    assert hit.version >= 1
    assert [(one.code, one.count) for one in answer.years] == [(2024, 3), (2023, 1)]
    assert {one.name for one in answer.organisations} == {
        "Chi bộ Trường Hoa Sen",
        "Chi bộ Văn phòng",
        "Chi bộ Nghiệp vụ và Kiểm tra sau thông quan",
    }
    assert [(one.name, one.count) for one in answer.kinds] == [("Khuyết điểm", 4)]


# -- days and versions ------------------------------------------------------------------------


@pytest.fixture
def changed(office: Office) -> Office:
    """Return an office in which a fault was reworded on the 9th and joined by another."""
    register(on(office, 5), "a.csv", "Y-1,2025,cb-1,tập thể,Nộp báo cáo muộn.,")
    register(
        on(office, 9),
        "a.csv",
        "Y-1,2025,cb-1,tập thể,Nộp báo cáo trễ hạn ba ngày.,",
        "Y-2,2025,cb-1,tập thể,Họp muộn.,",
    )
    return on(office, 20)


def test_the_archive_is_searched_as_it_stood_on_a_day(changed: Office) -> None:
    def standing(day: int) -> list[str]:
        return codes(asked(changed, "muộn", at=date(2025, 12, day)))

    assert codes(asked(changed, "muộn")) == ["Y-2"]
    assert [standing(day) for day in (4, 5, 8, 9, 31)] == [[], ["Y-1"], ["Y-1"], ["Y-2"], ["Y-2"]]


def test_all_versions_hold_every_text_once_with_its_days(changed: Office) -> None:
    found = asked(changed, "báo cáo", every_version=True).found
    stood = {hit.snippet: (hit.version, hit.since, hit.until) for hit in found.hits}

    assert found.total == 2
    assert stood == {
        "Nộp <b>báo</b> <b>cáo</b> muộn.": (1, date(2025, 12, 5), date(2025, 12, 9)),
        "Nộp <b>báo</b> <b>cáo</b> trễ hạn ba ngày.": (2, date(2025, 12, 9), None),
    }


def test_the_index_of_all_versions_follows_the_archive(changed: Office) -> None:
    assert asked(changed, "muộn", every_version=True).found.total == 2
    register(changed, "a.csv", "Y-2,2025,cb-1,tập thể,Họp trễ.,")

    found = asked(changed, "họp", every_version=True).found

    assert {(hit.document, hit.until) for hit in found.hits} == {
        ("Y-2", date(2025, 12, 20)),
        ("Y-2", None),
    }


def test_reindex_drops_the_index_of_all_versions_and_the_next_question_makes_it(
    changed: Office,
) -> None:
    asked(changed, "muộn", every_version=True)
    folder = changed.root / ".hoso" / "index-phien-ban"
    assert folder.exists()

    changed.ok("reindex")

    assert not folder.exists()
    assert asked(changed, "muộn", every_version=True).found.total == 2


# -- damage and company -----------------------------------------------------------------------


@pytest.mark.parametrize("every", [False, True])
def test_an_index_of_a_foreign_version_or_damaged_is_made_anew(
    changed: Office, *, every: bool
) -> None:
    asked(changed, "muộn", every_version=every)
    folder = changed.root / ".hoso" / ("index-phien-ban" if every else "index")
    marker = folder / "trang_thai.json"
    said = json.loads(marker.read_text())
    marker.write_text(json.dumps({**said, "schema": said["schema"] - 1}))

    foreign = asked(changed, "họp", every_version=every).found.total
    for file in folder.rglob("*.seg"):
        file.write_bytes(file.read_bytes()[:50])
    damaged = asked(changed, "họp", every_version=every).found.total

    assert (foreign, damaged) == (1, 1)


def test_while_another_process_writes_the_index_answers_as_it_stood_with_a_note(
    changed: Office,
) -> None:
    asked(changed, "muộn")
    register(changed, "b.csv", "Y-3,2025,cb-1,tập thể,Đến muộn.,")
    build = next(path for path in (changed.root / ".hoso" / "index").iterdir() if path.is_dir())

    with Build.opened(build) as other, other._writer():
        late = asked(changed, "muộn").found
    after = asked(changed, "muộn").found

    assert (late.total, after.total) == (1, 2)
    assert "đang được một lệnh khác cập nhật" in late.note
    assert after.note == ""


def test_a_file_that_cannot_be_read_is_found_by_its_title_and_hides_nothing_else(
    kept: Office,
) -> None:
    ws = kept.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2023")
    assert row is not None
    edit = ws.edit(row.card)
    paper = Provenance(
        number=edit.next_number(),
        kind="cong_van",
        title="Công văn quạt trần",
        status=DocumentStatus.IMPORTED,
    )
    edit.put_document(paper, {"goc.docx": b"rubbish"})
    ws.commit([edit], Act(TODAY, "An"), "thử")

    (hit,) = asked(kept, "công văn quạt trần").found.hits

    assert hit.title == "Công văn quạt trần (tệp không đọc được nội dung)"
    assert codes(asked(kept, '"ghi âm" năm:2023')) == ["X-1"]


def own_abbreviations(office: Office, words: str) -> None:
    (office.root / "viet-tat.toml").write_text(words, encoding="utf-8")
    settings = office.root / "hoso.toml"
    settings.write_text(
        f'{settings.read_text("utf-8")}\n[tra_cuu]\nviet_tat = "viet-tat.toml"\n', "utf-8"
    )


def test_an_office_adds_abbreviations_of_its_own(kept: Office) -> None:
    own_abbreviations(
        kept, '[hai_chieu]\nLLK = ["lấy lời khai"]\n[mot_chieu]\nPV = ["phỏng vấn"]\n'
    )

    assert codes(asked(kept, "LLK thiếu")) == codes(asked(kept, "llk")) == ["X-4"]
    assert codes(asked(kept, "PV")) == ["X-3"]
    assert codes(asked(kept, "HTXSNV năm:1999")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[hai_chieu", "không đọc được"),
        ('[khac]\nA = ["b"]', "mục lạ «khac»"),
        ('[hai_chieu]\nLLK = "lấy lời khai"', "«LLK» phải có dạng"),
        ("[hai_chieu]\nLLK = []", "«LLK» phải có dạng"),
        ('[hai_chieu]\nLLK = ["…"]', "«LLK» phải có dạng"),
    ],
)
def test_a_bad_file_of_abbreviations_is_refused_with_its_place(
    kept: Office, words: str, said: str
) -> None:
    own_abbreviations(kept, words)

    refusal = kept.refused("search", "x")

    assert refusal.exit_code == 10
    assert said in refusal.stderr
    assert "viet-tat.toml" in refusal.stderr


# -- the door ---------------------------------------------------------------------------------


def test_json_keeps_its_promise_and_adds_groups(kept: Office) -> None:
    found = kept.json("search", "ghi âm", "--limit", "2")

    assert set(found) == {"tong", "ket_qua", "nhom", "y_ban_la", "luu_y"}
    assert found["y_ban_la"] is None
    assert {"ho_so", "van_ban", "loai", "nam", "to_chuc", "tieu_de", "trich", "diem"} <= set(
        found["ket_qua"][0]
    )
    assert sum(one["so"] for one in found["nhom"]["loai"]) == found["tong"]
    assert set(found["nhom"]["nam"][0]) == {"ma", "ten", "so"}


def test_words_may_be_given_apart_and_the_shell_may_take_the_quotes(kept: Office) -> None:
    whole = kept.json("search", '"ghi âm" tổ_chức:"Chi bộ Văn phòng"')
    apart = kept.json("search", "ghi", "âm", "tổ_chức:Chi bộ Văn phòng")
    alias = kept.json("tim", "ghi", "am", "năm:2023")

    assert [one["van_ban"] for one in whole["ket_qua"]] == ["X-1"]
    assert [one["van_ban"] for one in apart["ket_qua"]] == ["X-1"]
    assert alias["ket_qua"][0]["van_ban"] == "X-1"


def test_the_terminal_shows_where_each_hit_stands_and_what_was_meant(kept: Office) -> None:
    result = kept.ok("search", "ghii âm năm:2023..2024")

    shown = lines(result)
    assert "4 kết quả." in shown
    assert any("Chi bộ Văn phòng · năm 2023 · hồ sơ tt-cb-van-phong-2023" in line for line in shown)
    assert any(line.startswith("Theo tổ chức: ") for line in shown)
    assert "Đã sửa «ghii» thành «ghi»." in result.stderr
    assert "Ý bạn là «ghi âm năm:2023..2024»?" in result.stderr


def test_versions_and_days_are_shown_with_their_dates(changed: Office) -> None:
    every = changed.ok("search", "báo cáo", "--all-versions").stdout
    then = changed.ok("search", "muộn", "--at", "06/12/2025").stdout

    assert "phiên bản 1, từ 05/12/2025 đến trước 09/12/2025" in every
    assert "phiên bản 2, từ 09/12/2025, hiện hành" in every
    assert "1 kết quả." in then


def test_like_needs_no_words_and_an_unknown_code_is_refused(kept: Office) -> None:
    found = kept.json("search", "--like", "K-0013", "--kind", "khuyet_diem")
    both = kept.json("search", "sinh hoạt", "--like", "K-0047")

    assert found["tong"] > 0
    assert all(one["van_ban"] != "K-0013" for one in found["ket_qua"])
    assert all(one["van_ban"] != "K-0047" for one in both["ket_qua"])
    assert kept.refused("search", "--like", "K-9999").exit_code == 3
    assert "Thiếu" in kept.refused("search").stderr


def test_ten_thousand_letters_and_open_quotes_are_answered(kept: Office) -> None:
    assert kept.json("search", ("ghi âm cuộc họp bị hỏng " * 700)[:9_999])["tong"] > 0
    assert kept.refused("search", "?!" * 5_000).exit_code == 8
    assert kept.json("search", '"ghi âm cuộc họp')["tong"] == 1
