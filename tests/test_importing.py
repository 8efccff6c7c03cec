"""Old papers brought in: read, proposed, confirmed, filed; nothing passed over, nothing guessed silently."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from hoso import legacy, word
from hoso.legacy import Encoding
from hoso.model.pending import Proposal
from hoso.services import importing
from hoso.services.importing import Wish
from hoso.services.importing._paragraphs import of_lines, of_outline
from hoso.services.importing._sections import Para
from hoso.workspace import Act
from tests import old_papers, pdf_samples, returned_forms
from tests.conftest import Office
from tests.old_papers import OldPaper, Score

DAY = ("--date", "2025-12-01")
ACT = Act(date(2025, 12, 1), "An")
REVIEW = """ĐẢNG BỘ CỤC HẢI QUAN TRƯỜNG SƠN
CHI BỘ VĂN PHÒNG
BÁO CÁO KIỂM ĐIỂM TẬP THỂ
NĂM 2019
I. Ưu điểm
Hoàn thành nhiệm vụ được giao trong năm, nội bộ đoàn kết, thống nhất, không có đơn thư.
II. Hạn chế, khuyết điểm và nguyên nhân
1. Hạn chế, khuyết điểm:
- Công tác kiểm tra chưa thường xuyên;
- Sinh hoạt chi bộ có tháng chậm.
2. Nguyên nhân của hạn chế, khuyết điểm.
- Do kiêm nhiệm.
VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm
- Lập lịch sinh hoạt cả năm."""
PERSONAL = """BẢN KIỂM ĐIỂM CÁ NHÂN
Năm 2021
Họ và tên: Bùi Thị Thúy Hằng
Chi bộ: Văn phòng
II. Hạn chế, khuyết điểm
1. Còn ngại phát biểu.
2. Nộp hồ sơ chậm."""


def word_file(words: str) -> bytes:
    document = docx.Document()
    for line in words.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def old(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of files in a folder of old papers."""
    folder = tmp_path / "ho so cu"

    def make(name: str, data: bytes | str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word_file(data) if isinstance(data, str) else data)
        return path

    return make


def proposed(office: Office, *paths: Path, **wish: Any) -> list[Proposal]:
    """Import without a command, and return what is proposed."""
    found = importing.import_papers(office.workspace, paths, Wish(**wish), ACT)
    assert found.refused == ()
    return [one.entry.proposal for one in found.waiting if one.entry.proposal]


def refusal(office: Office, path: Path) -> str:
    """Return why one file is not taken; nothing may come of it."""
    found = office.json("import", path, *DAY)
    assert (found["nhan"], found["cho_xac_nhan"], found["trung"]) == ([], [], [])
    [one] = found["khong_nhan"]
    assert one["tep"] == str(path)
    return str(one["ly_do"])


# -- the faults ----------------------------------------------------------------------------------


def read_off(paper: OldPaper, way: str) -> list[str]:
    """Return the faults of a paper as a Word file, in an old encoding, or as the lines of a page."""
    if way == "lines":
        paragraphs = of_lines(old_papers.plain(paper).split("\n"))
    else:
        encoding = {"unicode": None, "tcvn3": Encoding.TCVN3, "vni": Encoding.VNI}[way]
        data = old_papers.word_file(paper, encoding)
        changed = word.modernise(data, paper.name)
        assert (changed is None) == (encoding is None)
        paragraphs = of_outline(word.outline(changed.data if changed else data, paper.name))
    return [fault.text for fault in importing.extract(paragraphs).faults]


def hold_to_95_percent(which: str, way: str) -> None:
    """Fail when fewer than 95 % of the faults of these papers come out exactly, or others do."""
    papers = [
        one
        for one in old_papers.papers(which)
        if way != "lines" or not any(line.startswith("|") for line in one.lines)
    ]
    score, wrong = Score(), []

    for paper in papers:
        wrong += [f"{paper.code} {one}" for one in score.add(paper.faults, read_off(paper, way))]

    assert score.share >= 0.95, wrong
    assert score.extra <= 0.05 * score.wanted, wrong


@pytest.mark.parametrize(
    ("which", "way"),
    [
        *[("held", way) for way in ("unicode", "tcvn3", "vni", "lines")],
        *[(which, "lines") for which in ("dev", "late")],  # their Word files: tests/long
    ],
)
def test_at_least_95_percent_of_the_faults_are_extracted_exactly(which: str, way: str) -> None:
    hold_to_95_percent(which, way)


NAMED = (
    "Chưa chủ động nghiên cứu văn bản mới về chuyển đổi số",
    "Còn nể nang trong tự phê bình và phê bình, nhất là với người đứng đầu",
    "Việc ghi chép sổ tay đảng viên chưa thường xuyên; có tháng không ghi",
)


