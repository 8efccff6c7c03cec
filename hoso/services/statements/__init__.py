"""What people state of a review year that no paper in the archive says (dữ kiện kê khai)."""

from hoso.services.statements._file import Imported, Planned, read_file, save, stated
from hoso.services.statements._periods import Period
from hoso.services.statements._record import (
    About,
    Change,
    Recorded,
    Said,
    read,
    reader,
    record,
    show,
    subject,
    take_back,
    words,
)
from hoso.services.statements._template import template
from hoso.services.statements._values import Reader
from hoso.services.statements._vocabulary import SCOPES, Name, names

__all__ = [
    "SCOPES",
    "About",
    "Change",
    "Imported",
    "Name",
    "Period",
    "Planned",
    "Reader",
    "Recorded",
    "Said",
    "names",
    "read",
    "read_file",
    "reader",
    "record",
    "save",
    "show",
    "stated",
    "subject",
    "take_back",
    "template",
    "words",
]
