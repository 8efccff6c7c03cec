"""The script of `hoso demo`: the commands of a review year, in lawful order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import sample
from hoso.services import sample_people

YEAR = "2025"
TOP = "db-cuc-hai-quan"
_CELLS = (
    "cb-van-phong",
    "cb-nghiep-vu",
    "cb-kiem-soat",
    "cb-cua-khau-ia-tuor",
    "cb-cua-khau-dak-xieng",
)
# Days of the sample's own year end: cells meet before the committee, which decides after both.
_ISSUED, _COLLECTED, _VOTED = "2025-12-01", "2025-12-04", "2025-12-17"
_LATE, _DECIDED, _PLANNED = "2025-12-19", "2025-12-25", "2025-12-29"
# Who missed the meeting of the own cell; all had handed in their reviews.
_ABSENT = ("38001298", "62000836", "38000889")
_AFTER = "sau_xep_loai_2025.toml"
_DECISION_ON_TITLES = "Thông báo kết luận Hội nghị Ban Chấp hành Đảng bộ, ngày 25/12/2025"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the script: what it is for, and the command."""

    purpose: str
    words: Sequence[str]


def script(folder: Path) -> Iterator[Step]:
    """Yield every command of the demo, in order."""
    yield Step("Tạo không gian làm việc", ["init", str(folder), "--by", "Văn phòng Đảng ủy"])
    yield from _opening(folder)
    yield from _preparing()
    yield from _meetings()
    yield from _following(folder)
    yield from _results()
    yield Step("Báo cáo thống kê, kèm danh sách", _document("bao_cao_thong_ke", _DECIDED, TOP))
    yield from _awards()
    yield from _remembering()


def _data(name: str) -> str:
    return str(sample.path(name))


def _opening(folder: Path) -> Iterator[Step]:
    day = ["--date", _ISSUED]
    faults = _data("khuyet_diem_2021_2024.csv")
    returned = str(folder / "phat-hanh" / YEAR)
    before, now = _data("danh_sach_2024.xlsx"), _data("danh_sach.xlsx")
    yield Step("Nhập danh sách đảng viên cuối năm 2024", ["roster", "import", before])
    yield Step("Nhập danh sách năm nay: ai mới, ai chuyển, gì đổi", ["roster", "import", now])
    yield Step("Nhập sổ khuyết điểm các năm 2021–2024", ["shortcomings", "import", faults])
    yield Step("Mở đợt kiểm điểm năm 2025", ["campaign", "open", YEAR, *day])
    yield Step("Phát hành biểu mẫu điền sẵn cho mọi đối tượng", ["forms", YEAR, *day])
    yield Step("Nhận lại biểu mẫu đã điền", ["collect", returned, "--date", _COLLECTED])
    yield Step("Xem ai còn thiếu", ["campaign", "status", YEAR, "--date", _COLLECTED])


def _words(kind: str, day: str, organisation: str) -> list[str]:
    return ["generate", kind, "--year", YEAR, "--org", organisation, "--date", day, "--number"]


def _completed(kind: str, day: str, organisation: str) -> list[str]:
    """Return the words that make a document after the rating, with what only a person knows."""
    return [*_words(kind, day, organisation), "--data", f"{_data(_AFTER)}#{kind}"]


def _document(
    kind: str, day: str, organisation: str, section: str = "", source: str = "hoi_nghi_2025.toml"
) -> list[str]:
    said = f"{_data(source)}#{organisation}.{section}"
    words = _words(kind, day, organisation)
    return [*words, "--data", said] if section else words


