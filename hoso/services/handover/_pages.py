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
  data/index.html        danh sách hồ sơ, văn bản, mở bằng trình duyệt, không cần mạng, không cần
                         chương trình nào khác
  data/viec-con-do.csv   việc còn dở, chữ ký còn thiếu, số còn khuyết (mở bằng Excel)
  data/muc-luc.csv       mục lục hồ sơ, các trường theo Thông tư 05/2025/TT-BNV
  data/van-ban.csv       từng văn bản, các trường theo Thông tư 05/2025/TT-BNV
{lists}{prints}  data/kho/              hồ sơ: mỗi hồ sơ một thư mục, mỗi phiên bản một thư mục con v1, v2 …; tệp
                         Word, PDF mở thẳng bằng chương trình thường dùng (xem data/kho/DOC-TRUOC.txt)
  bag-info.txt           ai giao, ngày nào; dòng Payload-Oxum ghi số byte và số tệp trong data/;
                         data/bag-info.txt là bản được dấu vân tay bảo đảm, hai bản phải như nhau

CÁCH KIỂM GÓI CÒN NGUYÊN
  Gói là thư mục chứa tệp bagit.txt. Tệp này nằm ở thư mục con data của gói.
  1. So dấu vân tay với biên bản.
     Windows: mở PowerShell hoặc Command Prompt tại thư mục gói, gõ
       certutil -hashfile manifest-sha512.txt SHA256
     hoặc, trong PowerShell (từ Windows 8.1),
       Get-FileHash manifest-sha512.txt -Algorithm SHA256
     Linux: mở cửa sổ lệnh tại thư mục gói, gõ
       sha256sum manifest-sha512.txt
     rồi so 64 chữ số với biên bản giao nhận, mục «Dấu vân tay của gói bàn giao»; chữ hoa hay chữ
     thường, có dấu cách hay không đều như nhau.
     Giống nhau: danh sách tệp đúng là danh sách hai bên đã ký.
  2. Kiểm từng tệp theo danh sách ấy.
     Windows: dán vào PowerShell (từ Windows 8.1)
       Get-Content manifest-sha512.txt -Encoding UTF8 | ForEach-Object {{
         $ma, $tep = $_ -split '  ', 2
         if ((Get-FileHash -LiteralPath $tep -Algorithm SHA512).Hash -ne $ma) {{ "SAI: $tep" }} }}
     Linux:
       sha512sum --check --quiet manifest-sha512.txt
     Không in ra dòng nào là không tệp nào mất hoặc bị sửa. Máy không có các lệnh trên thì kiểm một
     tệp bất kỳ bằng certutil rồi so với dòng của tệp ấy trong manifest-sha512.txt (mở bằng Notepad), ví dụ
       certutil -hashfile data\\index.html SHA512
  3. Đếm tệp, kể cả tệp ẩn, để biết có tệp thừa không; hai số phải bằng nhau.
     Windows (PowerShell):
       (Get-ChildItem data -Recurse -File -Force).Count; (Get-Content manifest-sha512.txt).Count
     Linux:
       find data -type f | wc -l; wc -l < manifest-sha512.txt
     Số đầu lớn hơn: tìm Thumbs.db, desktop.ini, .DS_Store do hệ điều hành tự thêm khi xem thư mục;
     những tệp ấy vô hại, tệp thừa nào khác thì đừng mở.
  4. Có chương trình hoso, kiểm hết các điều trên và nhật ký của kho:
       hoso receive . --check --fingerprint "<64 chữ số trên biên bản>"

Tệp lạ nằm ngoài data/ (Thumbs.db, .DS_Store …) không ảnh hưởng; đừng thêm, sửa, xóa gì trong data/.
"""
_LISTS: Final = """\
  data/muc-luc/          mục lục hồ sơ (muc-luc-ho-so.docx) và mục lục văn bản của từng hồ sơ (Word)
"""
_PRINTS: Final = """\
  data/ban-in/           bản PDF của từng hồ sơ, để xem và in
"""
Row = Sequence[object]


def read_me(title: str, day: date, *, lists: bool, prints: bool) -> bytes:
    """Return `DOC-TRUOC.txt`: UTF-8 with a mark, so that Notepad of any age shows it right."""
    said = _READ_ME.format(
        title=title,
        day=text.short_date(day),
        lists=_LISTS * lists,
        prints=_PRINTS * prints,
    )
    return said.replace("\n", "\r\n").encode("utf-8-sig")


def index(
    title: str, dossiers: Iterable[Row], open_matters: Iterable[Matter], others: Iterable[Link]
) -> bytes:
    """Return a page of the dossiers with links to their papers, what is open, and `others` to read."""
    heads = ("Mã hồ sơ", "Tiêu đề", "Năm", "Thời hạn bảo quản", "Văn bản", "Bản in, mục lục")
    matters = (
        (m.kind, m.where, m.what, text.short_date(m.until) if m.until else "") for m in open_matters
    )
    body = (
        "<p>Mọi tệp nằm trong thư mục <code>kho</code>; bấm vào mã hồ sơ để mở thư mục của nó, vào tên "
        "văn bản để mở bản mới nhất. Việc còn dở ở cuối trang.</p>"
        f"<p>{' · '.join(map(_cell, others))}</p>"
        + _table(heads, dossiers)
        + "<h2>Việc còn dở</h2>"
        + _table(("Loại", "Ở đâu", "Việc", "Hạn"), matters)
    )
    return _PAGE.format(title=escape(title), body=body).encode()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that open a folder or a file of the bag: where they lead from the page, "" nowhere."""

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
        words = escape(value.words)
        return (
            f'<a href="{escape(value.target, quote=True)}">{words}</a>' if value.target else words
        )
    if isinstance(value, tuple):
        return "<br>".join(map(_cell, value))
    return escape(str(value))
