"""What the law leaves open, put to the authority that decides: the questions and room for answers.

No regulation prescribes it; each question names the provision that leaves the case open.
"""

from __future__ import annotations

from tools.mau.blocks import body
from tools.mau.meetings import NUMBER
from tools.mau.openings import addressed
from tools.mau.page import foot, head
from tools.mau.tables import Column, Table

_OPEN = (
    NUMBER,
    Column("Đối tượng", 30, "{{ dong.doi_tuong }}"),
    Column(
        "Trường hợp, số liệu, căn cứ",
        56,
        ("{{ dong.truong_hop }}", "Số liệu: {{ dong.so_lieu }}.", "Căn cứ: {{ dong.can_cu }}."),
    ),
    Column("Nội dung xin ý kiến", 34, "{{ dong.cau_hoi }}"),
    Column("Ý kiến của cấp có thẩm quyền", 35, "{{ dong.y_kien }}"),
)


def asked() -> str:
    """Return the công văn that lists the open cases of a year and leaves room for each answer."""
    return (
        head(about="về việc xin ý kiến khi đánh giá, xếp loại chất lượng năm {{ nam }}")
        + addressed("kinh_gui")
        + body(
            "Rà soát kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }}, "
            "{{ ten_to_chuc }} gặp những trường hợp mà quy định chưa nói rõ, hoặc dành cho cấp có "
            "thẩm quyền xem xét, quyết định. Kính xin ý kiến từng trường hợp:",
            keep=True,
        )
        + Table(columns=_OPEN, height=26).over("dong in cau_hoi", keep=True)
        + body(
            "Đề nghị ghi ý kiến vào cột cuối, hoặc trả lời bằng văn bản"
            "{% if han %} trước ngày {{ han }}{% endif %}. Khi chưa có ý kiến, {{ ten_to_chuc }} để "
            "ngỏ các trường hợp nêu trên, không tự quyết định.",
            keep=True,
            after_table=True,
        )
        + foot()
    )
