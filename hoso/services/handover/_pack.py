"""Making the package of a hand-over: one bag, sealed, and read again from where it lies."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoso import fixity, spreadsheet
from hoso.archive import Archive, Stamp
from hoso.bag import BagWriter, Sealed
from hoso.catalogue import DossierRow
from hoso.errors import HosoError, MissingProgramError, Problem
from hoso.model import base
from hoso.services import printing
from hoso.services.handover import _pages
from hoso.services.handover._matters import Matter, matters
from hoso.services.handover._scope import Chosen, Scope, chosen
from hoso.workspace import Act, Workspace

STORE: Final = "kho"
PRINTS: Final = "ban-in"
# Key of a dossier's card → heading of the list (TT 05/2025/TT-BNV, Phụ lục I).
_FIELDS: Final = {
    "ma": "Mã hồ sơ",
    "tieu_de": "Tiêu đề",
    "thoi_han_bao_quan": "Thời hạn bảo quản",
    "che_do_su_dung": "Chế độ sử dụng",
    "do_mat": "Độ mật",
    "ngon_ngu": "Ngôn ngữ",
    "bat_dau": "Bắt đầu",
    "ket_thuc": "Kết thúc",
    "nguoi_lap": "Người lập",
    "tu_khoa": "Từ khóa",
    "dinh_dang": "Định dạng",
    "mo_ta": "Mô tả",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package as made: the bag, how many dossiers, what stayed back, what is open, what is odd."""

    sealed: Sealed
    dossiers: int
    documents: int
    kept_back: tuple[str, ...]
    matters: tuple[Matter, ...]
    problems: tuple[Problem, ...]  # of reading it again
    hints: tuple[str, ...] = ()


def pack(ws: Workspace, out: Path, scope: Scope, act: Act, *, prints: bool = True) -> Packed:
    """Write the package at `out`, which must not exist; the archive is only read.

    Raise IntegrityError when a dossier is damaged: a hand-over never carries damage on.
    """
    going = chosen(ws, scope, act)
    open_matters = matters(ws, going.rows, act.on)
    hints: list[str] = []
    with BagWriter(out) as bag:
        _store(ws, bag, going, scope, act)
        _papers(ws, bag, going, open_matters, act)
        if prints:
            hints += _prints(ws, bag, going)
        sealed = bag.seal(_info(ws, scope, act))
    return Packed(
        sealed=sealed,
        dossiers=len(going.rows),
        documents=sum(len(ws.catalogue.documents(dossier=r.card.code)) for r in going.rows),
        kept_back=tuple(row.card.code for row in going.kept_back),
        matters=open_matters,
        problems=tuple(p for p in fixity.check_bag(sealed.path) if not p.warning),
        hints=tuple(hints),
    )


def _store(ws: Workspace, bag: BagWriter, going: Chosen, scope: Scope, act: Act) -> None:
    """Put the dossiers in: the archive as it is, or an archive of its own with those chosen."""
    if scope.is_whole and not going.kept_back:
        root = ws.archive.root
        for path in _files(root):
            bag.add(f"{STORE}/{path.relative_to(root).as_posix()}", path)
            act.tick()
        return
    stamp = Stamp(by=ws.actor(act), why=act.why or "bàn giao", at=ws.now())
    with tempfile.TemporaryDirectory(dir=ws.root / ".hoso") as folder:
        part = Archive.create(Path(folder) / STORE, Path(folder) / "work")
        for row in going.rows:
            part.adopt(ws.archive.folder(row.object_id), stamp)
            act.tick()
        for path in _files(part.root):
            bag.add(f"{STORE}/{path.relative_to(part.root).as_posix()}", path)


def _files(root: Path) -> Iterator[Path]:
    """Yield the files of a storage root, without what operating systems leave behind."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not fixity.is_litter(path.name) and path.name != ".gitkeep":
            yield path


def _papers(
    ws: Workspace, bag: BagWriter, going: Chosen, found: tuple[Matter, ...], act: Act
) -> None:
    title = "Gói bàn giao hồ sơ kiểm điểm, đánh giá, xếp loại"
    rows = [_line(ws, row) for row in going.rows]
    bag.add_bytes("DOC-TRUOC.txt", _pages.read_me(title, act.on))
    bag.add_bytes("index.html", _pages.index(title, rows, found))
    cards = [base.plain(row.card) for row in going.rows]
    listed = [[_words(card.get(key)) for key in _FIELDS] for card in cards]
    bag.add_bytes("muc-luc.csv", spreadsheet.csv_bytes(list(_FIELDS.values()), listed))
    lines = [(m.kind, m.where, m.what, m.until or "") for m in found]
    heads = ("Loại", "Ở đâu", "Việc", "Hạn")
    bag.add_bytes("viec-con-do.csv", spreadsheet.csv_bytes(heads, lines))


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _line(ws: Workspace, row: DossierRow) -> tuple[object, ...]:
    """Return one line of the page: the code opens the folder of the newest version's documents."""
    folder = ws.archive.folder(row.object_id).relative_to(ws.archive.root).as_posix()
    # A folder's name holds `%3a`, which a browser would take for a colon.
    target = f"{STORE}/{folder}/".replace("%", "%25")
    documents = ws.catalogue.documents(dossier=row.card.code)
    names = "\n".join(f"{d.provenance.number} {d.provenance.title}" for d in documents)
    card = row.card
    return (_pages.Link(card.code, target), card.title, card.year or "", card.retention, names)


def _prints(ws: Workspace, bag: BagWriter, going: Chosen) -> Iterator[str]:
    """Put a PDF of every dossier that has papers in; yield what could not be made, and why."""
    try:
        printing.program(ws)
    except MissingProgramError as error:
        yield f"Gói không có bản PDF. {error.message}"
        return
    with tempfile.TemporaryDirectory(dir=ws.root / ".hoso") as folder:
        for row in going.rows:
            if not ws.catalogue.documents(dossier=row.card.code):
                continue
            path = Path(folder) / f"{row.card.code}.pdf"
            try:
                printing.print_dossier(
                    ws, row.card.code, printing.Wish(out=path, accept_valid=True)
                )
            except HosoError as error:
                yield f"{row.card.code}: chưa có bản PDF. {error.message}"
                continue
            bag.add(f"{PRINTS}/{path.name}", path)
            path.unlink()


def _info(ws: Workspace, scope: Scope, act: Act) -> dict[str, str]:
    said = {
        "Source-Organization": scope.org or ws.actor(act),
        "Contact-Name": ws.actor(act),
        "Bagging-Date": act.on.isoformat(),
        "External-Description": "Hồ sơ kiểm điểm, đánh giá, xếp loại; kho OCFL 1.1 trong data/kho",
        "Bag-Software-Agent": "hoso",
    }
    if scope.years:
        said["External-Identifier"] = f"{scope.years[0]}-{scope.years[1]}"
    return said
