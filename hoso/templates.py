"""Templates: finding them. An office's own stand before those that come with the program.

A root holds `<kind>/<revision>/mau.docx`, `mau.toml` (what it is, its fields), `vi_du.toml` (an
example that fills it).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoso.errors import NotFoundError, StorageError, TemplateBrokenError, system_reason
from hoso.model import base
from hoso.model.template import TemplateField, TemplateInfo
from hoso.text import nearest, nfc

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_]*")
_REVISION: Final = re.compile(r"[1-9][0-9]*")
_WORD, _INFO, _EXAMPLE = "mau.docx", "mau.toml", "vi_du.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTemplate:
    """Mẫu, as it lies on the disk; `digest` is the SHA-256 of its Word file."""

    info: TemplateInfo
    path: Path
    digest: str
    own: bool  # the office's, not one that comes with the program

    def example(self) -> dict[str, object]:
        """Return the data of `vi_du.toml`; raise TemplateBrokenError when it is missing or bad."""
        return _toml(self.path.with_name(_EXAMPLE))


def builtin_root() -> Path:
    """Return the folder of the templates that come with the program, installed or in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "_templates"
    return installed if installed.is_dir() else here.parent / "templates"


def catalogue(roots: Sequence[Path]) -> tuple[FoundTemplate, ...]:
    """Return the template in force of each kind, by kind.

    The first root that has a kind decides it, there the highest revision. Raises
    TemplateBrokenError naming file and key for a template that cannot be read.
    """
    return tuple(_read(folder) for _, folder in _chosen(roots))


def each(roots: Sequence[Path]) -> Iterator[tuple[str, FoundTemplate | TemplateBrokenError]]:
    """Yield (kind, template in force) like `catalogue`, for a broken one the refusal instead."""
    for kind, folder in _chosen(roots):
        try:
            yield kind, _read(folder)
        except TemplateBrokenError as error:
            yield kind, error


def at(path: Path) -> FoundTemplate | None:
    """Return the template whose Word file is `path`, None when no `mau.toml` lies beside it.

    Raises TemplateBrokenError for a `mau.toml` that cannot be read; it need not stand in the
    folders that its kind and revision name.
    """
    info = path.with_name(_INFO)
    if not info.exists():
        return None
    found = _info(info, _toml(info))
    _names(info, "truong", found.fields)
    digest = hashlib.sha256(_bytes(path)).hexdigest()
    return FoundTemplate(info=found, path=path, digest=digest, own=True)


def _chosen(roots: Sequence[Path]) -> list[tuple[str, Path]]:
    chosen: dict[str, Path] = {}
    for root in roots:
        for kind, revisions in sorted(_kinds(root).items()):
            chosen.setdefault(kind, revisions[max(revisions)])
    return sorted(chosen.items())


def find(kind: str, roots: Sequence[Path]) -> FoundTemplate:
    """Return the template of `kind`, or of one revision (`giay_moi/2`).

    Raises NotFoundError with the nearest name, TemplateBrokenError when it cannot be read.
    """
    name, _, revision = nfc(kind).strip().partition("/")
    every = [kinds[name] for root in roots if name in (kinds := _kinds(root))]
    if not every:
        raise _unknown(kind, roots)
    if not revision:
        return _read(every[0][max(every[0])])
    if _REVISION.fullmatch(revision):
        for revisions in every:
            if int(revision) in revisions:
                return _read(revisions[int(revision)])
    known = sorted({number for revisions in every for number in revisions})
    raise NotFoundError(
        f"Mẫu «{name}» không có lần sửa «{revision}». Có: {', '.join(map(str, known))}.", where=kind
    )


def _unknown(kind: str, roots: Sequence[Path]) -> NotFoundError:
    known = sorted({name for root in roots for name in _kinds(root)})
    near = nearest(kind.partition("/")[0], known)
    hint = f"Ý bạn là «{near}»?" if near else "Xem các mẫu bằng «hoso templates»."
    return NotFoundError(f"Không có mẫu «{kind}». {hint}", where=kind)


def _kinds(root: Path) -> dict[str, dict[int, Path]]:
    """Return kind → revision → folder below one root; a root that is not there has none."""
    return {
        folder.name: revisions
        for folder in _folders(root, _NAME, "chữ thường không dấu, chữ số và dấu gạch dưới")
        if (revisions := _revisions(folder))
    }


