"""Make hoso/pdf/chu.pdf: one PDF/A page that lends joined dossiers its fonts and colour profile.

LibreOffice sets every Vietnamese letter, ASCII and a few signs in Liberation Serif 2 (SIL Open Font
License 1.1), regular and bold, and embeds what it needs. Run it where that font is installed:
`python tools/build_pdf_letters.py`.
"""

from __future__ import annotations

import string
from pathlib import Path

from hoso import office, pdf, text

TARGET = Path(__file__).resolve().parent.parent / "hoso" / "pdf" / "chu.pdf"
FAMILY = "Liberation Serif"
SIGNS = "–…“”«»"


def main() -> None:
    """Make the file, or stop when another font was mixed in."""
    letters = (
        string.digits
        + " "
        + string.punctuation
        + string.ascii_letters
        + SIGNS
        + "".join(sorted(text.VIETNAMESE))
    )
    done = office.find().convert({"chu.rtf": office.sample(FAMILY, letters, looks=2)}, office.PDF_A)
    data = done.made["chu.rtf"]
    for font in pdf.fonts(data, "chu.pdf"):
        if font.family != FAMILY.replace(" ", "") or not set(letters) <= font.letters:
            raise SystemExit(f"{font.name} thiếu chữ: {sorted(set(letters) - font.letters)}")
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} byte, {len(letters)} chữ")


if __name__ == "__main__":
    main()
