"""Fixity of the whole archive: root, objects, journal. Finds everything, stops at nothing.

E… and W… are codes of OCFL 1.1. Ours:
J001 no journal · J002 unreadable line · J003 broken chain · J004 gap in the sequence ·
J005 dossier gone · J006 dossier rolled back · J007 inventory differs from the journal ·
J008 version not in the journal · J009 clock went back (warning) · J010 line written afterwards
(warning) · J011 size differs from the journal · J012 a notice that a dead writer's rest was put
aside · J014 the disk did not let us look (unchecked) · J015 dossier in the wrong folder ·
J016 dossier in two folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hoso.archive import _layout, _root
from hoso.archive._journal import Journal
from hoso.archive._verify_inventory import problem
from hoso.archive._verify_journal import JournalCheck
from hoso.archive._verify_object import ObjectCheck, Seen, unchecked
from hoso.errors import Problem

_ROOT_CODES = {_layout.ROOT_DECLARATION: "E069"}


def verify(root: Path, *, fast: bool) -> Iterator[Problem]:
    """Yield every problem below `root`; `fast` looks at names and sizes, not at digests of files.

    Nothing is locked: while someone writes, that version may be reported as unfinished.
    """
    for name in _root.broken_files(root):
        code = _ROOT_CODES.get(name, "E070")
        yield problem(code, name, "Tệp khai báo của kho bị mất hoặc bị sửa.")
    for path in sorted((root / "extensions").glob("*")):
        if not path.is_dir():
            where = f"extensions/{path.name}"
            yield problem("E086", where, "Trong extensions chỉ được có thư mục.")
    seen: dict[str, Seen] = {}
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name != "extensions":
            yield from _check_below(root, path, seen, fast=fast)
    journal = JournalCheck(Journal(root / _layout.JOURNAL))
    try:
        yield from journal.chain()
        yield from journal.objects(seen)
    except OSError as error:
        yield unchecked(_layout.JOURNAL, error)


def _check_below(
    root: Path, folder: Path, seen: dict[str, Seen], *, fast: bool
) -> Iterator[Problem]:
    where = folder.relative_to(root).as_posix()
    try:
        entries = sorted(folder.iterdir())
        if any(path.name.startswith("0=") or path.name == _layout.INVENTORY for path in entries):
            yield from _check_object(ObjectCheck(folder, where, fast), seen)
        elif any(path.is_file() for path in entries):
            yield problem("E072", where, "Thư mục có tệp nhưng không phải là hồ sơ.")
        elif not entries:
            yield problem("E073", where, "Thư mục trống trong kho.")
        else:
            for path in entries:
                yield from _check_below(root, path, seen, fast=fast)
    except OSError as error:
        yield unchecked(where, error)


def _check_object(check: ObjectCheck, seen: dict[str, Seen]) -> Iterator[Problem]:
    yield from check.problems()
    object_id = check.seen.object_id or _layout.object_id_of(check.folder.name)
    if object_id in seen:
        text = f"Hồ sơ {object_id} nằm ở hai chỗ, chỗ kia là {seen[object_id].where}."
        yield problem("J016", check.where, text)
    seen.setdefault(object_id, check.seen)
