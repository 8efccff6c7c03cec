"""What a PDF says about itself: the Info dictionary and the XMP packet, word for word the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from hoso import text
from hoso.pdf._archival import PdfA

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{lines}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_LANGUAGE = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Siêu dữ liệu: title, organisation, subject, keywords, and when the file was made (with zone)."""

    title: str
    author: str
    made: datetime
    subject: str = ""
    keywords: tuple[str, ...] = ()
    program: str = "hoso"


def describe(writer: PdfWriter, about: About, kept: PdfA | None) -> None:
    """Write what `about` says into the file, and the claim `kept` if there is one."""
    words = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Keywords": ", ".join(about.keywords),
        "/Creator": about.program,
        "/Producer": about.program,
    }
    info = {key: text.without_forbidden(text.nfc(value)) for key, value in words.items() if value}
    lines = "\n".join(_lines(info, about.made, kept))
    day = about.made.strftime("D:%Y%m%d%H%M%S%z")
    zoned = f"{day[:-2]}'{day[-2:]}'"  # ISO 32000-1, 7.9.4
    writer.metadata = None  # without what pypdf says of itself
    writer.add_metadata({**info, "/CreationDate": zoned, "/ModDate": zoned})
    packet = DecodedStreamObject()  # uncompressed, so that any program finds it
    packet.set_data(_PACKET.format(lines=lines).encode("utf-8"))
    packet[NameObject("/Type")] = NameObject("/Metadata")
    packet[NameObject("/Subtype")] = NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)  # noqa: SLF001 - pypdf has no other way to add an object


def _lines(info: dict[str, str], made: datetime, kept: PdfA | None) -> Iterator[str]:
    said = {key: escape(value, quote=False) for key, value in info.items()}
    if kept:
        yield f"<pdfaid:part>{kept.part}</pdfaid:part>"
        yield f"<pdfaid:conformance>{kept.level}</pdfaid:conformance>"
    yield f"<dc:title>{_LANGUAGE.format(said.get('/Title', ''))}</dc:title>"
    if "/Author" in said:
        yield f"<dc:creator><rdf:Seq><rdf:li>{said['/Author']}</rdf:li></rdf:Seq></dc:creator>"
    if "/Subject" in said:
        yield f"<dc:description>{_LANGUAGE.format(said['/Subject'])}</dc:description>"
    if "/Keywords" in said:
        yield f"<pdf:Keywords>{said['/Keywords']}</pdf:Keywords>"
    yield f"<xmp:CreatorTool>{said['/Creator']}</xmp:CreatorTool>"
    yield f"<pdf:Producer>{said['/Producer']}</pdf:Producer>"
    when = made.isoformat(timespec="seconds")
    yield f"<xmp:CreateDate>{when}</xmp:CreateDate>"
    yield f"<xmp:ModifyDate>{when}</xmp:ModifyDate>"
