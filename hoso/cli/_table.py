"""Where every command lives, as data: the door reads names here and loads only what is asked for."""

from __future__ import annotations

from typing import Final, NamedTuple


class Way(NamedTuple):
    """The way to a command: its name without tone marks, its module in this room, its attribute."""

    alias: str
    module: str
    attribute: str


COMMANDS: Final = {
    "attach": Way("dua-vao", "_papers", "attach_"),
    "awards": Way("khen-thuong", "_awards", "awards_"),
    "backup": Way("sao-luu", "_keeping", "backup_"),
    "ballots": Way("phieu", "_ballots", "ballots_"),
    "campaign": Way("dot", "_campaign", "campaign_"),
    "check": Way("kiem-tra", "_review", "check_"),
    "collect": Way("nhan-lai", "_returned", "collect_"),
    "copies": Way("sao-chep", "_copies", "copies_"),
    "demo": Way("lam-mau", "_demo", "demo"),
    "diff": Way("so-sanh", "_versions", "diff"),
    "discipline": Way("ky-luat", "_discipline", "discipline_"),
    "dossiers": Way("ho-so", "_dossiers", "dossiers_"),
    "facts": Way("du-kien", "_facts", "facts_"),
    "forms": Way("bieu-mau", "_review", "forms_"),
    "generate": Way("lap", "_documents", "generate_"),
    "handover": Way("ban-giao", "_handover", "handover_"),
    "import": Way("nhap-ho-so-cu", "_import", "import_"),
    "init": Way("tao", "_keeping", "init"),
    "lint": Way("soi-the-thuc", "_documents", "lint_"),
    "log": Way("nhat-ky", "_versions", "log"),
    "numbers": Way("so-van-ban", "_numbers", "numbers_"),
    "pdf": Way("ra-pdf", "_print", "pdf_"),
    "pending": Way("cho", "_returned", "pending_"),
    "plan": Way("khac-phuc", "_plan", "plan_"),
    "print": Way("in", "_print", "print_"),
    "ratings": Way("xep-loai", "_ratings", "ratings_"),
    "receive": Way("nhan-ban-giao", "_handover", "receive"),
    "recurrence": Way("quyet-dinh-tai-dien", "_memory", "recurrence_"),
    "recurrences": Way("tai-dien", "_memory", "recurrences_"),
    "reindex": Way("lap-lai-chi-muc", "_keeping", "reindex"),
    "responsibility": Way("trach-nhiem", "_responsibility", "responsibility_"),
    "restore": Way("khoi-phuc", "_versions", "restore"),
    "reviews": Way("kiem-diem", "_reviews", "reviews_"),
    "roster": Way("danh-sach", "_roster", "roster_"),
    "rulings": Way("y-kien", "_rulings", "rulings_"),
    "search": Way("tim", "_search", "search_"),
    "shortcomings": Way("khuyet-diem", "_registers", "shortcomings_"),
    "show": Way("xem", "_versions", "show_"),
    "stats": Way("thong-ke", "_stats", "stats_"),
    "templates": Way("mau", "_documents", "templates_"),
    "verify": Way("kiem-tra-kho", "_keeping", "verify"),
    "withdraw": Way("rut", "_papers", "withdraw"),
}

# What a command inside a group also answers to, by its name.
INNER_ALIASES: Final = {
    "accept": "nhan",
    "add": "them",
    "again": "lam-lai",
    "apply": "ap-dung",
    "appraisals": "ket-qua-tham-dinh",
    "appraise": "tham-dinh",
    "assign": "phan-cong",
    "assignments": "bang-phan-cong",
    "check": "soat",
    "confirm": "xac-nhan",
    "count": "dem",
    "criterion": "tieu-chi",
    "destroyed": "da-tieu-huy",
    "disposal": "het-han",
    "drop": "thoi-theo-doi",
    "due": "han-nop",
    "edit": "sua",
    "effect": "hieu-qua",
    "export": "xuat",
    "extend": "gia-han",
    "fields": "truong",
    "gaps": "cho-thieu",
    "held": "da-hop",
    "import": "nhap",
    "list": "liet-ke",
    "load": "khoi-luong",
    "meeting": "hop",
    "meetings": "lich-hop",
    "met": "dat",
    "names": "ten",
    "next": "tiep-theo",
    "open": "mo",
    "place": "noi",
    "propose": "de-xuat",
    "reconcile": "doi-chieu",
    "record": "ghi-da-tang",
    "reject": "bac-bo",
    "reminders": "nhac-viec",
    "reopen": "mo-lai",
    "report": "bao-cao",
    "schedule": "bang-theo-doi",
    "self-reviews": "ban-kiem-diem",
    "set": "ghi",
    "show": "xem",
    "start": "bat-dau",
    "status": "tinh-hinh",
    "template": "mau-trong",
    "title": "danh-hieu",
    "unset": "bo",
    "verify": "xac-nhan-ket-qua",
    "withdraw": "rut",
}


def _ways(module: str, *attributes: str) -> dict[str, Way]:
    """Return the ways to commands of one module; an attribute is the name, maybe with a `_` behind."""
    names = {one.removesuffix("_"): one for one in attributes}
    return {name: Way(INNER_ALIASES[name], module, one) for name, one in names.items()}


# What is said of a shortcoming and of an item of its plan alike; MÃ is of either.
_FOLLOWED: Final = _ways(
    "_follow", "criterion", "drop", "effect", "extend", "reject", "reopen", "show_", "verify"
)

# Commands inside a group that live elsewhere than the group itself.
CAMPAIGN: Final = {
    **_ways("_appraisals", "appraisals_", "appraise"),
    **_ways("_attendance", "assign", "assignments_", "meeting", "meetings_"),
    **_ways("_reminders", "reminders_"),
}
DOSSIERS: Final = _ways("_dossiers_write", "destroyed", "reconcile", "set_")
PLAN: Final = _FOLLOWED
SHORTCOMINGS: Final = {**_FOLLOWED, **_ways("_follow", "report")}
STATS: Final = _ways("_stats_check", "check", "template")
