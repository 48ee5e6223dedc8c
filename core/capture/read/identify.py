"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import html
import re
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """How a file is to be opened."""

    TEXT = "text"
    WORKBOOK = "workbook"
    ZIP = "zip"
    GZIP = "gzip"


class Refusal(NamedTuple):
    """Why no table can be read, and what to do."""

    reason: str
    remedy: str


AS_CSV = "Export it again as CSV, TSV, .xlsx or a .zip of these."

SUFFIXES = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip", ".gz"}
)
"""Ends of the names of files that are looked at when nobody names the file itself, as in a folder."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_FIRST_NAME = 30
"""Where the name of an archive's first member stands."""

_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/", b"ppt/")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OLDEST = "a workbook of Excel 2, 3 or 4"
_OLDEST_STARTS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"{\\rtf", "an RTF document"),
    (_EMPTY_ZIP, "an empty .zip archive"),
    *((start, _OLDEST) for start in _OLDEST_STARTS),
)

_REMEDY = {
    _EMPTY_ZIP: "Export it again.",
    **dict.fromkeys(_OLDEST_STARTS, "Open it in a spreadsheet program and save it as .xlsx."),
}


_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|table)\b", re.I | re.S
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<[a-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*[\"'][^>]*)?>", re.I)
_JSON = re.compile(rb"\s*(?:\{\s*(?:\"[^\"\n]*\"\s*:|\})|\[\s*(?:[\{\[\]]|\"[^\"\n]*\"\s*[,\]]))")
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.I | re.S)


def identify(head: bytes) -> Form | Refusal:
    """How to open a file that begins with ``head``, or why it cannot hold a table."""
    if not head.strip(b"\r\n\t \x00\xef\xbb\xbf\xff\xfe"):
        return _nothing(head)
    form = _container(head)
    if form is None:
        form = _markup(head.removeprefix(b"\xef\xbb\xbf"))
    return form or Form.TEXT


def _container(head: bytes) -> Form | Refusal | None:
    """What the file's magic bytes say, if it has any."""
    if head.startswith(_OLE):
        return Form.WORKBOOK
    if head.startswith(b"PK\x03\x04"):
        return _archive(head[_FIRST_NAME:160])
    if head.startswith(b"\x1f\x8b"):
        return Form.GZIP
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return Refusal(f"This is {kind}.", _REMEDY.get(magic, AS_CSV))
    return None


def _archive(start: bytes) -> Form | Refusal:
    """What an archive is by its first member; another order of members is seen when it is opened."""
    if start.startswith(b"mimetype") and _OPEN_DOCUMENT in start:
        if start.partition(_OPEN_DOCUMENT)[2].startswith(b"spreadsheet"):
            return Form.WORKBOOK
        return Refusal("This is an OpenDocument file that is no spreadsheet.", AS_CSV)
    return Form.WORKBOOK if start.startswith(_OFFICE) else Form.ZIP


def _nothing(head: bytes) -> Refusal:
    if head.strip(b"\x00") != head and not head.strip(b"\x00\r\n\t "):
        return Refusal("The file holds only NUL bytes.", "Its transfer broke off; export it again.")
    return Refusal("The file is empty.", "Export it again; check that the export has finished.")


def _markup(head: bytes) -> Refusal | None:
    if _HTML.match(head):
        title = _TITLE.search(head)
        shown = html.unescape(title[1].decode("utf-8", "replace")).strip()[:80] if title else ""
        named = f' ("{shown}")' if shown else ""
        return Refusal(
            f"This is a web page{named}, not a table: usually a sign-in or error page saved in place of an export.",
            "Sign in to the source system and export again.",
        )
    if _XML.match(head):
        return Refusal("This is an XML document, not a table.", AS_CSV)
    if _JSON.match(head):
        return Refusal("This is JSON, not a table.", AS_CSV)
    return None
