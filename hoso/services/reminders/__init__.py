"""What falls due in a review year, or is late: who, what, until when, which command."""

from hoso.services.reminders._calendar import write_calendar
from hoso.services.reminders._list import DAYS, reminders
from hoso.services.reminders._reminder import Reminder
from hoso.services.reminders._sheet import write

__all__ = ["DAYS", "Reminder", "reminders", "write", "write_calendar"]
