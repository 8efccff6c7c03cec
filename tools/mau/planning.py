"""Papers that prepare a review year: plan, suggestions to answer, who attends which review.

No regulation prescribes them; what they must see to stands in Quy định 366-QĐ/TW, Điều 7, 12 and
Hướng dẫn 43-HD/BTCTW, mục 2–4.
"""

from __future__ import annotations

from tools.mau.blocks import answers, body, bullets, choose, each, section, subsection
from tools.mau.meetings import NUMBER
from tools.mau.openings import addressed, reasons
from tools.mau.page import foot, head, title
from tools.mau.tables import Column, Table

_STEPS = (
    Column("Bước", 12, "{{ dong.buoc }}", centred=True),
    Column("Công việc", 74, "{{ dong.cong_viec }}"),
    Column("Nơi, người thực hiện", 42, "{{ dong.thuc_hien }}"),
    Column("Thời hạn", 37, "{{ dong.thoi_han }}", centred=True),
)
_DUTIES = (
    NUMBER,
    Column("Người được phân công", 60, "{{ dong.nguoi }}"),
    Column("Nhiệm vụ", 95, "{{ dong.viec }}"),
)


def plan() -> str:
    """Return the plan of a review year."""
    return (
        head()
        + title("KẾ HOẠCH", "kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }}")
        + reasons(
            "{{ ten_to_chuc }} xây dựng kế hoạch kiểm điểm, đánh giá, xếp loại chất lượng năm "
            "{{ nam }} như sau:"
        )
        + section("I- MỤC ĐÍCH, YÊU CẦU")
        + answers("muc_dich", prefix="{{ loop.index }}. ")
        + section("II- ĐỐI TƯỢNG")
        + subsection("1. Tập thể")
        + bullets("tap_the")
        + subsection("2. Cá nhân")
        + answers("ca_nhan", prefix="- ")
        + section("III- NỘI DUNG")
        + answers("noi_dung", prefix="{{ loop.index }}. ")
        + section("IV- TRÌNH TỰ, THỜI GIAN THỰC HIỆN")
        + Table(columns=_STEPS, middle=True, height=9).over("dong in buoc")
        + section("V- PHÂN CÔNG NHIỆM VỤ")
        + Table(columns=_DUTIES, middle=True, height=9).over("dong in phan_cong")
        + section("VI- TỔ CHỨC THỰC HIỆN")
        + answers("to_chuc_thuc_hien", prefix="{{ loop.index }}. ")
        + body(
            "{{ ten_to_chuc }} yêu cầu các tổ chức đảng, đảng viên thực hiện nghiêm túc kế hoạch này.",
            keep=True,
        )
        + foot()
    )


def _issue() -> str:
    """Return one issue to explain: what, on what it rests, what is asked."""
    return (
        subsection("{{ loop.index }}. {{ dong.noi_dung }}")
        + choose("dong.nguon", body("- Căn cứ: {{ dong.nguon }}."))
        + body("- Đề nghị: {{ dong.yeu_cau }}")
    )


def suggestion() -> str:
    """Return the công văn that names what a collective or a person must explain."""
    return (
        head(about="về việc gợi ý kiểm điểm năm {{ nam }}")
        + addressed("kinh_gui")
        + body(
            "Để việc kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }} đi thẳng vào những việc "
            "còn hạn chế, {{ ten_to_chuc }} gợi ý {{ doi_tuong }} làm rõ các nội dung sau đây:",
            keep=True,
        )
        + each("dong in van_de", _issue())
        + choose("yeu_cau_chung", bullets("yeu_cau_chung"))
        + body(
            "Đề nghị giải trình từng nội dung nêu trên trong bản kiểm điểm, phần giải trình những vấn "
            "đề được gợi ý kiểm điểm, và gửi {{ ten_to_chuc }} trước ngày {{ han }}.",
            keep=True,
        )
        + foot()
    )


_ATTENDANCE = (
    NUMBER,
    Column("Tổ chức đảng", 40, "{{ dong.to_chuc }}"),
    Column("Ngày kiểm điểm", 27, "{{ dong.ngay }}", centred=True),
    Column("Cấp ủy viên dự, chỉ đạo", 44, "{{ dong.nguoi_du }}"),
    Column("Nội dung cần quan tâm", 44, "{{ dong.noi_dung }}"),
)


def assignment() -> str:
    """Return the notice on which member of the committee attends and directs which review."""
    return (
        head()
        + title(
            "THÔNG BÁO",
            "phân công cấp ủy viên dự, chỉ đạo kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }}",
            narrow=12,
        )
        + reasons(
            "{{ ten_to_chuc }} thông báo phân công cấp ủy viên dự, chỉ đạo hội nghị kiểm điểm năm "
            "{{ nam }} như sau:"
        )
        + subsection("1. Phân công")
        + Table(columns=_ATTENDANCE, middle=True, height=14).over("dong in phan_cong")
        + subsection("2. Nhiệm vụ của đồng chí được phân công", after_table=True)
        + bullets("nhiem_vu")
        + body(
            "Các tổ chức đảng có tên trên gửi dự thảo báo cáo kiểm điểm, thời gian và địa điểm hội "
            "nghị đến đồng chí được phân công trước khi họp.",
            keep=True,
        )
        + foot()
    )