def _revisions(folder: Path) -> dict[int, Path]:
    return {int(one.name): one for one in _folders(folder, _REVISION, "số lần sửa: 1, 2, 3 …")}


def _folders(parent: Path, allowed: re.Pattern[str], words: str) -> Iterator[Path]:
    if not parent.is_dir():
        return
    try:
        inside = sorted(parent.iterdir())
    except OSError as error:
        raise StorageError(
            f"Không mở được thư mục mẫu {parent} ({system_reason(error)}). Hãy kiểm tra quyền đọc.",
            where=str(parent),
        ) from error
    for one in inside:
        if not one.is_dir() or one.name.startswith("."):
            continue
        if not allowed.fullmatch(one.name):
            raise TemplateBrokenError(
                f"Tên thư mục mẫu {one} không dùng được: chỉ gồm {words}. Hãy đổi tên thư mục.",
                where=str(one),
            )
        yield one


def _read(folder: Path) -> FoundTemplate:
    path = folder / _INFO
    raw = _toml(path)
    info = _info(path, raw)
    _agrees(path, info)
    word = folder / _WORD
    return FoundTemplate(
        info=info,
        path=word,
        digest=hashlib.sha256(_bytes(word)).hexdigest(),
        own=folder.parent.parent.resolve() != builtin_root().resolve(),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _broken(path, "", "không có tệp này") from error
    except OSError as error:
        raise StorageError(
            f"Không đọc được {path} ({system_reason(error)}). Hãy đóng tệp rồi thử lại.",
            where=str(path),
        ) from error


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(nfc(_bytes(path).decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, "", f"không đúng TOML, mã UTF-8 ({error})") from error


def _info(path: Path, raw: Mapping[str, object]) -> TemplateInfo:
    try:
        info = base.convert(raw, TemplateInfo)
    except ValueError as error:
        raise _broken(path, "", f"thiếu khóa hoặc sai kiểu ({error})") from error
    _known_keys(path, "", raw, base.plain(info))
    return info


def _known_keys(path: Path, place: str, raw: object, understood: object) -> None:
    """Raise for a key that no one reads: a slip of the pen would else be lost silently."""
    if isinstance(raw, Mapping) and isinstance(understood, Mapping):
        for key, value in raw.items():
            if key not in understood:
                near = nearest(key, list(understood))
                hint = f"; ý bạn là «{near}»?" if near else ""
                raise _broken(path, f"{place}{key}", f"không có khóa này{hint}")
            _known_keys(path, f"{place}{key}.", value, understood[key])
    elif isinstance(raw, list) and isinstance(understood, list | tuple):
        for number, (one, other) in enumerate(zip(raw, understood, strict=True), start=1):
            _known_keys(path, f"{place}{number}.", one, other)


def _agrees(path: Path, info: TemplateInfo) -> None:
    """Raise unless the file says what its folders say and every field has a name of its own."""
    folder = path.parent
    if info.kind != folder.parent.name:
        raise _broken(path, "loai", f"phải là «{folder.parent.name}» như tên thư mục")
    if info.revision != int(folder.name):
        raise _broken(path, "lan_sua", f"phải là {folder.name} như tên thư mục")
    _names(path, "truong", info.fields)


def _names(path: Path, place: str, fields: Sequence[TemplateField]) -> None:
    seen: set[str] = set()
    for number, one in enumerate(fields, start=1):
        where = f"{place}.{number}.ten"
        if not _NAME.fullmatch(one.name):
            raise _broken(path, where, f"«{one.name}» không phải chữ thường không dấu, số, «_»")
        if one.name in seen:
            raise _broken(path, where, f"«{one.name}» đã khai báo ở trên")
        seen.add(one.name)
        _names(path, f"{place}.{number}.cot", one.columns)


def _broken(path: Path, key: str, reason: str) -> TemplateBrokenError:
    named = f"{path}, khóa «{key}»" if key else str(path)
    return TemplateBrokenError(f"Mẫu hỏng: {named}: {reason}. Hãy sửa tệp này.", where=named)
