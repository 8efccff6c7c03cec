"""The front door: usage, refusals, help, where results go."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import hoso
from hoso import cli as package
from hoso import sample
from hoso.cli import cli
from hoso.cli._door import Door, watched
from hoso.workspace import Act
from tests.conftest import ROOT, Office

ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Error|Missing|Invalid|Show this|not a valid|INTEGER|TEXT|default)\b"
)


def _commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield names
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*names, name))
        else:
            yield (*names, name)


@pytest.mark.parametrize("names", list(_commands(cli)), ids=" ".join)
def test_every_help_is_vietnamese(office: Office, names: tuple[str, ...]) -> None:
    shown = office.ok(*names, "--help").stdout

    assert shown.startswith(" ".join(["Cách dùng: hoso", *names]))
    assert ENGLISH.search(shown) is None
    assert "In hướng dẫn này." in shown


def test_help_shows_the_other_name_of_every_command(office: Office) -> None:
    shown = office.ok("--help").stdout

    assert "search, tim " in shown
    assert "Tên khác: tim" in office.ok("search", "--help").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("serch", "x"), "Không có lệnh «serch». Ý bạn là «search»?"),
        (("qqqqqq",), "Xem «hoso --help»."),
        (("roster", "imprt"), "Ý bạn là «import»?"),
        (("search",), "Thiếu 'CÂU'."),
        (("search", "x", "--limt", "3"), "Không có tùy chọn --limt. Ý bạn là --limit"),
        (("search", "x", "--zzzzz"), "Không có tùy chọn --zzzzz."),
        (("search", "x", "--limit", "0"), "--limit không hợp lệ: hãy ghi số nguyên từ 1 đến 1000"),
        (("search", "x", "--limit", "a"), "--limit không hợp lệ: hãy ghi số nguyên từ 1 đến 1000"),
        (("search", "x", "--year"), "Tùy chọn --year cần đúng số giá trị đi kèm."),
        (("search", "x", "--year", "2021..20"), "«20» không phải năm"),
        (("search", "x", "--year", "2021.."), "«» không phải năm"),
        (("ratings", "set", "--stage", "z"), "hãy chọn một trong tu_danh_gia, de_xuat"),
        (
            ("show", "a", "--version", "z"),
            "--version không hợp lệ: hãy ghi số phiên bản, hoặc ngày",
        ),
        (("campaign", "open", "25"), "NĂM không hợp lệ: «25» không phải năm"),
        (("roster", "show", "--at", "2025-02-30"), "«2025-02-30» không phải ngày"),
        (("log", "a", "b"), "Thừa tham số: b."),
        (("plan", "add", "K-1"), "Cần mã khuyết điểm, --measure và --owner"),
        (("--root", "x"), "Thiếu lệnh."),
    ],
)
def test_misuse_is_explained_in_vietnamese(
    office: Office, words: tuple[str, ...], said: str
) -> None:
    result = office.run(*words)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert ENGLISH.search(result.stderr) is None


@pytest.mark.parametrize("words", [(), ("roster",), ("recurrence",)])
def test_a_name_of_a_group_alone_shows_what_it_can_do(
    office: Office, words: tuple[str, ...]
) -> None:
    result = office.run(*words)

    assert result.exit_code == 2
    assert result.stderr.count("Cách dùng: ") == 1
    assert "Lệnh:" in result.stderr
    assert office.run(*words, "--json").exit_code == 2


@pytest.mark.parametrize(
    ("words", "code", "mark"),
    [
        (("search", "--limt", "x"), 2, "CACH_DUNG"),
        (("demo",), 2, "CACH_DUNG"),
        (("log", "khong-co"), 3, "KHONG_CO"),
        (("search", "?"), 8, "TRA_CUU"),
        (("campaign", "open", "2025"), 17, "CAN_HOI"),
        (("shortcomings", "import", "khong-co.csv"), 10, "TEP_KHONG_DOC_DUOC"),
    ],
)
def test_with_json_a_refusal_is_one_document(
    office: Office, words: tuple[str, ...], code: int, mark: str
) -> None:
    result = office.run(*words, "--json")

    found = json.loads(result.stdout)
    assert result.exit_code == code
    assert set(found) == {"tu_choi"}
    assert found["tu_choi"]["ma"] == mark
    assert set(found["tu_choi"]) >= {"ma", "thong_bao", "noi"}
    assert result.stderr == ""


def test_with_json_every_bad_row_stands_in_the_one_document(office: Office) -> None:
    path = office.write("so.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nM,x,a,b,c\nN,y,a,b,c\n")

    result = office.run("shortcomings", "import", path, "--json")

    found = json.loads(result.stdout)["tu_choi"]
    assert found["noi"] == str(path)
    assert ["dòng 2" in one["noi"] for one in found["van_de"]] == [True, False]


def test_with_json_words_for_people_go_to_stderr(office: Office) -> None:
    path = office.write("so.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nM,2023,cb-la,tập thể,Câu.\n")

    result = office.ok("shortcomings", "import", path, "--json")

    assert json.loads(result.stdout)["nhap"] == 1
    assert "cb-la" in result.stderr


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("tim", "search"),
        ("danh-sach", "roster"),
        ("nhat-ky", "log"),
        ("khuyet-diem", "shortcomings"),
    ],
)
def test_a_vietnamese_name_means_the_same_command(office: Office, alias: str, name: str) -> None:
    assert office.ok(alias, "--help").stdout.replace(alias, name) == (
        office.ok(name, "--help").stdout.replace(alias, name)
    )


def test_the_workspace_is_named_by_root_or_by_the_environment(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["shortcomings", "list", "--json"]

    here = CliRunner().invoke(cli, words)
    by_option = CliRunner().invoke(cli, ["--root", str(office.root), *words])
    by_environment = CliRunner().invoke(cli, words, env={"HOSO_ROOT": str(office.root)})
    monkeypatch.chdir(office.root)
    inside = CliRunner().invoke(cli, words)

    assert here.exit_code == 9
    assert by_option.stdout == by_environment.stdout == inside.stdout == '{"khuyet_diem": []}\n'


def test_nothing_is_asked_without_a_terminal(office: Office) -> None:
    result = office.run("roster", "import", sample.path("danh_sach.xlsx"))

    assert result.exit_code == 0
    assert "Ghi các thay đổi này vào kho?" not in result.output
    assert len(office.json("roster", "show")["dang_vien"]) == 78


def test_the_version_is_said(office: Office) -> None:
    assert office.ok("--version").stdout == f"hoso {hoso.__version__}\n"


def test_whoever_stops_a_command_is_told_that_nothing_is_lost(office: Office) -> None:
    def stopped() -> datetime:
        raise KeyboardInterrupt

    result = CliRunner().invoke(cli, ["roster", "show"], obj=Door(root=office.root, clock=stopped))

    assert result.exit_code == 130
    assert "vẫn còn nguyên" in result.stderr


def test_the_program_runs_as_a_module_with_utf8_wherever_it_runs(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "hoso", "--root", str(tmp_path), "roster", "show"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1", "PATH": ""}

    done = subprocess.run(program, env=environment, capture_output=True, check=False)  # noqa: S603 - our own interpreter

    assert done.returncode == 9
    assert "không phải không gian làm việc" in done.stderr.decode("utf-8")
    assert callable(package.main)


def test_only_the_words_of_people_are_coloured_never_json(office: Office) -> None:
    assert "\x1b" not in office.ok("templates", "list", "--json").stdout


def test_long_work_counts_on_a_terminal_and_is_silent_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, file = Terminal(), io.StringIO()
    act = Act(date(2025, 12, 1))

    for stream in (terminal, file):
        monkeypatch.setattr(sys, "stderr", stream)
        with watched(act, "Biểu mẫu") as counted:
            counted.tick()
            counted.tick()

    assert "Biểu mẫu: 2" in terminal.getvalue()
    assert file.getvalue() == ""
