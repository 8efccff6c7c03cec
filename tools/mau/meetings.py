"""Papers of the meeting: invitation, minutes, ballot, count of the ballots.

No regulation prescribes them (Hướng dẫn 43-HD/BTCTW names none); the fields follow what cấp uỷ
commonly ask for.
"""

from __future__ import annotations

from collections.abc import Sequence

from tools.mau.blocks import answers, body, bullets, choose, each, p, section, subsection
from tools.mau.page import foot, head, last, signatures, title
from tools.mau.tables import Column, Table

DOTS = "…" * 40
SIGN = "(ký, ghi rõ họ tên)"
_NAME_AND_POST = p("HsO", "", bold="{{ nguoi.ho_ten }}") + choose(
    "nguoi.chuc_vu", p("HsO", "{{ nguoi.chuc_vu }}")
)
NUMBER = Column("TT", 10, "{{ loop.index }}", centred=True)


def invitation() -> str:
    """Return the Giấy mời; its number is printed when the office gives a symbol for it."""
    return (
        head(number_if="ky_hieu")
        + title("GIẤY MỜI", "dự hội nghị kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }}")
        + body("{{ ten_to_chuc }} trân trọng kính mời:", keep=True)
        + bullets("kinh_moi")
        + body("Đến dự: {{ hoi_nghi.ten }}.")
        + body("- Thời gian: {{ hoi_nghi.thoi_gian }}.")
        + body("- Địa điểm: {{ hoi_nghi.dia_diem }}.")
        + body("- Chủ trì: {{ hoi_nghi.chu_tri }}.")
        + body("- Nội dung:", keep=True)
        + answers("noi_dung", prefix="+ ")
        + body(
            "Đề nghị các đồng chí thu xếp công việc, đến dự đầy đủ, đúng giờ; nếu vắng mặt, báo cáo "
            "người chủ trì trước khi hội nghị bắt đầu.",
            keep=True,
        )
        + foot()
    )


def _with_post(name: str, post: str) -> str:
    return f"{{{{ {name} }}}}{{% if {post} %}}, {{{{ {post} }}}}{{% endif %}}"