def _preparing() -> Iterator[Step]:
    """Yield the papers before the meetings, and those that the proposals rest on."""
    more = "chuan_bi_2025.toml"
    yield Step("Kế hoạch kiểm điểm", _document("ke_hoach_kiem_diem", _ISSUED, TOP))
    words = _document("goi_y_kiem_diem", _ISSUED, _CELLS[0], "goi_y", more)
    yield Step("Gợi ý kiểm điểm từ khuyết điểm kho còn nhớ", words)
    sent = ["campaign", "assign", "--from", _data("phan_cong_2025.csv"), "--date", _ISSUED]
    yield Step("Phân công cấp ủy viên dự từng nơi, định ngày họp", sent)
    words = _document("phan_cong_du_kiem_diem", _ISSUED, TOP)
    yield Step("Thông báo phân công dự, chỉ đạo kiểm điểm", words)
    for one in (_CELLS[0], TOP):
        yield Step("Bảng chấm điểm", _document("bang_cham_diem", _COLLECTED, one))
    words = _document("phieu_phan_tich_chat_luong", _COLLECTED, _CELLS[0], "phan_tich", more)
    yield Step("Phiếu phân tích chất lượng gửi các chủ thể tham gia", words)


def _meetings() -> Iterator[Step]:
    days = sample_people.meeting_days()
    every = (*_CELLS, TOP)
    for one in every:
        yield Step("Giấy mời họp", _document("giay_moi", _COLLECTED, one, "giay_moi"))
    for one in every:
        words = _document("bien_ban_tap_the", days[one, "tap_the"], one, "tap_the")
        yield Step("Biên bản hội nghị kiểm điểm tập thể", words)
    for one in every:
        words = _document("bien_ban_ca_nhan", days[one, "ca_nhan"], one, "ca_nhan")
        yield Step("Biên bản hội nghị kiểm điểm cá nhân", words)
    for one in every:
        words = _document("phieu_bieu_quyet", days[one, "ca_nhan"], one)
        yield Step("Phiếu biểu quyết", words)
    counts = ["ballots", "count", _data("kiem_phieu_2025.xlsx"), "--year", YEAR, "--date", _VOTED]
    yield Step("Ghi kết quả kiểm phiếu, sau khi soát mọi phép cộng", counts)
    for one in every:
        words = _document("bien_ban_kiem_phieu", days[one, "ca_nhan"], one)
        yield Step("Biên bản kiểm phiếu", words)


def _following(folder: Path) -> Iterator[Step]:
    """Yield how far the year is after the meetings, and what comes next."""
    day = ["--date", _VOTED]
    board = str(folder / "tien-do.xlsx")
    yield Step("Bảng theo dõi, cũng ra Excel", ["campaign", "status", YEAR, "--xlsx", board, *day])
    yield Step("Báo cáo tiến độ", _document("bao_cao_tien_do", _VOTED, TOP))
    calendar = str(folder / "nhac-viec.ics")
    due = ["campaign", "reminders", YEAR, "--ics", calendar, *day]
    yield Step("Việc đến hạn, cũng ra lịch cho điện thoại", due)


def _late() -> Iterator[Step]:
    """Yield what is due before anybody is rated: who was absent, and levels at other places."""
    what = "Kiểm điểm bổ sung các đồng chí vắng mặt, sau đó mới xếp loại"
    for card in _ABSENT:
        held = ["reviews", "held", "--person", card, "--source", "Biên bản họp chi bộ bổ sung"]
        yield Step(what, [*held, "--year", YEAR, "--date", _LATE])
    places = ["ratings", "set", "--from", _data("xep_loai_cac_noi_2025.csv"), "--year", YEAR]
    yield Step("Ghi mức của cấp ủy viên ở nơi kiểm điểm thứ hai", [*places, "--date", _LATE])
    waiting = ["ratings", "show", YEAR, "--org", _CELLS[0], "--date", _LATE]
    yield Step("Xem từng người còn chờ căn cứ nào", waiting)
    yield from _stating()


