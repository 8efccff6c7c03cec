"""Papers for the council that considers destruction: list of what expired, statement, minutes.

Columns and parts are those of Thông tư 06/2025/TT-BNV (Phụ lục II, III) and of Thông tư 05/2025/TT-BNV
for digital dossiers, minutes those of Quyết định 3999/QĐ-BTC, under the Party's own head. They propose
and record; none of them destroys anything.
"""

from __future__ import annotations

from tools.mau.blocks import answers, body, bullets, choose, each, section, subsection
from tools.mau.meetings import DOTS, NUMBER, SIGN
from tools.mau.page import head, last, signatures, title
from tools.mau.tables import Column, Table

_WHAT = "tài liệu hết thời hạn lưu trữ, trùng lặp"
_FONDS = body("Phông (khối): {{ phong }}.") + body(
    "Thời gian của phông (khối) tài liệu: {{ thoi_gian }}.", keep=True
)
_NONE = body("Không có.")
_SHORT = "……"

_PAPER = (
    Column("Bó số", 18, "{{ dong.bo }}", centred=True),
    Column("Tập số", 18, "{{ dong.tap }}", centred=True),
    Column(
        "Tiêu đề hồ sơ hoặc tập tài liệu; số hồ sơ hoặc số đơn vị bảo quản",
        122,
        "{{ dong.tieu_de }}; {{ dong.ma }}",
    ),
    Column("Lý do hủy", 44, "{{ dong.ly_do }}", centred=True),
    Column("Ghi chú", 50, "{{ dong.ghi_chu }}"),
)
_DIGITAL = (
    NUMBER,
    Column("Mã lưu trữ hồ sơ", 44, "{{ dong.ma }}"),
    Column("Tiêu đề hồ sơ", 70, "{{ dong.tieu_de }}"),
    Column("Thời hạn lưu trữ", 20, "{{ dong.thoi_han }}", centred=True),
    Column("Tổng số tài liệu", 16, "{{ dong.so_tai_lieu }}", centred=True),
    Column("Tổng số trang", 16, "{{ dong.so_trang }}", centred=True),
    Column("Lý do hủy", 34, "{{ dong.ly_do }}", centred=True),
    Column("Ghi chú", 42, "{{ dong.ghi_chu }}"),
)


def _listed(name: str, field: str, columns: tuple[Column, ...]) -> str:
    table = Table(columns=columns, landscape=True, compact=True, middle=True)
    return choose(
        field,
        subsection(name)
        + table.over(f"dong in {field}")
        + body(
            f"Gồm {{{{ {field} | length }}}} hồ sơ (bằng chữ: {{{{ {field}_chu }}}} hồ sơ).",
            after_table=True,
        ),
    )


def listing() -> str:
    """Return the list of dossiers whose period is over: on paper, and as they stand in the archive."""
    return (
        head(numbered=False, landscape=True)
        + title("DANH MỤC", _WHAT)
        + _FONDS
        + _listed("A. Tài liệu giấy", "giay", _PAPER)
        + _listed("B. Hồ sơ điện tử trong kho", "dien_tu", _DIGITAL)
        + body(
            "Danh mục này chỉ đề nghị xét hủy, chưa hồ sơ nào bị hủy. Việc hủy tài liệu giấy chỉ thực hiện "
            "sau khi Hội đồng xét hủy tài liệu họp và người có thẩm quyền quyết định; bản điện tử trong "
            "kho được giữ nguyên.",
            keep=True,
        )
        + signatures((), ("NGƯỜI LẬP", SIGN, "{{ nguoi_lap }}"), landscape=True)
    )


def explanation() -> str:
    """Return the statement that goes with the list."""
    return (
        head(numbered=False)
        + title("BẢN THUYẾT MINH", _WHAT)
        + _FONDS
        + section("I- TÓM TẮT TÌNH HÌNH KHỐI TÀI LIỆU HẾT THỜI HẠN LƯU TRỮ, TRÙNG LẶP")
        + subsection("1. Sự hình thành khối tài liệu")
        + answers("hinh_thanh")
        + subsection("2. Số lượng tài liệu")
        + body("- Tổng số tài liệu đưa ra xác định lại giá trị: {{ so_dua_ra }} hồ sơ;", keep=True)
        + body("- Tổng số tài liệu giấy đưa ra chỉnh lý: {{ so_giay }} hồ sơ;", keep=True)
        + body("- Tài liệu giữ lại bảo quản: {{ so_giu_lai }} hồ sơ;", keep=True)
        + body("- Tài liệu hết thời hạn lưu trữ, trùng lặp: {{ so_het }} hồ sơ.")
        + choose("giu_lai_vi", body("Lý do giữ lại:", keep=True) + bullets("giu_lai_vi"))
        + subsection("3. Thời gian")
        + body("Thời gian bắt đầu và kết thúc của khối tài liệu: {{ thoi_gian }}.")
        + section("II- TÓM TẮT THÀNH PHẦN VÀ NỘI DUNG CHỦ YẾU")
        + subsection("1. Nhóm tài liệu hết thời hạn lưu trữ")
        + choose("nhom_het_han", bullets("nhom_het_han"), _NONE)
        + subsection("2. Nhóm tài liệu trùng lặp")
        + choose("nhom_trung_lap", bullets("nhom_trung_lap"), _NONE)
        + subsection("3. Các nhóm tài liệu khác")
        + choose("nhom_khac", bullets("nhom_khac"), _NONE)
        + last("<w:keepNext/>")
        + signatures((), ("NGƯỜI VIẾT THUYẾT MINH", SIGN, "{{ nguoi_viet }}"))
    )


