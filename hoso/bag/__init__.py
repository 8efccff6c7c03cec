"""BagIt 1.0 bags (RFC 8493) written: one pass over each file, sealed, and read again from the medium."""

from hoso.bag._fingerprint import MANIFEST, fingerprint, grouped, is_same
from hoso.bag._write import BagWriter, Sealed

__all__ = ["MANIFEST", "BagWriter", "Sealed", "fingerprint", "grouped", "is_same"]
