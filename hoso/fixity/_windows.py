"""What Windows and FAT32 sticks cannot hold; a warning, for elsewhere it is sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from hoso.errors import Problem
from hoso.fixity._bag_tags import damage

# The largest file that FAT32 holds, in bytes.
FAT_LIMIT: Final = (1 << 32) - 1
# Characters of a path, drive letter (`E:\\`) and the bag's own name counted; Windows takes 260.
_LONGEST: Final = 240
_DRIVE: Final = 3
_DEVICE: Final = re.compile(r"(?i)/(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)")
_FORBIDDEN: Final = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ](?:/|$)")


def unfit(bag: str, sizes: Mapping[str, int], awkward: Iterable[str]) -> Iterator[Problem]:
    """Yield the files of a bag that some medium or Windows could not hold; `awkward` by their names."""
    room = _LONGEST - _DRIVE - len(bag) - 1
    if max(map(len, sizes), default=0) > room:
        for path in filter(lambda one: len(one) > room, sizes):
            text = f"Đường dẫn dài hơn {_LONGEST} ký tự khi để trong thư mục gói: Windows có thể không mở được."
            yield damage("BW08", path, text)
    if max(sizes.values(), default=0) > FAT_LIMIT:
        for path in filter(lambda one: sizes[one] > FAT_LIMIT, sizes):
            text = "Tệp từ 4 GiB trở lên: thẻ nhớ định dạng FAT32 không chứa được, hãy dùng exFAT."
            yield damage("BW09", path, text)
    for path in awkward:
        text = "Windows không dùng được tên này (tên dành riêng hoặc ký tự cấm)."
        yield damage("BW10", path, text)


def awkward(paths: Sequence[str]) -> list[str]:
    """Return the paths with a name in them that Windows cannot use.

    Asked of all at once first: there are hundreds of thousands, and almost always all are usable.
    """
    return [path for path in paths if _cannot_be(path)] if _cannot_be("/".join(paths)) else []


def _cannot_be(path: str) -> bool:
    return bool(_FORBIDDEN.search(path) or _DEVICE.search(f"/{path}"))
