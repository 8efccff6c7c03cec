"""The names that offices give to columns and values; data, compared without marks or case.

The first name of each is the one we print. What is not here is asked about, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping

from hoso.model.review import BallotKind, BodyRole, Status
from hoso.model.roster import Category, Standing
from hoso.rosters import CATEGORY_LABELS, KIND_LABELS, STANDING_LABELS
from hoso.spreadsheet._headers import Columns

ORGANISATION_SHEETS = ("Tổ chức đảng", "Tổ chức", "Danh sách tổ chức đảng", "Chi bộ")
MEMBER_SHEETS = ("Đảng viên", "Danh sách đảng viên", "DS đảng viên", "DSĐV")
GUIDE_SHEETS = ("Hướng dẫn", "Danh mục")  # for people; nothing is read from them

ORGANISATION_COLUMNS: Columns = {
    "code": ("Mã tổ chức", "Mã", "Mã TCĐ", "Mã tổ chức đảng", "Mã chi bộ"),
    "name": ("Tên tổ chức đảng", "Tên", "Tên tổ chức", "Tổ chức đảng", "Tên chi bộ"),
    "kind": ("Loại", "Loại tổ chức", "Loại hình", "Loại tổ chức đảng"),
    "parent": ("Trực thuộc", "Mã cấp trên", "Thuộc"),
    "place": ("Địa danh", "Nơi ban hành"),
    "province": ("Tỉnh", "Tỉnh, thành phố", "Tỉnh thành", "Tỉnh/Thành phố"),
    "term": ("Nhiệm kỳ", "NK"),
    "since": ("Từ ngày", "Thành lập", "Ngày thành lập", "Hiệu lực từ"),
    "until": ("Đến ngày", "Kết thúc", "Ngày kết thúc", "Hiệu lực đến"),
    "term_since": ("Nhiệm kỳ từ", "Nhiệm kỳ từ ngày", "Bắt đầu nhiệm kỳ"),
    "term_until": ("Nhiệm kỳ đến", "Nhiệm kỳ đến ngày", "Kết thúc nhiệm kỳ"),
    "parent_name": ("Cấp trên trực tiếp", "Tên cấp trên", "Đảng bộ cấp trên"),
}
ORGANISATION_REQUIRED = ("code", "name", "kind", "parent")

MEMBER_COLUMNS: Columns = {
    "number": ("TT", "STT", "Số TT", "Số thứ tự", "Thứ tự"),
    "full_name": ("Họ và tên", "Họ tên", "Họ, tên", "Họ và tên khai sinh", "Tên đảng viên"),
    "birth": ("Ngày sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Sinh ngày"),
    "gender": ("Giới tính", "Nam/Nữ", "Giới"),
    "card": (
        "Số thẻ đảng viên",
        "Số thẻ",
        "Số thẻ Đảng",
        "Số thẻ ĐV",
        "Mã số thẻ",
        "Thẻ đảng viên",
        "Thẻ đảng",
    ),
    "admitted": (
        "Ngày vào Đảng",
        "Ngày kết nạp",
        "Ngày kết nạp Đảng",
        "Ngày vào Đảng dự bị",
        "Ngày dự bị",
        "Kết nạp",
    ),
    "official": ("Ngày chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức"),
    "organisation": ("Chi bộ", "Mã chi bộ", "Chi bộ sinh hoạt", "Nơi sinh hoạt", "Tổ chức đảng"),
    "party_posts": ("Chức vụ Đảng", "Chức vụ trong Đảng", "CV Đảng"),
    "office_posts": (
        "Chức vụ chính quyền",
        "Chức vụ CQ",
        "CV chính quyền",
        "CVCQ",
        "Chức vụ chuyên môn",
    ),
    "union_posts": ("Chức vụ đoàn thể", "Chức vụ ĐT", "CV đoàn thể", "Chức vụ các đoàn thể"),
    "unit": ("Đơn vị công tác", "Đơn vị", "Nơi công tác", "Cơ quan công tác", "Phòng, đội"),
    "category": ("Đối tượng", "Loại đối tượng", "Đối tượng đảng viên"),
    "standing": ("Tình trạng", "Tình trạng sinh hoạt", "Trạng thái", "Tình trạng sinh hoạt đảng"),
    "since": ("Ngày về chi bộ", "Ngày chuyển đến", "Về chi bộ từ ngày", "Ngày đến"),
    "until": ("Ngày chuyển đi", "Ngày rời chi bộ", "Ngày đi"),
    "left_to": ("Nơi chuyển đến/đi", "Nơi chuyển đi", "Nơi chuyển", "Chuyển đến/đi", "Nơi đến/đi"),
    "remarks": ("Ghi chú", "GC", "Chú thích"),
}
# The columns whose absence would have to be filled with a guess.
MEMBER_REQUIRED = (
    "full_name",
    "birth",
    "card",
    "admitted",
    "official",
    "organisation",
    "party_posts",
    "office_posts",
    "unit",
    "category",
    "standing",
)
# How rows that end or divide a table begin, without marks; «Tống» and «Công» are family names.
TOTAL_ROW = r"(tong|cong)|(tong cong|tong so|cong cong|danh sach nay|nguoi lap)\b.*"

KINDS: Mapping[str, tuple[str, ...]] = {
    "dang_bo_co_so": (KIND_LABELS["dang_bo_co_so"], "Đảng ủy cơ sở", "ĐBCS"),
    "dang_bo_bo_phan": (KIND_LABELS["dang_bo_bo_phan"], "Đảng ủy bộ phận", "ĐBBP"),
    "chi_bo_co_so": (KIND_LABELS["chi_bo_co_so"], "CBCS"),
    "chi_bo": (
        KIND_LABELS["chi_bo"],
        "CB",
        "Chi bộ trực thuộc",
        "Chi bộ trực thuộc đảng ủy cơ sở",
        "Chi bộ trực thuộc đảng bộ bộ phận",
    ),
}
CATEGORIES: Mapping[Category, tuple[str, ...]] = {
    Category.LEADER: (
        CATEGORY_LABELS[Category.LEADER],
        "Lãnh đạo",
        "Quản lý",
        "Cán bộ lãnh đạo, quản lý",
        "Giữ chức vụ lãnh đạo, quản lý",
    ),
    Category.STAFF: (
        CATEGORY_LABELS[Category.STAFF],
        "CBCCVC",
        "CCVC",
        "CCVC-NLĐ",
        "Cán bộ, công chức, viên chức",
        "Công chức, viên chức",
        "Công chức",
        "Viên chức",
        "Người lao động",
        "Không giữ chức vụ lãnh đạo, quản lý",
    ),
    Category.RETIRED: (CATEGORY_LABELS[Category.RETIRED], "Nghỉ hưu", "Hưu", "Cán bộ hưu trí"),
    Category.STUDENT: (
        CATEGORY_LABELS[Category.STUDENT],
        "HSSV",
        "Sinh viên",
        "Học sinh",
        "Học sinh sinh viên",
    ),
    Category.ENTERPRISE: (
        CATEGORY_LABELS[Category.ENTERPRISE],
        "Đảng viên trong doanh nghiệp",
        "Trong doanh nghiệp",
        "DN",
    ),
    Category.OTHER: (CATEGORY_LABELS[Category.OTHER], "Đối tượng khác"),
}
STANDINGS: Mapping[Standing, tuple[str, ...]] = {
    Standing.ACTIVE: (STANDING_LABELS[Standing.ACTIVE], "Sinh hoạt", "Bình thường", "Đang SH"),
    Standing.EXEMPT: (
        STANDING_LABELS[Standing.EXEMPT],
        "Miễn sinh hoạt",
        "Miễn sinh hoạt đảng",
        "Được miễn công tác và sinh hoạt đảng",
        "Miễn công tác, sinh hoạt đảng",
        "Miễn SH",
    ),
    Standing.SUSPENDED: (
        STANDING_LABELS[Standing.SUSPENDED],
        "Đình chỉ sinh hoạt",
        "Bị đình chỉ sinh hoạt đảng",
    ),
    Standing.SUSPENDED_FROM_COMMITTEE: (
        STANDING_LABELS[Standing.SUSPENDED_FROM_COMMITTEE],
        "Đình chỉ cấp ủy",
        "Bị đình chỉ sinh hoạt cấp ủy",
    ),
    Standing.TEMPORARY_ELSEWHERE: (
        STANDING_LABELS[Standing.TEMPORARY_ELSEWHERE],
        "Sinh hoạt tạm thời",
        "Sinh hoạt tạm thời nơi khác",
        "Tạm thời nơi khác",
        "Sinh hoạt đảng tạm thời",
        "Chuyển sinh hoạt tạm thời",
    ),
}

REGISTER_COLUMNS: Columns = {
    "code": ("ma", "Mã", "Mã khuyết điểm", "Mã số"),
    "year": ("nam", "Năm", "Năm kiểm điểm"),
    "organisation": ("to_chuc", "Tổ chức", "Tổ chức đảng", "Chi bộ", "Mã tổ chức"),
    "subject": ("doi_tuong", "Đối tượng", "Tập thể/cá nhân"),
    "text": ("noi_dung", "Nội dung", "Hạn chế, khuyết điểm", "Nội dung hạn chế, khuyết điểm"),
    "area": ("linh_vuc", "Lĩnh vực", "Mặt công tác"),
    "cause": ("nguyen_nhan", "Nguyên nhân"),
    "responsibility": ("trach_nhiem", "Trách nhiệm"),
    "measure": ("bien_phap", "Biện pháp", "Biện pháp khắc phục"),
    "deadline": ("thoi_han", "Thời hạn", "Thời hạn khắc phục"),
    "status": ("tinh_trang", "Tình trạng", "Tình trạng khắc phục", "Kết quả khắc phục"),
}
REGISTER_REQUIRED = ("code", "year", "organisation", "subject", "text")
STATUSES: Mapping[Status, tuple[str, ...]] = {
    Status.DONE: ("Đã khắc phục", "da_khac_phuc", "Đã khắc phục xong", "Khắc phục xong", "Xong"),
    Status.DOING: ("Đang khắc phục", "dang_khac_phuc", "Đang thực hiện"),
    Status.OPEN: ("Chưa khắc phục", "chua_khac_phuc", "Chưa"),
}

BALLOT_LABELS: Columns = {
    "organisation": ("Tổ chức", "Tổ chức đảng", "Chi bộ", "Đơn vị"),
    "meeting": ("Hội nghị", "Tên hội nghị"),
    "day": ("Ngày", "Ngày hội nghị", "Ngày họp", "Ngày kiểm phiếu"),
    "convened": ("Triệu tập", "Số triệu tập", "Số được triệu tập", "Tổng số triệu tập"),
    "present": ("Có mặt", "Số có mặt"),
    "absent": ("Vắng mặt", "Số vắng mặt", "Vắng"),
    "issued": ("Phát ra", "Số phiếu phát ra", "Phiếu phát ra"),
    "returned": ("Thu về", "Số phiếu thu về", "Phiếu thu về"),
    "valid": ("Hợp lệ", "Số phiếu hợp lệ", "Phiếu hợp lệ"),
    "invalid": ("Không hợp lệ", "Số phiếu không hợp lệ", "Phiếu không hợp lệ"),
    "blank": ("Phiếu trắng", "Số phiếu trắng"),
    "blank_as": ("Phiếu trắng tính là", "Phiếu trắng được tính là"),
    "tellers": ("Tổ kiểm phiếu", "Thành phần tổ kiểm phiếu"),
    "round": ("Vòng", "Lần bỏ phiếu", "Vòng bỏ phiếu"),
    "again": ("Bỏ phiếu lại lần", "Bỏ phiếu lại"),
    "participant": ("Chủ thể tham gia", "Chủ thể", "Cơ quan, tổ chức tham gia ý kiến"),
    "role": ("Loại chủ thể",),
}
# What a counting sheet cannot be without.
BALLOT_FIGURES = ("day", "convened", "present", "issued", "returned", "valid", "invalid")
_CANDIDATE: Columns = {
    "number": ("TT", "STT", "Số TT"),
    "full_name": ("Họ và tên", "Họ tên", "Tên tổ chức đảng", "Tập thể, cá nhân"),
    "card": ("Số thẻ đảng viên", "Số thẻ", "Số thẻ Đảng", "Số thẻ hoặc mã tổ chức"),
}
BALLOT_COLUMNS: Columns = {
    **_CANDIDATE,
    "htxs": ("HTXSNV", "HTXS", "Hoàn thành xuất sắc nhiệm vụ", "TSVM", "Trong sạch vững mạnh"),
    "htt": ("HTTNV", "HTT", "Hoàn thành tốt nhiệm vụ"),
    "htn": ("HTNV", "HTN", "HT", "Hoàn thành nhiệm vụ"),
    "khtn": ("KHTNV", "KHTN", "KHT", "Không hoàn thành nhiệm vụ", "Yếu kém"),
    "unrated": ("Chưa đánh giá", "Chưa xếp loại", "Chưa đánh giá, xếp loại", "Chưa ĐG"),
    "agree": ("Đồng ý", "Số phiếu đồng ý"),
    "disagree": ("Không đồng ý", "Số phiếu không đồng ý"),
    "spoilt": ("Không hợp lệ", "Không hợp lệ đối với người này"),
}
# The boxes of each kind of ballot paper.
BALLOT_BOXES: Mapping[BallotKind, tuple[str, ...]] = {
    BallotKind.AGREE: ("agree", "disagree"),
    BallotKind.LEVELS: ("htxs", "htt", "htn", "khtn"),
    BallotKind.BELOW: ("htt", "htn", "khtn"),
}
BLANKS: Mapping[bool, tuple[str, ...]] = {
    True: ("Hợp lệ", "hop_le"),
    False: ("Không hợp lệ", "khong_hop_le"),
}
ROLES: Mapping[BodyRole, tuple[str, ...]] = {
    BodyRole.CELL: ("Chi bộ", "chi_bo"),
    BodyRole.COMMITTEE: ("Chi ủy", "Cấp ủy", "Chi ủy nơi sinh hoạt", "chi_uy"),
    BodyRole.UNION: ("Đoàn thể", "Tập thể lãnh đạo đoàn thể", "doan_the"),
    BodyRole.RESIDENCE: ("Nơi cư trú", "Cấp ủy nơi cư trú", "Chi ủy nơi cư trú", "noi_cu_tru"),
    BodyRole.PEER: ("Cùng cấp", "Cơ quan cùng cấp", "cung_cap"),
    BodyRole.ABOVE: ("Cấp trên", "Cơ quan cấp trên", "cap_tren"),
    BodyRole.OTHER: ("Khác", "khac"),
}
OPINION_COLUMNS: Columns = {
    **_CANDIDATE,
    "level": ("Mức đề xuất", "Mức chất lượng đề xuất", "Mức xếp loại đề xuất", "Đề xuất mức"),
    "points": ("Điểm đề xuất",),
    "remark": ("Nhận xét", "Ý kiến khác", "Nhận xét của chủ thể tham gia"),
}
OPINION_REQUIRED = ("full_name", "level")

DATA_FIELD = ("Trường", "Tên trường", "Mục")
DATA_VALUE = ("Giá trị", "Nội dung")
