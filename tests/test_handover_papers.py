"""What people read of a hand-over: minutes, lists, the page, the notes on how to check."""

from __future__ import annotations

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from hoso import bag, profiles, seal, text, word
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.roster import Organisation, OrganisationRoster, OrganisationState
from hoso.workspace import Act, Workspace
from tests.conftest import NOON, Office, TickingClock
from tests.copies import copied
from tests.test_archive_crash import faults, none

MINUTES = """
so = "05"
tinh_trang = ["Một thẻ nhớ 32 GB."]
[giao_nhan]
dia_diem = "Văn phòng Đảng ủy"
[ben_nhan]
ho_ten = "Trần Thị Bình"
chuc_vu = "Bí thư Chi bộ"
don_vi = "Chi bộ Văn phòng"
[giay]
hop = "2"
ho_so = "7"
met_gia = "0,2"
"""


@pytest.fixture(scope="module")
def office(_sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return an office that has issued forms and handed everything over once; only read."""
    base = tmp_path_factory.mktemp("ban-giao")
    copied(_sample_root, base / "kho")
    office = Office(root=base / "kho", clock=TickingClock(NOON + timedelta(days=1)))
    office.ok("forms", "2025", "--org", "cb-van-phong", "--date", "2025-12-01", "--out", base / "p")
    (base / "bb.toml").write_text(MINUTES, encoding="utf-8")
    told = office.ok(
        "handover", base / "goi", "--no-pdf", "--date", "2025-12-31", "--data", base / "bb.toml"
    )
    (base / "in.txt").write_text(told.output, encoding="utf-8")
    return office


@pytest.fixture
def package(office: Office) -> Path:
    return office.root.parent / "goi"


def minutes(package: Path) -> bytes:
    return package.with_name("goi-bien-ban-giao-nhan.docx").read_bytes()


def test_the_minutes_count_in_figures_and_words_what_the_bag_says(package: Path) -> None:
    said = word.project(minutes(package))

    info = (package / "bag-info.txt").read_text(encoding="utf-8")
    oxum = re.search(r"Payload-Oxum: (\d+)\.(\d+)", info)
    assert oxum
    octets, files = int(oxum[1]), int(oxum[2])
    dossiers = len(list((package / "data/kho").rglob("0=ocfl_object_1.1")))
    for number, unit in ((dossiers, "hồ sơ"), (files, "tệp tin"), (octets, "byte")):
        assert f"{text.thousands(number)} {unit} (bằng chữ: {text.in_words(number)} {unit})" in said
    assert "thành hai bản" in said
    assert "Mục lục hồ sơ bảo quản vĩnh viễn" in said


def test_the_minutes_say_what_a_person_adds(package: Path) -> None:
    said = word.project(minutes(package))

    for words in ("Trần Thị Bình", "Văn phòng Đảng ủy", "Một thẻ nhớ 32 GB.", "7 hồ sơ", "05-BB"):
        assert words in said


def test_the_fingerprint_is_printed_in_groups_and_as_a_code(package: Path) -> None:
    digest = bag.fingerprint(package)
    parts = word.open_package(minutes(package), "biên bản").parts

    printed = re.findall(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", word.project(minutes(package)))
    assert bag.is_same("".join(printed), digest)
    assert parts["word/media/hoso_ma_qr.png"] == seal.qr(bag.grouped(digest))
    assert "Mã QR</w:t>" not in parts["word/document.xml"].decode()
    assert word.lint(minutes(package), profiles.layout(date(2025, 12, 31))) == ()


def test_the_act_is_archived_as_a_dossier_of_the_giver(office: Office, package: Path) -> None:
    digest = bag.fingerprint(package)
    code = f"giao-{digest[:12]}"
    ws = office.workspace
    row = ws.catalogue.dossier(code)
    assert row

    kept = ws.archive.read(row.object_id, f"goi/{bag.MANIFEST}")
    assert kept == (package / bag.MANIFEST).read_bytes()
    assert ws.archive.read(row.object_id, "0001/van_ban.docx") == minutes(package)
    assert (row.card.kind, row.card.retention) == ("ban_giao", "10 năm")
    lines = [one for one in ws.archive.journal() if one.event == "information package creation"]
    assert digest in lines[0].note
    assert office.json("verify")["hop_le"]
    assert f"{code}/0001" in (package.parent / "in.txt").read_text(encoding="utf-8")


def test_a_hand_over_without_a_data_file_leaves_dots(office: Office, tmp_path: Path) -> None:
    told = office.ok("handover", tmp_path / "goi", "--no-pdf", "--person", _member(office))

    said = word.project((tmp_path / "goi-bien-ban-giao-nhan.docx").read_bytes())
    assert "BÊN NHẬN: ……" in said
    assert "Tài liệu giấy: không có" in told.stderr


def _member(office: Office) -> str:
    return next(row.card.card for row in office.workspace.catalogue.dossiers() if row.card.card)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [('so_tep = "3"', "so_tep"), ('tinh_trng = ["x"]', "tinh_trng"), ('dau_van_tay = "0"', "dau")],
)
def test_minutes_that_would_not_be_true_are_refused_before_anything_is_written(
    office: Office, tmp_path: Path, words: str, wrong: str
) -> None:
    (tmp_path / "bb.toml").write_text(words, encoding="utf-8")

    refused = office.refused("handover", tmp_path / "goi", "--data", tmp_path / "bb.toml")

    assert refused.exit_code == 12
    assert wrong in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bb.toml"]


def test_a_superior_without_a_name_is_asked_for_before_anything_is_copied(tmp_path: Path) -> None:
    office = Office(root=tmp_path / "kho", clock=TickingClock())
    ws = Workspace.create(office.root, now=office.clock, by="An")
    state = OrganisationState(
        since=date(2010, 1, 1), name="Đảng bộ xã An Lĩnh", kind="dang_bo_co_so"
    )
    card = DossierCard(code="ds-x", title="x", kind=DossierKind.ROSTER, organisation="db-xa")
    edit = ws.edit(card)
    top = Organisation(code="db-xa", states=(state,))
    edit.put_register("roster", OrganisationRoster(organisation=top))
    ws.commit([edit], Act(NOON.date(), "An", None), "danh sách")

    with faults(none) as seen:
        refused = office.refused("handover", tmp_path / "goi", "--no-pdf")

    assert refused.exit_code == 17
    assert "Chưa biết tên cấp trên" in refused.stderr
    assert [path for _, path in seen.trace if "goi" in Path(path).name] == []


def test_an_archive_without_a_roster_is_handed_over_without_minutes(tmp_path: Path) -> None:
    office = Office(root=tmp_path / "kho", clock=TickingClock())
    Workspace.create(office.root, now=office.clock, by="An")
    csv = office.write("k.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nX-1,2021,cb-x,tập thể,Chậm\n")
    office.ok("shortcomings", "import", csv)

    told = office.run("handover", tmp_path / "goi", "--no-pdf")

    assert told.exit_code == 0
    assert "Chưa lập được biên bản" in told.stderr
    assert "không có mục lục bằng Word" in told.stderr
    assert "muc-luc/" not in (tmp_path / "goi/data/DOC-TRUOC.txt").read_text(encoding="utf-8")


def test_the_lists_go_along_as_word_files(office: Office, package: Path) -> None:
    lists = package / "data/muc-luc"
    everything = word.project((lists / "muc-luc-ho-so.docx").read_bytes())
    going = {
        row.card.code
        for row in office.workspace.catalogue.dossiers()
        if not row.card.code.startswith("giao-")
    }
    documents = office.workspace.catalogue.documents(dossier="tt-cb-van-phong-2025")
    listed = word.project((lists / "tt-cb-van-phong-2025.docx").read_bytes())

    assert all(code in everything for code in going)
    assert "giao-" not in everything
    assert documents
    assert all(one.provenance.title in listed for one in documents)


def test_the_page_opens_every_dossier_document_and_list(office: Office, package: Path) -> None:
    page = (package / "data/index.html").read_text(encoding="utf-8")

    links = re.findall(r'<a href="([^"]+)">', page)
    targets = [package / "data" / unquote(link) for link in links]
    assert all(path.exists() for path in targets)
    folders = [path for path in targets if path.is_dir()]
    assert len(folders) == len(list((package / "data/kho").rglob("0=ocfl_object_1.1")))
    row = office.workspace.catalogue.dossier("tt-cb-van-phong-2025")
    assert row
    form = office.workspace.archive.read(row.object_id, "0001/van_ban.docx")
    assert form in [path.read_bytes() for path in targets if path.is_file()]
    assert "Biểu mẫu chưa nhận lại" in page
    assert "<script" not in page
    assert "http" not in page


def test_a_package_without_documents_still_has_its_list_of_dossiers(
    sample_office: Office, tmp_path: Path
) -> None:
    sample_office.ok("handover", tmp_path / "goi", "--no-pdf")

    data = tmp_path / "goi/data"
    assert [path.name for path in (data / "muc-luc").iterdir()] == ["muc-luc-ho-so.docx"]
    assert 'href="muc-luc/muc-luc-ho-so.docx"' in (data / "index.html").read_text(encoding="utf-8")
    assert "data/muc-luc/" in (data / "DOC-TRUOC.txt").read_text(encoding="utf-8-sig")


def commands(package: Path) -> list[str]:
    """Return the Linux commands that the notes print, in order."""
    notes = (package / "data/DOC-TRUOC.txt").read_text(encoding="utf-8-sig").splitlines()
    starts = [number for number, line in enumerate(notes) if line.strip().startswith("Linux:")]
    return [notes[number + 1].strip() for number in starts]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    shell = ["bash", "-c", command]
    return subprocess.run(shell, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603 - what the notes print


def test_the_commands_in_the_notes_do_what_they_say(package: Path, tmp_path: Path) -> None:
    digest, compare, count = commands(package)
    copy = tmp_path / "goi"
    copied(package, copy)

    assert run(digest, copy).stdout.split()[0] == bag.fingerprint(package)
    assert (run(compare, copy).returncode, run(compare, copy).stdout) == (0, "")
    assert len(set(run(count, copy).stdout.split())) == 1
    (copy / "data/la.txt").write_text("lạ")
    page = copy / "data/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert "index.html" in run(compare, copy).stdout
    assert len(set(run(count, copy).stdout.split())) == 2


def test_the_notes_name_only_what_is_there(package: Path) -> None:
    notes = (package / "data/DOC-TRUOC.txt").read_text(encoding="utf-8-sig")

    named = set(re.findall(r"^  (data/\S+|bag-info\.txt)", notes, re.MULTILINE))
    assert {"data/index.html", "data/kho/", "data/muc-luc/"} <= named
    assert all((package / name).exists() for name in named)
    assert "ban-in" not in notes


def test_every_command_in_the_notes_is_about_files_of_the_package(package: Path) -> None:
    """Windows' commands cannot be run here: each at least names what is there, in plain letters."""
    raw = (package / "data/DOC-TRUOC.txt").read_bytes()
    notes = raw.decode("utf-8-sig").replace("\r\n", "\n")

    typed = [one.strip() for one in notes.splitlines() if re.match(r" {7,9}\S", one)]
    named = [
        set(re.findall(r"[\w-]+(?:[\\/][\w-]+)*\.(?:txt|html)|\bdata(?= )", one)) for one in typed
    ]

    programs = {one.split()[0].lstrip("(") for one in typed}
    assert {"certutil", "Get-FileHash", "Get-Content", "Get-ChildItem", "sha256sum", "sha512sum", "find", "hoso"} <= programs  # fmt: skip
    assert set().union(*named) == {"manifest-sha512.txt", "data", "data\\index.html"}
    assert all((package / name.replace("\\", "/")).exists() for one in named for name in one)
    assert all(one.isascii() for one in typed if not one.startswith("hoso"))
    assert all(" SHA256" in one or " SHA512" in one for one in typed if one.startswith("certutil"))


@pytest.mark.parametrize("place", ["data/DOC-TRUOC.txt", "data/kho/DOC-TRUOC.txt"])
def test_the_notes_are_shown_right_by_notepad_of_any_age(package: Path, place: str) -> None:
    raw = (package / place).read_bytes()

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5


def test_the_command_for_sha512sum_succeeds_as_it_stands_in_the_notes(package: Path) -> None:
    (line,) = [one for one in commands(package) if one.startswith("sha512sum")]

    checked = run(line.replace("--quiet ", ""), package)

    listed = (package / bag.MANIFEST).read_text(encoding="utf-8").splitlines()
    assert checked.returncode == 0
    assert checked.stdout.count(": OK") == len(listed) > 10
