"""BagIt 1.0 bags (RFC 8493) written: one pass over each file, sealed, and read again from the medium."""

from hoso.bag._fingerprint import MANIFEST, difference, fingerprint, grouped, is_same
from hoso.bag._info import INFO, around, info_text
from hoso.bag._write import BagWriter, Sealed

__all__ = [
    "INFO",
    "MANIFEST",
    "BagWriter",
    "Sealed",
    "around",
    "difference",
    "fingerprint",
    "grouped",
    "info_text",
    "is_same",
]
