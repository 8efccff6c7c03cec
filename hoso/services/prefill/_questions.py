"""The paper that puts to the authority what the law leaves open."""

from __future__ import annotations

from collections.abc import Mapping

from hoso import profiles
from hoso.model.review import SubjectKind
from hoso.services import questions
from hoso.services.prefill._request import Request, refuse
from hoso.services.questions import Asked
from hoso.workspace import Workspace

_ROWS = "cau_hoi"


def paper(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the open questions of a body and those below it, addressed to the body above.

    Raise DataFieldError when there is none, neither asked by a rule nor given.
    """
    asked = questions.of_year(ws, request.year, org=request.body.code, on=request.on)
    if not asked and not request.given_rows(_ROWS):
        where = f"{request.body.state.name}, năm {request.year}"
        refuse(request.info, [f"{where}: không có điều nào phải xin ý kiến"])
    superior = request.body.superior
    return {
        **({"kinh_gui": [superior]} if superior else {}),
        **({_ROWS: [_row(one) for one in asked]} if asked else {}),
        "noi_nhan": ["Như trên", profiles.keep_line(request.issuer.state.kind)],
    }


def _row(one: Asked) -> dict[str, object]:
    member = one.subject.kind is SubjectKind.PERSON
    return {
        "doi_tuong": f"Đồng chí {one.label}" if member else one.label,
        "truong_hop": one.rule.message,
        "so_lieu": one.figures,
        "can_cu": f"{one.rule.reference} ({one.rule.code})",
        "cau_hoi": one.rule.question,
        "y_kien": "",
    }