def _blank(field: str) -> str:
    return f'{{{{ {field} or "{_SHORT}" }}}}'


_COUNCIL = (
    NUMBER,
    Column("Họ và tên", 50, "{{ nguoi.ho_ten }}"),
    Column(
        "Chức vụ; nhiệm vụ trong Hội đồng",
        65,
        "{% if nguoi.chuc_vu %}{{ nguoi.chuc_vu }}; {% endif %}{{ nguoi.vai_tro }}",
    ),
    Column("Ký tên", 40, ""),
)


def _opinions() -> str:
    said = each("nguoi in y_kien", body("- Đồng chí {{ nguoi.ho_ten }}: {{ nguoi.noi_dung }}"))
    return section("II- Ý KIẾN CỦA CÁC THÀNH VIÊN") + choose("y_kien", said, body(DOTS))


def _decided(field: str) -> str:
    """Return a figure of the conclusion: the council's, so blank until it has met."""
    return f'{{{{ {field} if ngay_hop else "{_SHORT}" }}}}'


def _conclusion() -> str:
    kept = each("dong in giu_lai", body("- {{ dong.ma }}: {{ dong.ly_do }};"))
    none = "1. Hồ sơ đề nghị giữ lại: "
    return (
        section("III- KẾT LUẬN CỦA CHỦ TỊCH HỘI ĐỒNG")
        + choose(
            "giu_lai",
            body("1. Đề nghị giữ lại các hồ sơ sau:", keep=True) + kept,
            choose("ngay_hop", body(none + "không có."), body(none + DOTS)),
        )
        + body(
            "2. Đề nghị người có thẩm quyền xem xét, quyết định cho hủy tài liệu giấy của "
            f"{_decided('so_huy')} hồ sơ (bằng chữ: {_decided('so_huy_chu')} hồ sơ)"
            "{% if met_gia %}, {{ met_gia }} mét giá{% endif %}, theo danh mục kèm theo; bản điện tử trong "
            "kho được giữ nguyên."
        )
        + body(
            f"Hội đồng thông qua biên bản với {_blank('nhat_tri')} thành viên nhất trí; ý kiến khác ghi ở "
            f"phần II. Cuộc họp kết thúc lúc {_blank('ket_thuc')} cùng ngày. Biên bản được lập thành hai bản; "
            "các thành viên cùng ký tên:",
            keep=True,
        )
    )


def minutes() -> str:
    """Return the minutes of the council's meeting, to be completed by hand where nothing is known."""
    members = Table(columns=_COUNCIL, compact=True, middle=True, height=10)
    return (
        head(numbered=False)
        + title("BIÊN BẢN", "họp Hội đồng xét hủy " + _WHAT)
        + bullets("can_cu", last=",")
        + body(
            f"Hôm nay, ngày {_blank('ngay_hop')}, lúc {_blank('bat_dau')}, tại {_blank('dia_diem')}, Hội đồng "
            "xét hủy tài liệu của {{ ten_to_chuc }} họp, các thành viên có tên và ký ở cuối biên bản."
        )
        + section("I- NỘI DUNG")
        + body(
            "Xét hủy tài liệu hết thời hạn lưu trữ, trùng lặp của phông (khối) {{ phong }}, gồm {{ so_ho_so }} "
            "hồ sơ (bằng chữ: {{ so_ho_so_chu }} hồ sơ), theo danh mục và bản thuyết minh kèm theo. Các thành "
            "viên đã đối chiếu danh mục với mục lục hồ sơ giữ lại và quy định về thời hạn, kiểm tra trực tiếp "
            "tài liệu."
        )
        + _opinions()
        + _conclusion()
        + members.over("nguoi in hoi_dong")
        + last("<w:keepNext/>")
        + signatures(
            ("NGƯỜI GHI BIÊN BẢN", SIGN, "{{ thu_ky }}"),
            ("CHỦ TRÌ HỘI NGHỊ", SIGN, "{{ chu_tich }}"),
        )
    )
