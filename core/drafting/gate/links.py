"""Links and e-mail addresses, also written so that a machine should not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.drafting.claim import ClaimKind
from core.drafting.fact import FactKind
from core.drafting.gate.checked import Checked, Finding

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_HIDDEN = re.compile(
    r"[\w.+-]+\s*(?:(?:\(at\)|\[at\]|\{at\})\s*[\w-]+(?:\s*(?:\(dot\)|\[dot\]|\[\.\]|\s+dot\s+|\.)\s*[\w-]+)*"
    r"|\s+at\s+[\w-]+(?:\s*(?:\(dot\)|\[dot\]|\[\.\]|\s+dot\s+)\s*[a-z]{2,})+)"
)
_HIDDEN = re.compile(r"[\w-]+\s*(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\s+dot\s+)\s*[a-z]{2,}")
_SCHEME = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,11}://|(?:mailto|tel|javascript|data|file|sms|skype|callto|vbscript):)[^\s<>\")\]]*"
)
_DOMAIN = re.compile(
    r"(?<![@\w.])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\b(?::\d+)?(?:[/?#][^\s<>\")\]]*)?"
)
_NUMBERED = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])(?::\d+)?(?:/[^\s<>\")\]]*)?")
_MARKDOWN = re.compile(r"!?\[[^\]\n]*\]\s*\(\s*([^)\s]*)[^)]*\)|\[[^\]\n]+\]\s?\[[^\]\n]*\]")
_TAG = re.compile(r"<\s*/?\s*[a-z!][^>\n]*>?")
_NO_DOMAIN = re.compile(r"(?:e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|ph\.d|vs\.\w+|no\.\w+|etc\.\w+)$")
_BARE_SLASH = re.compile(r"/+$")


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all links and mail addresses."""
    low = checked.low
    for pattern in (_TAG, _MARKDOWN, _SCHEME, _MAIL, _MAIL_HIDDEN, _NUMBERED, _DOMAIN, _HIDDEN):
        for match in pattern.finditer(low):
            start, end = match.start(), match.end()
            while end > start and low[end - 1] in ".,;:!?'":
                end -= 1
            if end - start < 2 or not checked.text.is_free(start, end):
                continue
            if pattern is _DOMAIN and _NO_DOMAIN.fullmatch(low[start:end]):
                continue
            checked.text.take(start, end)
            yield _finding(checked, pattern, match, start, end)


def _finding(
    checked: Checked, pattern: re.Pattern[str], match: re.Match[str], start: int, end: int
) -> Finding:
    written = checked.text.words[start:end]
    mail = pattern in (_MAIL, _MAIL_HIDDEN)
    kind = ClaimKind.ADDRESS if mail else ClaimKind.LINK
    if pattern is _TAG:
        return Finding(start, end, kind, reason="A letter is plain text; take the markup out.")
    if pattern is _MARKDOWN:
        target = match[1] or ""
        written = checked.text.words[match.start(1) : match.end(1)] if target else written
    wanted = same(written)
    for entry in checked.facts.entries:
        fits = entry.fact.kind in (FactKind.LINK, FactKind.ADDRESS)
        if fits and wanted in {same(str(entry.fact.value)), *map(same, entry.fact.aliases)}:
            return Finding(start, end, kind, (entry.fact,))
    if any(wanted == same(name) for name in checked.own_names):
        return Finding(start, end, kind)
    what = "address" if mail else "link"
    reason = f"No fact gives the {what} \u201c{written}\u201d; only those of the facts may be used."
    return Finding(start, end, kind, reason=reason)


def same(written: str) -> str:
    """A link or address for comparison: host in lower case, without scheme of the web and last slash."""
    bare = re.sub(r"^(?:https?://|mailto:)", "", written.strip(), flags=re.I)
    host, slash, path = bare.partition("/")
    return _BARE_SLASH.sub("", host.lower().removeprefix("www.") + slash + path)
