"""Making the package of a hand-over: one bag, sealed, and read again from where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from hoso import fixity, profiles, text
from hoso.bag import INFO, BagWriter, Sealed, info_text
from hoso.errors import HosoError, Problem, StorageError
from hoso.services import dossiers
from hoso.services.handover import _contents, _lists, _locked, _minutes, _pages, _prints
from hoso.services.handover._contents import Extras
from hoso.services.handover._matters import Matter, matters
from hoso.services.handover._minutes import Amount, Minutes, Said
from hoso.services.handover._names import is_usable
from hoso.services.handover._scope import Chosen, Scope, chosen
from hoso.services.handover._store import put_store, require_sound
from hoso.services.subjects import Body, whose
from hoso.workspace import Act, Workspace

_TITLE: Final = "Gói bàn giao hồ sơ kiểm điểm, đánh giá, xếp loại"
_ON_THE_STICK: Final = (
    240  # letters of a path that every system opens, drive and bag's name counted
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What goes, whether with PDFs, what a person adds to the minutes, under which passphrase."""

    scope: Scope = field(default_factory=Scope)
    prints: bool = True
    data: Mapping[str, object] = field(default_factory=dict)
    data_name: str = "--data"
    passphrase: str = field(default="", repr=False)  # "": a folder that anybody can read


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package as made: the bag, how many dossiers, what stayed back, what is open, what is odd.

    `files` are what lies there: the bag's folder, or the age files. `minutes` is None when the bag
    as read again is not sound, or a hint says why.
    """

    sealed: Sealed
    files: tuple[Path, ...]
    dossiers: int
    documents: int
    kept_back: tuple[str, ...]
    matters: tuple[Matter, ...]
    problems: tuple[Problem, ...]  # of reading it again
    minutes: Minutes | None = None
    hints: tuple[str, ...] = ()


def pack(ws: Workspace, out: Path, wish: Wish, act: Act) -> Packed:
    """Write the package at `out`, which must not exist, and its minutes beside it.

    Of the archive nothing is changed; the act itself is archived, as a dossier of its own. Raise
    IntegrityError when a dossier is damaged: a hand-over never carries damage on.
    """
    said = Said(wish.data, wish.data_name)
    _require_place(ws, out)
    _minutes.require_fitting(ws, said)
    _require_names(ws, wish.scope, act)
    with _place(ws, out, wish) as place:
        with ws.archive.lock(f"{ws.actor(act)}: bàn giao"):
            notices = ws.recover(act, "bàn giao")
            going = chosen(ws, wish.scope, act)
            done = _packed(ws, place, going, wish, act)
            done = replace(done, hints=(*notices, *done.hints))
        if wish.passphrase and not done.problems:
            done = replace(done, files=_locked.lock(place, out, wish.passphrase))
            done = replace(done, problems=_opened_again(ws, done, wish.passphrase))
        return done if done.problems else _with_minutes(ws, done, going, wish, act)


def _require_names(ws: Workspace, scope: Scope, act: Act) -> None:
    """Raise QuestionError for a name that the papers' head lacks, before everything is copied.

    An archive without a roster is no question: its package is made, and has no papers.
    """
    try:
        body = issuer(ws, scope, act)
    except HosoError:
        return
    profiles.heads(body.state, body.superior)


def _require_place(ws: Workspace, out: Path) -> None:
    """Raise StorageError for a place where a package would damage the archive or could not travel."""
    inside = {ws.archive.root.resolve(), (ws.root / ".hoso").resolve()}
    if inside & {out.resolve(), *out.resolve().parents}:
        raise StorageError(
            f"{out} nằm trong kho hồ sơ: ghi gói vào đó làm hỏng kho. Hãy chọn chỗ khác, ví dụ thẻ nhớ.",
            where=str(out),
        )
    if not out.name or not is_usable(out.name):
        raise StorageError(
            f"«{out.name}» không dùng làm tên gói được: Windows không giữ được tên dành riêng (con, nul …), "
            'tên có < > : " | ? * \\ hay kết thúc bằng dấu chấm, dấu cách. Hãy đặt tên khác, ví dụ '
            "«goi-ban-giao».",
            where=str(out),
        )


@contextmanager
def _place(ws: Workspace, out: Path, wish: Wish) -> Iterator[Path]:
    """Give where the bag is made: `out`, or a folder that goes when it has been encrypted.

    What is to be confidential never lies open on the medium: sticks keep what is deleted.
    """
    if not wish.passphrase:
        yield out
        return
    if (there := _locked.first(out)).exists():
        raise StorageError(f"{there} đã có. Hãy chọn một tên khác.", where=str(there))
    with ws.scratch() as folder:
        yield folder / (text.slug(_locked.stem(out)) or "goi")


def _packed(ws: Workspace, place: Path, going: Chosen, wish: Wish, act: Act) -> Packed:
    require_sound(ws, going, wish.scope)
    open_matters = matters(ws, going, act.on)
    papers = _Papers(ws, going, open_matters, wish, act)
    giver = papers.giver()
    with BagWriter(place) as bag:
        put_store(ws, bag, going, wish.scope, act)
        papers.put(bag, giver)
        info = _info(ws, going, giver, wish.scope, act)
        bag.add_bytes(INFO, info_text(info).encode())
        sealed = bag.seal(info)
    return Packed(
        sealed=sealed,
        files=(sealed.path,),
        dossiers=len(going.rows),
        documents=sum(len(going.documents_of(row)) for row in going.rows),
        kept_back=tuple(row.card.code for row in going.kept_back),
        matters=open_matters,
        problems=tuple(p for p in fixity.check_bag(sealed.path) if not p.warning),
        hints=(*papers.hints, *_abandoned(bag), *_fit(sealed)),
    )


@dataclass(slots=True)
class _Papers:
    """What people read of the dossiers; `hints` is what could not be made, and why."""

    ws: Workspace
    going: Chosen
    matters: tuple[Matter, ...]
    wish: Wish
    act: Act
    hints: list[str] = field(default_factory=list)

    def giver(self) -> Body | None:
        """Return who hands over; an archive that no roster was given for does not know."""
        try:
            return issuer(self.ws, self.wish.scope, self.act)
        except HosoError as error:
            self.hints.append(f"Gói không có mục lục bằng Word. {error.message}")
            return None

    def put(self, bag: BagWriter, giver: Body | None) -> None:
        """Put in tables, lists, PDFs, and last the pages that lead to all of them."""
        ws, going, act = self.ws, self.going, self.act
        held = dossiers.of_rows(ws, going.rows, dossiers.tree(ws, None), act.on)
        _lists.put_tables(bag, held, self.matters)
        lists = _lists.put_lists(ws, bag, going, giver, act) if giver else set()
        prints = _prints.put_prints(ws, bag, going, act, self.hints) if self.wish.prints else set()
        extras = Extras(inventory=giver is not None, lists=lists, prints=prints)
        rows, others = _contents.lines(ws, going, held, extras), _contents.others(extras)
        bag.add_bytes("index.html", _pages.index(_TITLE, rows, self.matters, others))
        read_me = _pages.read_me(_TITLE, act.on, lists=extras.inventory, prints=bool(prints))
        bag.add_bytes("DOC-TRUOC.txt", read_me)


def issuer(ws: Workspace, scope: Scope, act: Act) -> Body:
    """Return who hands over: the organisation of the scope, else the top one; raise when unknown."""
    return whose(ws, scope.org or None, None, act.on)[0]


def _abandoned(bag: BagWriter) -> Iterator[str]:
    for path in bag.abandoned:
        yield (
            f"{path} là phần dở dang của một lần lập gói bị ngắt, không phải gói; vẫn để nguyên ở đó, xóa được."
        )


def _fit(sealed: Sealed) -> Iterator[str]:
    """Yield what some media or systems cannot hold of a package."""
    if sealed.large:
        yield (
            f"Có tệp từ 4 GiB trở lên ({', '.join(sealed.large)}): thẻ nhớ định dạng FAT32 không chứa "
            "được. Hãy dùng thẻ nhớ exFAT hoặc NTFS."
        )
    if (letters := len("X:/") + len(sealed.path.name) + 1 + sealed.longest) >= _ON_THE_STICK:
        yield (
            f"Đường dẫn dài nhất trên thẻ nhớ sẽ có {letters} ký tự (nên dưới {_ON_THE_STICK}): hãy đặt "
            "tên gói ngắn hơn và chép vào thư mục gốc của thẻ nhớ."
        )


def _opened_again(ws: Workspace, done: Packed, passphrase: str) -> tuple[Problem, ...]:
    """Judge the package as whoever has the age files and the passphrase will find it."""
    with ws.scratch() as folder:
        again = _locked.unlock(done.files[0], passphrase, folder)
        return tuple(p for p in fixity.check_bag(again) if not p.warning)


def _with_minutes(ws: Workspace, done: Packed, going: Chosen, wish: Wish, act: Act) -> Packed:
    """Return the package with its minutes written and archived; the package stands without them, too."""
    amount = Amount(
        sealed=done.sealed,
        going=going,
        matters=len(done.matters),
        encrypted=bool(wish.passphrase),
        files=done.files,
    )
    try:
        body = issuer(ws, wish.scope, act)
        made = _minutes.minutes(ws, amount, body, Said(wish.data, wish.data_name), act)
    except HosoError as error:
        return replace(done, hints=(*done.hints, f"Chưa lập được biên bản. {error.message}"))
    return replace(done, minutes=made, hints=(*done.hints, *made.hints))


def _info(
    ws: Workspace, going: Chosen, giver: Body | None, scope: Scope, act: Act
) -> dict[str, str]:
    said = {
        "Source-Organization": giver.state.name if giver else ws.actor(act),
        "Contact-Name": ws.actor(act),
        "Bagging-Date": act.on.isoformat(),
        "External-Description": "Hồ sơ kiểm điểm, đánh giá, xếp loại; kho OCFL 1.1 trong data/kho",
        "Bag-Software-Agent": "hoso",
    }
    if years := scope.years or going.years:
        said["External-Identifier"] = f"{years[0]}-{years[-1]}"
    return said
