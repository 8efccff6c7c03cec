"""Whether two names, as people write them, are of the same person or body."""

from __future__ import annotations

import re

from hoso import text

_ADDRESS = re.compile(r"^(đồng chí|đ/c|đc|ông|bà|anh|chị)[\s.]+", re.IGNORECASE)


def person_key(said: str) -> str:
    """Return a key of the name alone: without the post after a comma, and «đồng chí» before."""
    name = text.squeeze(re.split(r"[,;(\n]| [-–] ", text.nfc(said), maxsplit=1)[0])
    return text.tone_key(_ADDRESS.sub("", name))


def same_person(one: str, other: str) -> bool:
    """Return whether both say the same name; two blanks are nobody."""
    return bool(person_key(one)) and person_key(one) == person_key(other)
