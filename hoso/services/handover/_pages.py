"""What people read without any program: a plain page of contents, tables, and how to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from hoso import text
from hoso.services.handover._matters import Matter

_PAGE: Final = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font-family:"Times New Roman",serif;margin:2em;max-width:70em}}
table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #999;padding:.3em;text-align:left;
vertical-align:top}}h2{{margin-top:2em}}</style></head><body>
<h1>{title}</h1>
{body}
</body></html>
"""
_READ_ME: Final = """{title}
Bàn giao ngày {day}.

GÓI NÀY CÓ GÌ
  data/index.html        danh sách hồ sơ, mở bằng trình duyệt, không cần mạng, không cần chương trình
  data/viec-con-do.csv   việc còn dở, chữ ký còn thiếu, số còn khuyết (mở bằng Excel)
  data/muc-luc.csv       mục lục hồ sơ, các trường theo Thông tư 05/2025/TT-BNV
  data/ban-in/           bản PDF để xem và in (nếu có)
  data/kho/              toàn bộ hồ sơ: mỗi hồ sơ một thư mục, mỗi phiên bản một thư mục con v1, v2 …;
                         tệp Word, PDF mở thẳng bằng chương trình thường dùng

CÁCH KIỂM GÓI CÒN NGUYÊN
  1. Windows: mở PowerShell tại thư mục gói này, gõ
       Get-FileHash manifest-sha512.txt -Algorithm SHA256
     Linux:  sha256sum manifest-sha512.txt
     rồi so 64 chữ số với dòng in trên biên bản giao nhận (mục «Dấu vân tay của gói bàn giao»).
     Giống nhau: danh sách tệp đúng là danh sách hai bên đã ký.
  2. Kiểm từng tệp theo danh sách ấy.
       Linux:   sha512sum --check --quiet manifest-sha512.txt
       Windows: dán vào PowerShell
         Get-Content manifest-sha512.txt -Encoding UTF8 | ForEach-Object {{
           $ma, $tep = $_ -split '  ', 2
           if ((Get-FileHash $tep -Algorithm SHA512).Hash -ne $ma) {{ "SAI: $tep" }} }}
     Không in ra dòng nào là không tệp nào mất hoặc bị sửa.
  3. Có chương trình hoso: hoso receive <thư mục gói> --check --fingerprint "<dòng trên biên bản>"

Tệp lạ nằm ngoài data/ (Thumbs.db, .DS_Store …) không ảnh hưởng; đừng thêm, sửa, xóa gì trong data/.
"""
Row = Sequence[object]


def read_me(title: str, day: date) -> bytes:
    """Return `DOC-TRUOC.txt`: UTF-8 with a mark, so that Notepad of any age shows it right."""
    said = _READ_ME.format(title=title, day=text.short_date(day))
    return said.replace("\n", "\r\n").encode("utf-8-sig")


def index(title: str, dossiers: Iterable[Row], open_matters: Iterable[Matter]) -> bytes:
    """Return a page that lists the dossiers with links to their folders, and what is open."""
    body = (
        "<p>Mọi tệp nằm trong thư mục <code>kho</code>; bấm vào mã hồ sơ để mở. Việc còn dở ở cuối trang.</p>"
        + _table(("Mã hồ sơ", "Tiêu đề", "Năm", "Thời hạn bảo quản", "Văn bản"), dossiers)
        + "<h2>Việc còn dở</h2>"
        + _table(
            ("Loại", "Ở đâu", "Việc", "Hạn"),
            (
                (m.kind, m.where, m.what, text.short_date(m.until) if m.until else "")
                for m in open_matters
            ),
        )
    )
    return _PAGE.format(title=escape(title), body=body).encode()


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens a folder of the bag: the words, and where they lead from the page."""

    words: str
    target: str


def _table(heads: Sequence[str], rows: Iterable[Row]) -> str:
    lines = ["<table><tr>", *(f"<th>{escape(head)}</th>" for head in heads), "</tr>"]
    for row in rows:
        cells = "".join(f"<td>{_cell(value)}</td>" for value in row)
        lines += ["<tr>", cells, "</tr>"]
    return "\n".join([*lines, "</table>"])


def _cell(value: object) -> str:
    if isinstance(value, Link):
        return f'<a href="{escape(value.target, quote=True)}">{escape(value.words)}</a>'
    return escape(str(value)).replace("\n", "<br>")