@pytest.fixture(scope="module")
def reviews() -> list[returned_forms.Case]:
    """Return every prescribed review form, issued and answered."""
    every = returned_forms.cases(1)
    return [one for one in every if one.info.kind.startswith("kiem_diem_")]


@pytest.mark.parametrize("sign", ["- ", "+ ", "", "{}. ", "{}) "])
def test_the_parts_of_every_prescribed_form_are_found_however_faults_are_listed(
    reviews: list[returned_forms.Case], sign: str
) -> None:
    wrong = []
    for case in reviews:
        written = [f"{sign.format(turn)}{words}." for turn, words in enumerate(NAMED, start=1)]
        values = {**case.values, "han_che": written, "nguyen_nhan": ["- Do bận."]}
        data = word.answer(case.issued, case.info, values)

        found = importing.extract(of_outline(word.outline(data, case.info.kind))).faults

        if [one.text.rstrip(".") for one in found] != list(NAMED) or {
            one.cause for one in found
        } != {"Do bận."}:
            wrong.append((case.info.kind, found))
    assert len(reviews) == 11
    assert wrong == []


def faults_of(words: str) -> list[importing.Fault]:
    return list(importing.extract([Para(line) for line in words.split("\n")]).faults)


def test_causes_and_measures_stand_with_the_fault_that_they_are_said_of() -> None:
    found = faults_of(
        "II. Hạn chế\n1. Quản lý chưa chặt.\n- Nguyên nhân: buông lỏng.\n- Biện pháp: giao đồng chí An.\n"
        "2. Nộp chậm (nguyên nhân: kiêm nhiệm).\nTrách nhiệm: đồng chí Bình.\n3. Họp ít.\n+ Nguyên nhân:\n"
        "+ do bận\nIII. Phương hướng\n"
    )

    assert [(one.text, one.cause, one.measure, one.blame) for one in found] == [
        ("Quản lý chưa chặt.", "buông lỏng.", "giao đồng chí An.", ""),
        ("Nộp chậm", "kiêm nhiệm", "", "đồng chí Bình."),
        ("Họp ít.", "do bận", "", ""),
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "Trên đây là bản kiểm điểm của tôi, kính mong chi bộ xem xét, góp ý để tôi tiến bộ hơn nữa.",
        "Tôi xin chân thành cảm ơn!",
        "Đề nghị chi bộ giải trình rõ trong báo cáo kiểm điểm cuối năm.",
        "NGƯỜI TỰ KIỂM ĐIỂM",
        "T/M CHI ỦY",
        "Nơi nhận:",
    ],
)
def test_what_closes_a_paper_is_no_part_of_its_last_fault(closing: str) -> None:
    found = faults_of(f"B. Nhược điểm\n1. Chưa sâu sát.\n2. Nóng tính.\n{closing}\nNguyễn Văn A")

    assert [one.text for one in found] == ["Chưa sâu sát.", "Nóng tính."]


def test_causes_said_of_all_faults_are_given_to_each_and_parted_by_kind() -> None:
    found = faults_of(
        "2. Khuyết điểm\n- Họp ít.\n- Nộp chậm.\n3. Nguyên nhân\na) Nguyên nhân khách quan: địa bàn rộng.\n"
        "b) Nguyên nhân chủ quan: thiếu đôn đốc.\n4. Biện pháp khắc phục\nĐôn đốc hằng tuần."
    )

    assert {one.cause for one in found} == {
        "Nguyên nhân khách quan: địa bàn rộng.\nNguyên nhân chủ quan: thiếu đôn đốc."
    }
    assert {one.measure for one in found} == {"Đôn đốc hằng tuần."}


@pytest.mark.parametrize(
    "nothing",
    [
        "Không.",
        "Không có hạn chế, khuyết điểm gì.",
        "Chưa phát hiện.",
        "……………",
        "Trong năm, không có khuyết điểm lớn.",
    ],
)
def test_what_says_that_there_is_no_fault_is_none(nothing: str) -> None:
    assert faults_of(f"II. Hạn chế, khuyết điểm\n{nothing}\nIII. Nguyên nhân") == []


def test_faults_of_earlier_years_stay_with_their_remedies() -> None:
    found = importing.extract(
        [
            Para("III. Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ trước"),
            Para("- Việc chậm nộp đảng phí: đã khắc phục."),
        ]
    )

    assert found.faults == ()
    assert found.remedied == ("Việc chậm nộp đảng phí: đã khắc phục.",)


