"""What data may hold beside texts and numbers: pictures, and whole documents in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """Hình: a picture file (PNG, JPEG …) to stand in the text, `width` millimetres wide."""

    data: bytes
    width: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Văn bản con: a .docx whose whole body takes the place of a paragraph (`{{p … }}`)."""

    data: bytes
