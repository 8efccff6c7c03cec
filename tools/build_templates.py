"""Build `templates/<kind>/1/mau.docx` from the bricks in `tools/mau`.

python tools/build_templates.py           writes the files
python tools/build_templates.py --check   exits 1 when a committed file differs
"""

from __future__ import annotations

import io
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tools.mau import (  # noqa: E402 - runs as a script, too
    archival,
    awards,
    ballots,
    decisions,
    disposal,
    meetings,
    planning,
    prescribed,
    progress,
    questions,
    remedies,
    results,
    review_2025,
    review_graded,
    scores,
    statistics,
)
from tools.mau.parts import package  # noqa: E402 - the same
from tools.mau.regions import Labels  # noqa: E402 - the same

FORMS: dict[str, Callable[[Labels], str]] = {
    "kiem_diem_tap_the_2018": review_graded.collective,
    "kiem_diem_ca_nhan_2018": review_graded.anyone,
    "kiem_diem_tap_the_2019": review_graded.collective,
    "kiem_diem_ca_nhan_2019": review_graded.anyone,
    "kiem_diem_tap_the_2023": review_graded.collective,
    "kiem_diem_02a_2023": review_graded.without_post,
    "kiem_diem_02b_2023": review_graded.leader,
    "kiem_diem_tap_the": review_2025.collective,
    "kiem_diem_2a": review_2025.leader,
    "kiem_diem_2b": review_2025.without_post,
    "kiem_diem_2c": review_2025.outside_system,
    "tu_danh_gia_quy": prescribed.quarterly,
}
PAPERS: dict[str, Callable[[], str]] = {
    "giay_moi": meetings.invitation,
    "bien_ban_tap_the": meetings.minutes_collective,
    "bien_ban_ca_nhan": meetings.minutes_persons,
    "phieu_bieu_quyet": meetings.ballot,
    "bien_ban_kiem_phieu": meetings.count,
    "tong_hop_ket_qua": results.summary,
    "bao_cao_ket_qua": results.report,
    "thong_bao_ket_qua": results.notice,
    "bao_cao_thong_ke": statistics.report,
    "ke_hoach_khac_phuc": remedies.plan,
    "bao_cao_khac_phuc": remedies.follow_up,
    "bang_theo_doi_khuyet_diem": remedies.schedule,
    "bao_cao_tai_dien": remedies.recurrences,
    "ke_hoach_kiem_diem": planning.plan,
    "goi_y_kiem_diem": planning.suggestion,
    "phan_cong_du_kiem_diem": planning.assignment,
    "bao_cao_tien_do": progress.report,
    "phieu_xin_y_kien": questions.asked,
    "phieu_binh_chon": ballots.selection,
    "phieu_danh_gia_to_chuc": ballots.organisations,
    "phieu_phan_tich_chat_luong": ballots.analysis,
    "tong_hop_de_xuat": ballots.proposals,
    "bang_cham_diem": scores.thirty_seventy,
    "bang_cham_diem_2014": scores.five_groups,
    "bao_cao_tham_dinh": ballots.appraisal,
    "to_trinh_xep_loai": decisions.proposal,
    "quyet_dinh_cong_nhan": decisions.decision,
    "danh_sach_chua_kiem_diem": decisions.without,
    "ke_hoach_30_60_90": decisions.plan_30_60_90,
    "de_nghi_khen_thuong": partial(awards.proposal, 1),
    "quyet_dinh_khen_thuong": partial(awards.decision, 1),
    "de_nghi_khen_thuong_5_nam": partial(awards.proposal, 5),
    "quyet_dinh_khen_thuong_5_nam": partial(awards.decision, 5),
    "muc_luc_ho_so": archival.inventory,
    "muc_luc_van_ban": archival.contents,
    "danh_muc_ho_so": archival.register,
    "bien_ban_giao_nhan": archival.handover,
    "danh_muc_het_thoi_han": disposal.listing,
    "thuyet_minh_het_thoi_han": disposal.explanation,
    "bien_ban_xet_huy": disposal.minutes,
    "danh_muc_ho_so_kiem_diem_2023": prescribed.dossier_list,
    "danh_muc_ho_so_kiem_diem": prescribed.dossier_list,
    "quyet_dinh_xep_loai_lai": prescribed.rerating,
}
TEMPLATES = ROOT / "templates"
LANDSCAPE = frozenset(
    {
        "bang_theo_doi_khuyet_diem",
        "bao_cao_tham_dinh",
        "bao_cao_tien_do",
        "danh_muc_het_thoi_han",
        "danh_sach_chua_kiem_diem",
        "muc_luc_ho_so",
        "tong_hop_de_xuat",
        "tong_hop_ket_qua",
    }
)


def build(kind: str) -> bytes:
    """Return the Word file of one kind; title and prescribed labels stand in `mau.toml`."""
    info = tomllib.loads((_folder(kind) / "mau.toml").read_text("utf-8"))
    body = FORMS[kind](Labels.of(info["truong"])) if kind in FORMS else PAPERS[kind]()
    return package(
        body,
        title=info["tieu_de"],
        form_code=info.get("ma_mau", ""),
        landscape=kind in LANDSCAPE,
    )


def _folder(kind: str) -> Path:
    return TEMPLATES / kind / "1"


def _content(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file; how they are compressed differs between machines."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def differing() -> Iterator[Path]:
    """Yield the files whose content is not what would be built now."""
    for kind in (*FORMS, *PAPERS):
        path = _folder(kind) / "mau.docx"
        if not path.exists() or _content(path.read_bytes()) != _content(build(kind)):
            yield path


def main(arguments: list[str]) -> int:
    """Build, or compare with `--check`."""
    stale = list(differing())
    for path in stale:
        if "--check" not in arguments:
            path.write_bytes(build(path.parent.parent.name))
        print(path)
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