def test_a_table_of_faults_and_one_of_remedies_are_told_apart() -> None:
    document = docx.Document()
    for rows in (
        [["TT", "Hạn chế, khuyết điểm", "Nguyên nhân"], ["1", "Họp ít", "bận"], ["2", "", ""]],
        [["TT", "Hạn chế, khuyết điểm", "Kết quả khắc phục"], ["1", "Nộp chậm", "xong"]],
        [["Nơi nhận", "Ký tên"], ["Như trên", "An"]],
    ):
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, said in zip(row.cells, words, strict=True):
                cell.text = said
    out = io.BytesIO()
    document.save(out)

    found = importing.extract(of_outline(word.outline(out.getvalue(), "x")))

    assert [(one.text, one.cause) for one in found.faults] == [("Họp ít", "bận")]
    assert found.remedied == ("Nộp chậm – xong",)


# -- what a paper seems to be --------------------------------------------------------------------


@pytest.mark.parametrize("which", ["dev", "held", "late"])
def test_kind_year_and_owner_are_proposed_from_names_heads_and_titles(
    sample_office: Office, tmp_path: Path, which: str
) -> None:
    papers = old_papers.papers(which)
    for one in papers:
        path = tmp_path / which / one.code / Path(one.name).with_suffix(".docx").name
        path.parent.mkdir(parents=True)
        path.write_bytes(old_papers.word_file(one))

    found = importing.import_papers(sample_office.workspace, [tmp_path / which], Wish(), ACT)

    by_code = {Path(one.path).parent.name: one.entry.proposal for one in found.waiting}
    wrong = [
        (one.code, wanted, guess)
        for one in papers
        if (told := by_code[one.code])
        for wanted, guess in zip(
            (one.kind, one.year, one.organisation, one.person),
            (told.kind, told.year, told.organisation, told.person),
            strict=True,
        )
        if wanted and guess.value != wanted
    ]
    assert len(wrong) <= 0.05 * 4 * len(papers), wrong
    sure_but_wrong = [one for one in wrong if one[2].sure.value == "chac" and one[2].value]
    assert sure_but_wrong == []


def test_a_year_that_name_and_title_tell_differently_is_asked_about(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    [found] = proposed(sample_office, old("BC kiem diem 2020.docx", REVIEW))

    assert (found.year.value, found.year.sure.value) == ("2019", "co_le")
    assert "năm theo tiêu đề là 2019, nhưng theo tên tệp 2020" in found.remarks


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("BC kiem diem 2019 (1).docx", "2019"),
        ("BB hop chi bo thang 12-2020.docx", "2020"),
        ("20171215 tu kiem diem.docx", "2017"),
        ("KD nhiem ky 2015-2020.docx", ""),
        ("kiem diem 05.01.2021.docx", "2021"),
        ("kiem diem.docx", ""),
    ],
)
def test_years_in_file_names_are_understood(
    sample_office: Office, old: Callable[..., Path], name: str, year: str
) -> None:
    [found] = proposed(sample_office, old(name, "Nội dung không nói năm nào."))

    assert found.year.value == year


