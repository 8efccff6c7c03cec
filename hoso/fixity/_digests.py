"""Digests: the algorithms that OCFL knows (1.1, section 3.5.6; extension 0009), and files digested."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

_CHUNK: Final = 1 << 20  # bytes
# Files; below, one core is done before others have started.
_WORTH: Final = 20_000
_SHARE: Final = 500

_MAKERS: Mapping[str, Callable[[], Any]] = MappingProxyType(
    {
        "md5": hashlib.md5,
        "sha1": hashlib.sha1,
        "sha224": hashlib.sha224,
        "sha256": hashlib.sha256,
        "sha384": hashlib.sha384,
        "sha512": hashlib.sha512,
        "sha512/256": partial(hashlib.new, "sha512_256"),
        "blake2b-160": partial(hashlib.blake2b, digest_size=20),
        "blake2b-256": partial(hashlib.blake2b, digest_size=32),
        "blake2b-384": partial(hashlib.blake2b, digest_size=48),
        "blake2b-512": hashlib.blake2b,
    }
)
_LENGTHS: Final = {name: make().digest_size * 2 for name, make in _MAKERS.items()}
OF_CONTENT: Final = ("sha512", "sha256")  # what an inventory may address content by


def is_known(algorithm: str) -> bool:
    """Return whether a digest of that name can be made."""
    return algorithm in _MAKERS


def fits(digest: str, algorithm: str) -> bool:
    """Return whether `digest` has the form of one made by `algorithm`, in either case."""
    return re.fullmatch(f"[0-9a-fA-F]{{{_LENGTHS[algorithm]}}}", digest) is not None


def of_bytes(data: bytes, algorithm: str) -> str:
    """Return the digest of `data` in lower-case hexadecimal."""
    made = _MAKERS[algorithm]()
    made.update(data)
    return str(made.hexdigest())


def of_file(path: str | Path, algorithms: Collection[str]) -> dict[str, str]:
    """Return the digests of a file, which is read once; raise OSError."""
    making = {name: _MAKERS[name]() for name in algorithms}
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs more than a small file
        while chunk := file.read(_CHUNK):
            for one in making.values():
                one.update(chunk)
    return {name: str(one.hexdigest()) for name, one in making.items()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be digested: its path below the root, the algorithms."""

    path: str
    algorithms: tuple[str, ...]


Digested = tuple[str, dict[str, str] | OSError]


def of_many(root: Path, files: Sequence[Wanted], cores: int = 0) -> Iterator[Digested]:
    """Yield (path, digests or the disk's refusal) of each file, in order.

    Up to `cores` processes (0: as many as the machine has) share the work when it is worth them.
    """
    cores = cores or os.cpu_count() or 1
    digest = partial(_one, str(root))
    if cores < 2 or len(files) < _WORTH:
        yield from map(digest, files)
        return
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        yield from pool.map(digest, files, chunksize=_SHARE)


def _one(root: str, wanted: Wanted) -> Digested:
    try:
        return wanted.path, of_file(f"{root}/{wanted.path}", wanted.algorithms)
    except OSError as error:
        return wanted.path, error
