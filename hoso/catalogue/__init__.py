"""Danh mục: structured questions about all dossiers, the only room that knows SQLite; a cache."""

from hoso.catalogue._catalogue import Catalogue
from hoso.catalogue._dossiers import DocumentRow, DossierRow
from hoso.catalogue._rosters import MemberRow

__all__ = ["Catalogue", "DocumentRow", "DossierRow", "MemberRow"]