def test_a_paper_of_january_belongs_perhaps_to_the_year_before(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    words = "CHI BỘ VĂN PHÒNG\nGia Lai, ngày 05 tháng 01 năm 2021\nBÁO CÁO\nkiểm điểm tập thể"
    [found] = proposed(sample_office, old("bc.docx", words))

    assert (found.year.value, found.year.sure.value) == ("2020", "co_le")
    assert found.day == date(2021, 1, 5)


def test_namesakes_are_asked_about_and_strangers_kept_by_name(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    namesake, stranger = proposed(
        sample_office,
        old(
            "a/BKD Nguyen Van Hung 2021.docx",
            "BẢN KIỂM ĐIỂM CÁ NHÂN\nNăm 2021\nHọ và tên: Nguyễn Văn Hùng",
        ),
        old("b/BKD dong chi Le Van Xa 2021.docx", "BẢN KIỂM ĐIỂM CÁ NHÂN\nNăm 2021"),
    )

    assert namesake.person.value == ""
    assert any("2 đảng viên" in one for one in namesake.remarks)
    assert (stranger.person.value, stranger.person.sure.value) == ("Le Van Xa", "co_le")


def test_options_go_before_what_a_paper_says(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    path = old("x.docx", REVIEW)

    found = sample_office.json(
        "import", path, "--year", "2018", "--org", "cb-nghiep-vu", "--kind", "bao_cao", *DAY
    )

    told = found["cho_xac_nhan"][0]
    assert [told[key]["gia_tri"] for key in ("loai", "nam", "to_chuc")] == [
        "bao_cao",
        "2018",
        "cb-nghiep-vu",
    ]
    assert told["nam"]["can_cu"] == "người dùng nêu"


def test_an_unknown_organisation_in_an_option_is_refused(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    path = old("x.docx", REVIEW)

    assert sample_office.refused("import", path, "--org", "cb-khong-co").exit_code == 3


# -- waiting, confirming, filing -----------------------------------------------------------------


def test_nothing_counts_before_it_is_confirmed(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    before = len(sample_office.json("shortcomings", "list")["khuyet_diem"])

    found = sample_office.json("import", old("BC kiem diem 2019.docx", REVIEW), *DAY)

    waiting = found["cho_xac_nhan"][0]
    assert waiting["loai"] == {
        "gia_tri": "kiem_diem_tap_the",
        "do_chac": "chac",
        "can_cu": "tiêu đề",
    }
    assert [one["noi_dung"] for one in waiting["khuyet_diem"]] == [
        "Công tác kiểm tra chưa thường xuyên",
        "Sinh hoạt chi bộ có tháng chậm.",
    ]
    assert len(sample_office.json("shortcomings", "list")["khuyet_diem"]) == before
    assert sample_office.workspace.catalogue.dossier("tt-cb-van-phong-2019") is None


def test_accepting_keeps_the_original_and_puts_the_faults_into_the_register(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    path = old("BC kiem diem 2019.docx", REVIEW)
    code = sample_office.json("import", path, *DAY)["cho_xac_nhan"][0]["ma"]

    done = sample_office.json(
        "pending", "accept", code, "--answer", "khuyet_diem.1=Ít kiểm tra.",
        "--answer", "khuyet_diem.2=bỏ", "--answer", "khuyet_diem.3=Họp muộn.",
        "--answer", "khuyet_diem.3.nguyen_nhan=đường xa", *DAY,
    )["nhan"][0]  # fmt: skip

    ws = sample_office.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2019")
    assert row is not None
    assert ws.archive.read(row.object_id, "0001/goc.docx") == path.read_bytes()
    [document] = ws.snapshot(row.object_id).documents
    assert document.kind == "kiem_diem_tap_the_2019"  # the form that the year prescribed
    assert document.status.value == "nhap_tu_ngoai"
    faults = [one for one in ws.catalogue.shortcomings(year=2019) if one.document]
    assert [(one.code, one.text, one.source, one.cause) for one in faults] == [
        ("K-2019-tt-cb-van-phong-1", "Ít kiểm tra.", "kiem_diem", "Do kiêm nhiệm."),
        ("K-2019-tt-cb-van-phong-2", "Họp muộn.", "kiem_diem", "đường xa"),
    ]
    assert {one.document for one in faults} == {done["van_ban"]} == {"tt-cb-van-phong-2019/0001"}
    assert sample_office.json("pending", "list")["cho"] == []
    inbox = ws.catalogue.dossier("cho-2025")
    assert inbox is not None
    assert not any(file.path.startswith("tep/") for file in ws.snapshot(inbox.object_id).files)


def test_the_register_survives_a_reindex_and_the_paper_is_found(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    sample_office.ok("import", old("x.docx", REVIEW), "--accept-valid", *DAY)
    before = sample_office.json("shortcomings", "list", "--year", "2019")

    sample_office.ok("reindex")

    assert sample_office.json("shortcomings", "list", "--year", "2019") == before
    hits = sample_office.json("search", "kiêm nhiệm", "--year", "2019")["ket_qua"]
    assert "tt-cb-van-phong-2019/0001" in {one["van_ban"] for one in hits}


def test_what_is_certain_is_filed_at_once_when_asked_and_the_rest_waits(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    old("a/BC kiem diem.docx", REVIEW)
    old("b/BKD.docx", PERSONAL)
    folder = old("c/gi do.docx", "Một tờ giấy không nói gì về năm và nơi.").parent.parent

    found = sample_office.json("import", folder, "--accept-valid", *DAY)
    again = sample_office.json("import", folder, "--accept-valid", *DAY)

    assert [(one["ho_so"], one["khuyet_diem"]) for one in found["nhan"]] == [
        ("tt-cb-van-phong-2019", 2),
        ("dv-38001346-2021", 2),
    ]
    assert [Path(one["tep"]).name for one in found["cho_xac_nhan"]] == ["gi do.docx"]
    assert len(again["trung"]) == 3


def test_the_same_folder_again_changes_nothing(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    folder = old("x.docx", REVIEW).parent
    sample_office.ok("import", folder, *DAY)
    before = sample_office.archive_bytes()

    found = sample_office.json("import", folder, *DAY)

    assert [one["giong"] for one in found["trung"]] == ["C-2025-1 (đang chờ xác nhận)"]
    assert sample_office.archive_bytes() == before


def test_papers_without_year_or_owner_ask_for_them(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    sample_office.ok("import", old("giay.docx", "Một tờ giấy bình thường của cơ quan."), *DAY)

    refused = sample_office.refused("pending", "accept", "C-2025-1", *DAY)
    done = sample_office.json(
        "pending", "accept", "C-2025-1", "--year", "2016", "--org", "cb-van-phong", *DAY
    )

    assert refused.exit_code == 17
    assert "nam, to_chuc" in refused.output
    assert done["nhan"][0]["van_ban"] == "tt-cb-van-phong-2016/0001"


@pytest.mark.parametrize(
    "answer", ["nam=hai nghin", "khuyet_diem.1.mau=do", "gi_do=1", "khuyet_diem.x=a"]
)
def test_an_answer_that_fits_nothing_is_refused(
    sample_office: Office, old: Callable[..., Path], answer: str
) -> None:
    sample_office.ok("import", old("x.docx", REVIEW), *DAY)

    refused = sample_office.refused("pending", "accept", "C-2025-1", "--answer", answer, *DAY)

    assert refused.exit_code == 17


def test_names_outside_of_the_roster_are_kept_with_a_warning(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    sample_office.ok(
        "import",
        old("BKD dong chi Le Van Xa 2016.docx", PERSONAL.replace("Bùi Thị Thúy Hằng", "Lê Văn Xa")),
        *DAY,
    )

    done = sample_office.json(
        "pending", "accept", "C-2025-1", "--answer", "to_chuc=Chi bộ Phòng Trị giá",
        "--answer", "nguoi=Lê Văn Xa", "--answer", "loai=Bản kiểm điểm cá nhân", *DAY,
    )["nhan"][0]  # fmt: skip

    assert done["doi_tuong"] == "Lê Văn Xa"
    assert sum("danh sách" in one for one in done["canh_bao"]) >= 2
    assert done["khuyet_diem"] == 2


def test_whom_an_answer_means_may_be_a_member_or_an_organisation(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    for number in (1, 2, 3):
        sample_office.ok("import", old(f"{number}.docx", f"{REVIEW}\nBản {number}"), *DAY)

    accept = ("pending", "accept")
    person = sample_office.json(*accept, "C-2025-1", "--person", "38001234", *DAY)["nhan"][0]
    body = sample_office.json(*accept, "C-2025-2", "--org", "cb-nghiep-vu", *DAY)["nhan"][0]
    nobody = sample_office.json(*accept, "C-2025-3", "--answer", "nguoi=cá nhân", *DAY)["nhan"][0]

    assert [one["ho_so"] for one in (person, body, nobody)] == [
        "dv-38001234-2019",
        "tt-cb-nghiep-vu-2019",
        "cn-cb-van-phong-2019",
    ]


# -- Excel ---------------------------------------------------------------------------------------


def sheets(path: Path) -> tuple[Any, Any, Any]:
    book = openpyxl.load_workbook(path)
    return book, book["Văn bản cũ"], book["Khuyết điểm"]


def test_proposals_are_corrected_and_taken_in_one_go_from_excel(
    sample_office: Office, old: Callable[..., Path], tmp_path: Path
) -> None:
    folder = old("a.docx", REVIEW).parent
    for name, words in (("b.docx", PERSONAL), ("c.docx", f"{REVIEW}\nkhác"), ("d.docx", "Giấy.")):
        old(name, words)
    sample_office.ok("import", folder, *DAY)
    path = tmp_path / "duyet.xlsx"
    said = sample_office.json("pending", "export", path)
    book, papers, faults = sheets(path)
    decisions = {"C-2025-1": "nhận", "C-2025-2": "Đồng ý", "C-2025-3": "bác bỏ: bản nháp"}
    for row in papers.iter_rows(min_row=3):
        row[9].value = decisions.get(row[0].value)
        if row[0].value == "C-2025-1":
            row[4].value = 2018
    faults["C3"] = "Ít kiểm tra."
    faults.append(["C-2025-2", None, "Hay đến muộn.", None, "nhà xa"])
    for row in list(faults.iter_rows(min_row=3)):
        if row[0].value == "C-2025-1" and row[1].value == 2:
            faults.delete_rows(row[0].row)
    book.save(path)

    done = sample_office.json("pending", "apply", path, *DAY)
    texts = {
        one["ma"]: one["noi_dung"]
        for year in ("2018", "2021")
        for one in sample_office.json("shortcomings", "list", "--year", year)["khuyet_diem"]
        if one["van_ban"] in {found["van_ban"] for found in done["nhan"]}
    }

    assert said["so_dong"] == 4 + 6
    assert [one["van_ban"] for one in done["nhan"]] == [
        "tt-cb-van-phong-2018/0001",
        "dv-38001346-2021/0001",
    ]
    assert [one["ma"] for one in done["bac_bo"]] == ["C-2025-3"]
    assert done["con_cho"] == ["C-2025-4"]
    assert texts == {
        "K-2018-tt-cb-van-phong-1": "Ít kiểm tra.",
        "K-2021-dv-38001346-1": "Còn ngại phát biểu.",
        "K-2021-dv-38001346-2": "Nộp hồ sơ chậm.",
        "K-2021-dv-38001346-3": "Hay đến muộn.",
    }
    assert any("Sinh hoạt chi bộ có tháng chậm" in one for one in done["nhan"][0]["canh_bao"])


def test_a_decision_that_nobody_understands_refuses_the_workbook(
    sample_office: Office, old: Callable[..., Path], tmp_path: Path
) -> None:
    sample_office.ok("import", old("a.docx", REVIEW), *DAY)
    path = tmp_path / "duyet.xlsx"
    sample_office.ok("pending", "export", path)
    book, papers, _ = sheets(path)
    papers["J3"] = "để xem"
    book.save(path)

    refused = sample_office.refused("pending", "apply", path, *DAY)

    assert refused.exit_code == 11
    assert len(sample_office.json("pending", "list")["cho"]) == 1


# -- registers -----------------------------------------------------------------------------------

CSV = (
    "ma,nam,to_chuc,doi_tuong,noi_dung\n"
    "K-9001,2017,cb-van-phong,tập thể,Họp ít\n"
    "K-9002,2018,cb-van-phong,tập thể,Nộp chậm\n"
)


def test_a_register_waits_as_a_whole_and_its_rows_come_with_one_word(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    path = old("so khuyet diem.csv", CSV.encode())
    waiting = sample_office.json("import", path, *DAY)["cho_xac_nhan"][0]

    done = sample_office.json("pending", "accept", waiting["ma"], *DAY)["nhan"][0]

    assert waiting["loai"]["gia_tri"] == "so_khuyet_diem"
    assert waiting["luu_y"] == ["2 dòng khuyết điểm"]
    assert done["truong"] == {"nhap": 2, "khong_doi": 0}
    found = sample_office.json("shortcomings", "list", "--year", "2017")["khuyet_diem"]
    assert [one["ma"] for one in found] == ["K-9001"]
    assert "trùng 1" in sample_office.ok("import", path, *DAY).output


def test_a_register_is_taken_from_excel_too_and_bad_rows_are_shown_beforehand(
    sample_office: Office, old: Callable[..., Path], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (*(line.split(",") for line in CSV.splitlines()), ["K-9003", "hai", "x", "y", "z"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    waiting = sample_office.json("import", old("so.xlsx", out.getvalue()), *DAY)["cho_xac_nhan"][0]
    path = tmp_path / "duyet.xlsx"
    sample_office.ok("pending", "export", path)
    workbook = openpyxl.load_workbook(path)
    workbook["Văn bản cũ"]["J3"] = "nhận"
    workbook.save(path)

    refused = sample_office.refused("pending", "apply", path, *DAY)
    done = sample_office.json("pending", "apply", path, "--accept-valid", *DAY)

    assert any("hai" in one for one in waiting["luu_y"])
    assert refused.exit_code == 11
    assert done["nhan"][0]["khuyet_diem"] == 2


# -- twins ---------------------------------------------------------------------------------------


def test_twins_within_a_batch_and_in_the_archive_are_named(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    first = old("a.docx", REVIEW)
    shutil.copy(first, first.with_name("a (1).docx"))
    sample_office.ok(
        "attach", first, "--org", "cb-van-phong", "--year", "2019", "--kind", "khac", *DAY
    )
    other = old("moi/b.docx", PERSONAL)
    shutil.copy(other, other.with_name("b (1).docx"))

    found = sample_office.json("import", first.parent, *DAY)

    assert len(found["cho_xac_nhan"]) == 1
    assert {Path(one["tep"]).name: one["giong"] for one in found["trung"]} == {
        "a.docx": str(first.with_name("a (1).docx")),
        "a (1).docx": "tt-cb-van-phong-2019/0001/goc.docx",
        "b.docx": str(other.with_name("b (1).docx")),
    }


def test_nearly_the_same_paper_is_pointed_out_with_what_differs(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    sample_office.ok("import", old("ban 1.docx", REVIEW), "--accept-valid", *DAY)

    changed = REVIEW.replace("có tháng chậm", "có tháng muộn")
    second = sample_office.json("import", old("ban 2.docx", changed), "--accept-valid", *DAY)
    third = sample_office.json("import", old("ban 3.docx", f"{changed}\nHết."), *DAY)

    [like] = second["cho_xac_nhan"][0]["gan_giong"]  # it waits, though nothing else is doubtful
    assert "tt-cb-van-phong-2019/0001" in like
    assert "«chậm.» thành «muộn.»" in like
    assert any("C-2025-2 (ban 2.docx)" in one for one in third["cho_xac_nhan"][0]["gan_giong"])


def test_a_fault_that_the_dossier_names_already_is_not_named_twice(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    sample_office.ok("import", old("ban 1.docx", REVIEW), "--accept-valid", *DAY)
    sample_office.ok("import", old("ban 2.docx", REVIEW.replace("kiêm nhiệm", "bận")), *DAY)

    done = sample_office.json("pending", "accept", "C-2025-2", *DAY)["nhan"][0]

    assert done["van_ban"] == "tt-cb-van-phong-2019/0002"
    assert done["khuyet_diem"] == 0


# -- other formats -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "tcvn3.txt",
            legacy.encode(REVIEW.lower().replace("đảng", "Đảng"), Encoding.TCVN3).encode("latin-1"),
        ),
        ("vni.txt", legacy.encode(REVIEW, Encoding.VNI).encode("latin-1")),
        ("utf8.txt", REVIEW.encode("utf-8-sig")),
        ("utf16.txt", REVIEW.encode("utf-16")),
    ],
)
def test_text_files_of_every_encoding_are_read_and_found(
    sample_office: Office, old: Callable[..., Path], name: str, data: bytes
) -> None:
    path = old(name, data)
    [found] = proposed(sample_office, path)
    sample_office.ok(
        "pending", "accept", "C-2025-1", "--year", "2019", "--org", "cb-van-phong", *DAY
    )

    assert [one.text.lower() for one in found.faults] == [
        "công tác kiểm tra chưa thường xuyên",
        "sinh hoạt chi bộ có tháng chậm.",
    ]
    hits = sample_office.json("search", "kiêm nhiệm", "--year", "2019")["ket_qua"]
    assert "tt-cb-van-phong-2019/0001" in {one["van_ban"] for one in hits}
    row = sample_office.workspace.catalogue.dossier("tt-cb-van-phong-2019")
    assert row is not None
    assert sample_office.workspace.archive.read(row.object_id, "0001/goc.txt") == data


def test_a_word_file_in_tcvn3_keeps_its_bytes_and_a_copy_in_unicode(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    paper = next(one for one in old_papers.papers("dev") if one.code == "d01")
    data = old_papers.word_file(paper, Encoding.TCVN3)
    path = old("BC kiem diem 2019 (1).docx", data)

    sample_office.ok("import", path, "--accept-valid", *DAY)

    ws = sample_office.workspace
    row = ws.catalogue.dossier("tt-cb-van-phong-2019")
    assert row is not None
    assert ws.archive.read(row.object_id, "0001/goc.docx") == data
    copy = word.text_of(ws.archive.read(row.object_id, "0001/chuyen_doi.docx"), "x")
    assert "Nội dung sinh hoạt chi bộ có kỳ còn đơn điệu" in copy
    hits = sample_office.json("search", "sinh hoạt chuyên đề", "--year", "2019")["ket_qua"]
    assert hits


def test_a_scan_without_words_is_kept_and_said_so(
    sample_office: Office, old: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no tesseract on this computer
    data = pdf_samples.scan()
    path = old("BC kiem diem chi bo Van phong 2014.pdf", data)

    found = sample_office.json("import", path, *DAY)["cho_xac_nhan"][0]
    done = sample_office.json("pending", "accept", found["ma"], *DAY)["nhan"][0]

    assert found["co_chu"] is False
    assert any(one.startswith("chưa có chữ") and "tesseract" in one for one in found["luu_y"])
    assert (found["nam"]["gia_tri"], found["to_chuc"]["gia_tri"]) == ("2014", "cb-van-phong")
    assert done["van_ban"] == "tt-cb-van-phong-2014/0001"


def test_zips_are_unpacked_and_what_is_packed_twice_is_named(
    sample_office: Office, tmp_path: Path
) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("y.docx", word_file(PERSONAL))
    path = tmp_path / "nam 2019.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cu/x.docx", word_file(REVIEW))
        archive.writestr("cu/nua.zip", inner.getvalue())

    found = sample_office.json("import", path, *DAY)

    assert [one["tep"] for one in found["cho_xac_nhan"]] == [f"{path}!cu/x.docx"]
    assert "giải nén" in found["khong_nhan"][0]["ly_do"]


# -- bad input -----------------------------------------------------------------------------------


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("rong.docx", b"", "0 byte"),
        ("~$bc.docx", b"x", "tệp tạm"),
        ("Thumbs.db", OLE, "tệp tạm"),
        ("khoa.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("khoa.pdf", pdf_samples.pages("a", password="x"), "mật khẩu"),
        ("hong.pdf", b"%PDF-1.4\nnothing", "hỏng"),
        ("hong.docx", b"PK\x03\x04broken", "hỏng"),
        ("gia.pdf", b"hello", "không phải .pdf"),
        ("gia.doc", b"<html><body>x</body></html>", "trang web"),
        (
            "macro.docm",
            zipped([("word/document.xml", b"<a/>"), ("word/vbaProject.bin", b"x")]),
            "macro",
        ),
        ("slide.pptx", zipped([("ppt/presentation.xml", b"<a/>")]), "PowerPoint"),
        (
            "bang.ods",
            zipped(
                [
                    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                    ("content.xml", b""),
                ]
            ),
            "LibreOffice",
        ),
        ("ole.doc", OLE, "PowerPoint"),
        ("goi.rar", b"Rar!\x1a\x07", "giải nén"),
        ("phim.mp4", b"\x00\x00\x00 ftyp", "chưa nhận loại"),
        ("la.txt", bytes(range(128, 256)) * 3, "bảng mã"),
        ("trong.txt", b"  \n ", "không có chữ"),
        ("bang.csv", b"a,b\n1,2\n", "thiếu cột"),
    ],
)
def test_every_bad_file_is_named_with_its_reason_and_nothing_comes_of_it(
    sample_office: Office, old: Callable[..., Path], name: str, data: bytes, why: str
) -> None:
    before = sample_office.archive_bytes()

    said = refusal(sample_office, old(name, data))

    assert why in said
    assert name in said
    assert sample_office.archive_bytes() == before


def test_without_libreoffice_a_doc_is_refused_with_the_way_out_and_the_others_come(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    settings = sample_office.root / "hoso.toml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(f'{said}\n[chuong_trinh]\nlibreoffice = "khong-co"\n', encoding="utf-8")
    old("cu.doc", OLE + "WordDocument".encode("utf-16-le"))
    folder = old("x.docx", REVIEW).parent

    found = sample_office.json("import", folder, *DAY)

    assert "LibreOffice" in found["khong_nhan"][0]["ly_do"]
    assert len(found["cho_xac_nhan"]) == 1


def test_a_paper_in_another_language_waits_with_a_remark(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    words = "The committee reviewed its work. There were several shortcomings in reporting."
    [found] = proposed(sample_office, old("report.docx", words))

    assert found.faults == ()
    assert any("không phải tiếng Việt" in one for one in found.remarks)


def test_every_file_stands_in_exactly_one_list(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    folder = old("a.docx", REVIEW).parent
    for name, data in (("b.pdf", b""), ("c.docx", PERSONAL), ("Thumbs.db", b"x"), ("d.xyz", b"1")):
        old(name, data)
    shutil.copy(folder / "a.docx", folder / "e.docx")

    found = sample_office.json("import", folder, *DAY)

    every = [one["tep"] for part in found.values() for one in part]
    assert sorted(every) == sorted(str(path) for path in folder.iterdir())


def test_what_waits_and_what_was_refused_is_told_to_people(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    old("a.docx", REVIEW)
    old("b.docx", PERSONAL)
    folder = old("c.pdf", b"").parent
    shutil.copy(folder / "a.docx", folder / "d.docx")

    said = sample_office.ok("import", folder, *DAY).output
    certain = old("e.docx", "CHI BỘ ĐỘI KIỂM SOÁT\nBÁO CÁO KIỂM ĐIỂM TẬP THỂ\nNĂM 2017\nHết.")
    taken = sample_office.ok("import", certain, "--accept-valid", *DAY)

    assert "chờ xác nhận 2, trùng 1, không nhận 1" in said
    assert "1. Công tác kiểm tra chưa thường xuyên" in said
    assert "38001346" in said
    assert "0 byte" in said
    assert "Đã nhận" in taken.output


def test_the_plain_answer_is_one_json_document(
    sample_office: Office, old: Callable[..., Path]
) -> None:
    result = sample_office.ok("import", old("a.docx", REVIEW), "--json", *DAY)

    assert set(json.loads(result.stdout)) == {"nhan", "cho_xac_nhan", "trung", "khong_nhan"}