def _stating() -> Iterator[Step]:
    """Yield what no paper says: tasks, discipline, what nobody had."""
    day = ["--date", _LATE]
    tasks = ["facts", "import", _data("nhiem_vu_2025.csv"), "--year", YEAR, *day]
    yield Step("Kê khai số nhiệm vụ: chương trình tính tỷ lệ, giữ cả hai số", tasks)
    nothing = "su_viec.khong_co=suy_thoai.ket_luan; tham_nhung.noi_phu_trach; khieu_nai.co"
    none = ["facts", "set", nothing, "--year", YEAR, "--org", TOP, *day]
    yield Step("Nêu một lần điều không đảng viên nào của đảng bộ mắc phải", none)
    form = ["--form", "khien_trach", "--decided", "2025-08-18", "--duty", "khong"]
    violation = "Vi phạm quy định về những điều đảng viên không được làm"
    said = ["discipline", "add", "--person", "38001428", *form, "--violation", violation, *day]
    yield Step("Ghi sổ kỷ luật", said)
    yield from _asking(day)


def _asking(day: Sequence[str]) -> Iterator[Step]:
    """Yield what the law leaves open: asked on paper, answered, archived."""
    gap = ["--year", YEAR, "--person", "38001452", "--answer", "htn"]
    why = "Một nhiệm vụ chậm vì chờ trang bị; đã hoàn thành ngay sau khi hết năm"
    authority = ["--authority", "Ban Chấp hành Đảng bộ Cục Hải quan Trường Sơn", "--why", why]
    what = "Điều quy định để ngỏ: hỏi cấp có thẩm quyền, lưu câu trả lời"
    yield Step(what, ["rulings", "list", YEAR, "--org", _CELLS[0], *day])
    yield Step(what, _document("phieu_xin_y_kien", _LATE, _CELLS[0]))
    yield Step(what, ["rulings", "set", "H43-63C", *gap, *authority, *day])


def _results() -> Iterator[Step]:
    yield from _late()
    levels = ["ratings", "set", "--from", _data("xep_loai_2025.csv"), "--year", YEAR]
    yield Step("Ghi mức đề xuất và quyết định xếp loại", [*levels, "--date", _DECIDED])
    every = (*_CELLS, TOP)
    yield from _proposing()
    for one in _CELLS:
        words = _document("to_trinh_xep_loai", _DECIDED, one)
        yield Step("Tờ trình đề nghị công nhận kết quả xếp loại", words)
    decision = _document("quyet_dinh_cong_nhan", _DECIDED, TOP)
    yield Step("Quyết định công nhận kết quả xếp loại", decision)
    for one in every:
        yield Step("Tổng hợp kết quả", _document("tong_hop_ket_qua", _DECIDED, one))
    yield Step("Báo cáo kết quả", _document("bao_cao_ket_qua", _DECIDED, TOP))
    for one in every:
        yield Step("Thông báo kết quả", _document("thong_bao_ket_qua", _DECIDED, one))
    for one in every:
        words = _document("danh_muc_ho_so_kiem_diem", _DECIDED, one)
        yield Step("Danh mục hồ sơ gửi cấp trên", words)
    yield from _remedies(every)


def _remedies(every: tuple[str, ...]) -> Iterator[Step]:
    plan = ["plan", "add", "--from", _data("ke_hoach_2025.csv"), "--date", _PLANNED]
    yield Step("Ghi các mục kế hoạch khắc phục", plan)
    for one in every:
        words = _document("ke_hoach_khac_phuc", _PLANNED, one)
        yield Step("Kế hoạch khắc phục hạn chế, khuyết điểm", words)
    yield Step("Báo cáo kết quả khắc phục", _document("bao_cao_khac_phuc", _PLANNED, TOP))
    schedule = _document("bang_theo_doi_khuyet_diem", _PLANNED, TOP)
    yield Step("Bảng theo dõi mọi khuyết điểm của các kỳ trước", schedule)


