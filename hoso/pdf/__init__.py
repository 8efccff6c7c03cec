"""PDF: the text, fonts and PDF/A marks of papers, and dossiers joined into one file.

The only room that knows pypdf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoso.opening import on_use

if TYPE_CHECKING:
    from hoso.pdf._about import About
    from hoso.pdf._archival import PdfA, archival, claim
    from hoso.pdf._fonts import Font, fonts
    from hoso.pdf._join import Joined, Part, join
    from hoso.pdf._open import pages_of, text_of, texts_of
    from hoso.pdf._read import PageTexts, page_pictures, page_texts
    from hoso.pdf._same import shows_same
else:
    __getattr__ = on_use(
        __name__,
        {
            "_about": "About",
            "_archival": "PdfA archival claim",
            "_fonts": "Font fonts",
            "_join": "Joined Part join",
            "_open": "pages_of text_of texts_of",
            "_read": "PageTexts page_pictures page_texts",
            "_same": "shows_same",
        },
    )

__all__ = [
    "About",
    "Font",
    "Joined",
    "PageTexts",
    "Part",
    "PdfA",
    "archival",
    "claim",
    "fonts",
    "join",
    "page_pictures",
    "page_texts",
    "pages_of",
    "shows_same",
    "text_of",
    "texts_of",
]