def _attendance() -> str:
    """Return part I of the minutes: when, where, who."""
    return (
        section("I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
        + body("1. Tên hội nghị: {{ hoi_nghi.ten }}.")
        + body(
            "2. Thời gian: ngày {{ hoi_nghi.ngay }}; bắt đầu: {{ hoi_nghi.bat_dau }}; kết thúc: "
            "{{ hoi_nghi.ket_thuc }}."
        )
        + body("3. Địa điểm: {{ hoi_nghi.dia_diem }}.")
        + body(
            "4. Thành phần: triệu tập {{ hoi_nghi.trieu_tap }} đồng chí; có mặt "
            "{{ hoi_nghi.co_mat }} đồng chí; vắng mặt {{ hoi_nghi.vang_mat }} đồng chí."
        )
        + choose("vang", _absent())
        + choose("du_khac", body("Người cùng dự:", keep=True) + bullets("du_khac"))
        + body("5. Chủ trì: " + _with_post("hoi_nghi.chu_tri", "hoi_nghi.chuc_vu_chu_tri") + ".")
        + body(
            "6. Người ghi biên bản: "
            + _with_post("hoi_nghi.thu_ky", "hoi_nghi.chuc_vu_thu_ky")
            + "."
        )
    )


def _absent() -> str:
    rows = each("nguoi in vang", body("- {{ nguoi.ho_ten }}: {{ nguoi.ly_do }}."))
    return body("Đồng chí vắng mặt và lý do:", keep=True) + rows


def _speeches(number: str) -> str:
    said = each("nguoi in y_kien", body("- Đồng chí {{ nguoi.ho_ten }}: {{ nguoi.noi_dung }}"))
    return section(f"{number}- Ý KIẾN PHÁT BIỂU, GÓP Ý") + choose("y_kien", said, body(DOTS))


def _closing(number: str) -> str:
    """Return the conclusion, the closing sentence and the two signatures."""
    return (
        section(f"{number}- KẾT LUẬN CỦA NGƯỜI CHỦ TRÌ")
        + answers("ket_luan")
        + body(
            "Hội nghị kết thúc lúc {{ hoi_nghi.ket_thuc }} cùng ngày. Biên bản đã được thông qua tại "
            "hội nghị và lập thành {{ hoi_nghi.so_ban }} bản có giá trị như nhau.",
            keep=True,
        )
        + signatures(
            ("NGƯỜI GHI BIÊN BẢN", SIGN, "{{ hoi_nghi.thu_ky }}"),
            ("CHỦ TRÌ HỘI NGHỊ", SIGN, "{{ hoi_nghi.chu_tri }}"),
        )
    )


def minutes_collective() -> str:
    """Return the minutes of the review of a collective."""
    faults = each("dong in han_che", body("{{ loop.index }}. {{ dong }}"))
    return (
        head()
        + title(
            "BIÊN BẢN",
            "hội nghị kiểm điểm, tự đánh giá, xếp loại chất lượng tập thể {{ ten_to_chuc }} "
            "năm {{ nam }}",
            narrow=12,
        )
        + _attendance()
        + section("II- NỘI DUNG VÀ DIỄN BIẾN HỘI NGHỊ")
        + answers("dien_bien")
        + _speeches("III")
        + section("IV- HẠN CHẾ, KHUYẾT ĐIỂM ĐƯỢC HỘI NGHỊ CHỈ RA")
        + choose("han_che", faults, body(DOTS))
        + _closing("V")
    )


def minutes_persons() -> str:
    """Return the minutes of the review of individuals."""
    columns = (
        NUMBER,
        Column("Họ và tên, chức vụ", 36, _NAME_AND_POST),
        Column("Hạn chế, khuyết điểm", 44, "{{ nguoi.han_che }}"),
        Column("Ý kiến góp ý của hội nghị", 45, "{{ nguoi.gop_y }}"),
        Column("Mức tự nhận", 30, "{{ nguoi.tu_nhan }}", centred=True),
    )
    return (
        head()
        + title(
            "BIÊN BẢN",
            "hội nghị kiểm điểm, tự đánh giá, xếp loại chất lượng đảng viên của {{ ten_to_chuc }} "
            "năm {{ nam }}",
            narrow=12,
        )
        + _attendance()
        + section("II- NỘI DUNG VÀ DIỄN BIẾN HỘI NGHỊ")
        + answers("dien_bien")
        + section("III- KIỂM ĐIỂM TỪNG CÁ NHÂN")
        + Table(columns=columns).over_or("nguoi in ca_nhan", DOTS)
        + _speeches("IV")
        + _closing("V")
    )


LEVELS = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
LEVEL_KEYS = ("htxs", "htt", "htn", "khtn")
LEGEND = (
    "HTXSNV: hoàn thành xuất sắc nhiệm vụ; HTTNV: hoàn thành tốt nhiệm vụ; HTNV: hoàn thành nhiệm "
    "vụ; KHTNV: không hoàn thành nhiệm vụ."
)
SECRET = "Phiếu kín, không ghi tên người biểu quyết."  # noqa: S105 - a ballot, no password
_VOTES = (*LEVELS, "Chưa đánh giá")
_BOXES = tuple(zip(_VOTES, (19.0, 17.0, 16.0, 17.0, 16.0), strict=True))
_NARROW_BOXES = tuple(zip(_VOTES, (18.0, 16.0, 14.0, 16.0, 14.0), strict=True))


def ballot() -> str:
    """Return the secret ballot: it carries no voter's name, and a person has one line.

    In a vote of two rounds this is the first, on the levels below the best; the second is
    `ballots.selection`.
    """
    one_round = "Ngày họp: {{ hoi_nghi.ngay }}. Đánh dấu X vào một ô trong năm ô của từng người."
    first_of_two = (
        "Ngày họp: {{ hoi_nghi.ngay }}. Vòng {{ vong }}: đánh dấu X vào một ô trong ba ô của từng "
        "người; mức hoàn thành xuất sắc nhiệm vụ bình chọn ở vòng 2."
    )
    return (
        head(numbered=False)
        + title("PHIẾU BIỂU QUYẾT", "đánh giá, xếp loại chất lượng năm {{ nam }}")
        + body("{{ hoi_nghi.ten }}.")
        + choose(
            "vong",
            body(first_of_two, keep=True) + _votes(51, 32, _NARROW_BOXES[1:4], 24),
            body(one_round, keep=True) + _votes(45, 32, _NARROW_BOXES, 0),
        )
        + last()
    )


def _votes(name: float, claim: float, boxes: Sequence[tuple[str, float]], wide: float) -> str:
    """Return the table of a ballot; `wide` mm is the width of every box, 0 its own."""
    columns = (
        NUMBER,
        Column("Họ và tên, chức vụ", name, _NAME_AND_POST),
        Column("Mức tự nhận", claim, "{{ nguoi.tu_nhan }}", centred=True),
        *(Column(heading, wide or width, "", centred=True) for heading, width in boxes),
    )
    note = (
        f"{LEGEND} Người có từ hai dấu trở lên hoặc không có dấu nào: phiếu không hợp lệ đối với "
        f"người đó. {SECRET}"
    )
    table = Table(columns=columns, middle=True, compact=True, note=note)
    return table.over("nguoi in doi_tuong")


_WHO = (
    NUMBER,
    Column("Họ và tên (tên tổ chức)", 36, p("HsO", "", bold="{{ nguoi.ho_ten }}")),
    Column("Chức vụ", 34, "{{ nguoi.chuc_vu }}"),
)


def _tally() -> tuple[Column, ...]:
    # The levels as the review year calls them, then the box for no level.
    named = [(f"{{{{ muc_tat.{k} }}}}", w) for k, (_, w) in zip(LEVEL_KEYS, _BOXES, strict=False)]
    counts = zip((*LEVEL_KEYS, "chua"), [*named, _BOXES[-1]], strict=True)
    return (
        *_WHO,
        *(
            Column(heading, width, f"{{{{ nguoi.{key} }}}}", centred=True)
            for key, (heading, width) in counts
        ),
    )


def _wide_tally(boxes: Sequence[tuple[str, str]], width: float) -> tuple[Column, ...]:
    """Return the columns of a count with fewer boxes, `width` mm each."""
    return (
        *_WHO,
        *(Column(heading, width, f"{{{{ nguoi.{key} }}}}", centred=True) for key, heading in boxes),
    )


def _tellers() -> str:
    """Return part I of the count: the meeting and its tellers, their head first."""
    teller = '- {{ nguoi }}{% if loop.first %}, tổ trưởng{% endif %}{{ "." if loop.last else ";" }}'
    return (
        section("I- HỘI NGHỊ VÀ TỔ KIỂM PHIẾU")
        + body(
            "1. Tên hội nghị: {{ hoi_nghi.ten }}."
            "{% if chu_the %} Chủ thể bỏ phiếu: {{ chu_the }}.{% endif %}"
        )
        + body("2. Thời gian: ngày {{ hoi_nghi.ngay }}. Địa điểm: {{ hoi_nghi.dia_diem }}.")
        + body(
            "3. Triệu tập {{ hoi_nghi.trieu_tap }} đồng chí; có mặt {{ hoi_nghi.co_mat }} đồng chí; "
            "vắng mặt {{ hoi_nghi.vang_mat }} đồng chí. Chủ trì: {{ hoi_nghi.chu_tri }}."
        )
        + body("4. Tổ kiểm phiếu gồm {{ to_kiem_phieu | length }} đồng chí:", keep=True)
        + each("nguoi in to_kiem_phieu", body(teller))
    )


def _figures(group: str) -> str:
    """Return the figures of one round, blank ballots with what they count as, marks not counted."""
    blank = (
        f"{{% if {group}.phieu_trang %}} Phiếu trắng: {{{{ {group}.phieu_trang }}}}, tính là "
        f"{{{{ {group}.phieu_trang_la }}}}.{{% endif %}}"
    )
    return body(
        f"1. Số phiếu phát ra: {{{{ {group}.phat_ra }}}}; số phiếu thu về: "
        f"{{{{ {group}.thu_ve }}}}; hợp lệ: {{{{ {group}.hop_le }}}}; không hợp lệ: "
        f"{{{{ {group}.khong_hop_le }}}}.{blank}"
    ) + choose(
        f"{group}.tung_nguoi",
        body(f"Phiếu không hợp lệ đối với từng đối tượng: {{{{ {group}.tung_nguoi }}}}."),
    )


def _counted() -> str:
    """Return the counts that were held: on every level at once, and the two rounds of a double vote."""
    levels = ((key, f"{{{{ muc_tat.{key} }}}}") for key in LEVEL_KEYS[1:])
    below = (*levels, ("chua", "Chưa đánh giá"))
    agree = (("dong_y", "Đồng ý"), ("khong_dong_y", "Không đồng ý"))
    once = _tallied("phieu", "ket_qua", "Phiếu đủ bốn mức (vòng {{ phieu.vong }})", _tally())
    first = _tallied(
        "phieu_vong_1",
        "ket_qua_vong_1",
        "Vòng 1: các mức dưới hoàn thành xuất sắc nhiệm vụ",
        _wide_tally(below, 21.25),
    )
    second = _tallied(
        "phieu_vong_2",
        "ket_qua_vong_2",
        "Vòng 2: bình chọn hoàn thành xuất sắc nhiệm vụ",
        _wide_tally(agree, 42.5),
    )
    return (
        section("II- KẾT QUẢ KIỂM PHIẾU")
        + once
        + first
        + second
        + body(
            "Biên bản đã được công bố trước hội nghị. Phiếu được niêm phong, giao kèm biên bản này.",
            keep=True,
            after_table=True,
        )
    )


def _tallied(figures: str, rows: str, heading: str, columns: Sequence[Column]) -> str:
    """Return one count, when there was one: its figures, then a row for each candidate."""
    return choose(
        rows,
        subsection(heading, after_table=True)
        + _figures(figures)
        + body("2. Số phiếu của từng đối tượng:", keep=True)
        + Table(columns=columns, middle=True).over(f"nguoi in {rows}"),
    )


def count() -> str:
    """Return the minutes of the count; figures only, never who voted how."""
    head_teller = '{{ to_kiem_phieu[0] if to_kiem_phieu else "" }}'
    abstract = "kiểm phiếu đánh giá, xếp loại chất lượng năm {{ nam }} tại {{ ten_to_chuc }}"
    return (
        head()
        + title("BIÊN BẢN", abstract)
        + _tellers()
        + _counted()
        + signatures(
            ("TỔ TRƯỞNG TỔ KIỂM PHIẾU", SIGN, head_teller),
            ("CHỦ TRÌ HỘI NGHỊ", SIGN, "{{ hoi_nghi.chu_tri }}"),
        )
    )