def _proposing() -> Iterator[Step]:
    """Yield what the committee has before it when it decides."""
    for one in _CELLS:
        yield Step("Tổng hợp đề xuất của các chủ thể", _document("tong_hop_de_xuat", _VOTED, one))
    found = ["campaign", "appraise", "--from", _data("tham_dinh_2025.csv"), "--date", _VOTED]
    yield Step("Ghi kết quả của Tổ Thẩm định", found)
    words = _document("bao_cao_tham_dinh", _VOTED, TOP, "tham_dinh", "chuan_bi_2025.toml")
    yield Step("Báo cáo thẩm định", words)
    yield Step("Phiếu đánh giá tổ chức đảng", _document("phieu_danh_gia_to_chuc", _DECIDED, TOP))
    words = _document("phieu_binh_chon", _DECIDED, TOP)
    yield Step("Phiếu bình chọn, nơi bỏ phiếu hai vòng", words)


def _awards() -> Iterator[Step]:
    unrated = _document("danh_sach_chua_kiem_diem", _PLANNED, TOP)
    yield Step("Danh sách đảng viên chưa kiểm điểm, chưa xếp loại", unrated)
    plan = [*_completed("ke_hoach_30_60_90", _PLANNED, _CELLS[0]), "--person", "38001452"]
    yield Step("Kế hoạch 30-60-90 ngày của một đảng viên", plan)
    title = ["awards", "title", YEAR, "--org", _CELLS[-1], "--document", _DECISION_ON_TITLES]
    yield Step("Ghi tổ chức được công nhận tiêu biểu", [*title, "--date", _PLANNED])
    listed = ["awards", YEAR, "--org", TOP, "--years", "1", "--date", _PLANNED]
    yield Step("Ai đủ tiêu chuẩn khen thưởng, ai chưa và vì sao", listed)
    proposed = _document("de_nghi_khen_thuong", _PLANNED, _CELLS[-1])
    yield Step("Đề nghị khen thưởng", proposed)
    for kind in (
        "quyet_dinh_khen_thuong",
        "de_nghi_khen_thuong_5_nam",
        "quyet_dinh_khen_thuong_5_nam",
    ):
        yield Step("Khen thưởng trong năm, 5 năm liền", _completed(kind, _PLANNED, TOP))


def _archiving() -> Iterator[Step]:
    day = ["--date", _PLANNED]
    shown = ["dossiers", "show", f"tt-{_CELLS[0]}-{YEAR}", *day]
    yield Step("Một hồ sơ giữ bao lâu và vì sao, đủ tài liệu theo Điều 17 chưa", shown)
    compared = ["dossiers", "reconcile", "--org", _CELLS[0], *day]
    yield Step("Đối chiếu hồ sơ đảng viên với danh sách", compared)
    yield Step("Danh mục hồ sơ của năm", _document("danh_muc_ho_so", _PLANNED, TOP))
    for kind, one in (("muc_luc_van_ban", _CELLS[0]), ("muc_luc_ho_so", TOP)):
        yield Step("Mục lục văn bản, mục lục hồ sơ", _completed(kind, _PLANNED, one))
    handover = _completed("bien_ban_giao_nhan", _PLANNED, TOP)
    yield Step("Biên bản giao nhận hồ sơ", handover)


def _remembering() -> Iterator[Step]:
    day = ["--date", _PLANNED]
    yield Step("Khuyết điểm cũ nào quay lại", ["recurrences", YEAR, *day])
    pair = ["K-2025-tt-cb-van-phong-1", "K-0005"]
    yield Step("Một người xác nhận một trường hợp", ["recurrence", "confirm", *pair, *day])
    report = _document("bao_cao_tai_dien", _PLANNED, TOP)
    yield Step("Báo cáo khuyết điểm tái diễn cho cấp ủy", report)
    yield Step("Tra cứu, gõ không dấu", ["search", "nop dang phi cham", "--limit", "3", *day])
    found = ["search", "khuyet diem", "--year", "2021..2024", "--limit", "3", *day]
    yield Step("Tra cứu theo năm", found)
    yield from _archiving()
    yield Step("Soát các quy tắc của năm", ["check", YEAR, "--org", TOP, *day])
    yield Step("Kiểm tra tính toàn vẹn của kho", ["verify"])
