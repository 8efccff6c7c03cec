"""Fixity (tính toàn vẹn): OCFL 1.0/1.1 objects and storage roots, BagIt bags – judged, never mended.

Codes: E… and W… are those of OCFL 1.1. Of bags: B001 no declaration · B002 malformed declaration ·
B003 unknown version · B004 unreadable encoding · B005 no payload manifest · B006 malformed line ·
B007 file missing · B008 file altered · B009 file not listed · B010 not in every manifest ·
B011 path out of the bag · B012 Payload-Oxum · B013 tag file missing or altered · B014 listed twice ·
B015 malformed fetch.txt · B016 no data/ · B017 malformed bag-info; BW01 litter of a system ·
BW02 names that look alike · BW03 `./` or `*` before a path · BW04 BOM · BW05 unknown algorithm · BW06 listed twice alike ·
BW07 fetch.txt names what no manifest lists · BW08 path too long for Windows · BW09 file too large
for FAT32 · BW10 name that Windows cannot use · BW11 litter of a system listed as content.
"""

from hoso.fixity._bag import BagCheck, is_bag
from hoso.fixity._bag_manifest import algorithms
from hoso.fixity._inventory import Inventory
from hoso.fixity._judge import Kind, check_bag, check_object, check_root, kind_of
from hoso.fixity._litter import is_litter
from hoso.fixity._medium import forget
from hoso.fixity._object import ObjectCheck, inventory_of
from hoso.fixity._payload import Taken
from hoso.fixity._problem import finding, unread
from hoso.fixity._root import Found, RootCheck
from hoso.fixity._survey import Reading, survey
from hoso.fixity._windows import FAT_LIMIT, awkward

__all__ = [
    "FAT_LIMIT",
    "BagCheck",
    "Found",
    "Inventory",
    "Kind",
    "ObjectCheck",
    "Reading",
    "RootCheck",
    "Taken",
    "algorithms",
    "awkward",
    "check_bag",
    "check_object",
    "check_root",
    "finding",
    "forget",
    "inventory_of",
    "is_bag",
    "is_litter",
    "kind_of",
    "survey",
    "unread",
]
