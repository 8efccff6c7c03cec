"""Digests: the algorithms that OCFL knows (1.1, section 3.5.6; extension 0009), and files digested."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, NamedTuple

# Bytes at a time. Most files here are small, and a large buffer costs more than they do.
_FIRST: Final = 1 << 16
_CHUNK: Final = 1 << 20
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)

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
_LENGTHS: Final[Mapping[str, int]] = {
    name: make().digest_size * 2 for name, make in _MAKERS.items()
}
_HEXADECIMAL: Final = re.compile("[0-9a-fA-F]+")
OF_CONTENT: Final = ("sha512", "sha256")  # what an inventory may address content by


def is_known(algorithm: str) -> bool:
    """Return whether a digest of that name can be made."""
    return algorithm in _MAKERS


def length(algorithm: str) -> int:
    """Return how many hexadecimal digits a digest has, 0 of an unknown algorithm."""
    return _LENGTHS.get(algorithm, 0)


def fits(digest: str, algorithm: str) -> bool:
    """Return whether `digest` has the form of one made by `algorithm`, in either case."""
    return len(digest) == _LENGTHS[algorithm] and _HEXADECIMAL.fullmatch(digest) is not None


def of_bytes(data: bytes, algorithm: str) -> str:
    """Return the digest of `data` in lower-case hexadecimal."""
    made = _MAKERS[algorithm]()
    made.update(data)
    return str(made.hexdigest())


class Leaf(NamedTuple):
    """A file as it was read: its size in bytes, its digests by algorithm."""

    size: int
    digests: Mapping[str, str]


def of_file(path: str, algorithms: Collection[str]) -> Leaf:
    """Return what a file is; it is read once, whatever the number of digests. Raise OSError."""
    making = [(name, _MAKERS[name]()) for name in algorithms]
    size = 0
    for chunk in _chunks(path):
        size += len(chunk)
        for _, one in making:
            one.update(chunk)
    return Leaf(size, {name: one.hexdigest() for name, one in making})


def whole(path: str) -> bytes:
    """Return what a small file holds; raise OSError."""
    return b"".join(_chunks(path))


def _chunks(path: str) -> Iterator[bytes]:
    """Yield a file in pieces; plain system calls, for a file object costs more than a small file."""
    descriptor = os.open(path, _FLAGS)
    try:
        chunk = os.read(descriptor, _FIRST)
        while chunk:
            yield chunk
            chunk = os.read(descriptor, _CHUNK)
    finally:
        os.close(descriptor)
