"""From the model's answer to a letter, or to the reason why it is none.

The claim gate judges what a letter says. Here it is refused for what no honest letter from these facts holds: an
unknown fact, a link or address that no fact gives, markup, header lines, or words that have nothing to do
with the facts. Whatever a text from outside asked for, it ends here or at the gate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from core.drafting.fact import Fact, FactKind
from core.drafting.letter import Letter, Paragraph
from core.drafting.model.offer import Offer
from core.drafting.model.outcome import CallFailed, Outcome
from core.drafting.model.redact import emails, phones

LONGEST_SUBJECT = 150
MOST_PARAGRAPHS = 20
MOST_WORDS_WITHOUT_FACTS = 0.6
"""Share of the body in paragraphs that use no fact: greeting, request and sign-off are about a third."""
LONGEST_COPY = 6
"""Words in a row taken from a quote without naming it."""

_HEADER = re.compile(r"^\s*(?:to|cc|bcc|from|reply-to|subject|re|fwd?)\s*:", re.I | re.M)
_MARKUP = re.compile(r"<[a-z/!][^>]*>|```|\]\(|^\s*#{1,6}\s|\*\*|\{\{|\}\}|&#?\w+;", re.I | re.M)
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]*://|\bwww\.|\b(?:mailto|tel|data|javascript):", re.I)
_HOST = re.compile(r"(?<![\w@.])(?:[\w-]+\.)+[^\W\d_]{2,24}(?![\w.]*@)\b")
_WORD = re.compile(r"\w+")
_SHORTEST_MARK = 4
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|third|quarter|"
    r"doubled|tripled|halved|twice|today|tomorrow|yesterday|week|month|year|"
    r"(?:mon|tues|wednes|thurs|fri)day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b",
    re.I,
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text: str
    fact_ids: list[str]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    subject: str
    paragraphs: list[_Part]
    ask: str


def body_so_far(raw: str) -> str:
    """The whole words of the body so far, tokens and all, from JSON that breaks off anywhere."""
    try:
        found: Any = from_json(raw, allow_partial="trailing-strings")
    except ValueError:
        return ""
    parts = found.get("paragraphs") if isinstance(found, dict) else None
    texts = [part.get("text") for part in parts or () if isinstance(part, dict)]
    body = "\n\n".join(_clean(text) for text in texts if isinstance(text, str))
    return body[: max(body.rfind(" "), body.rfind("\n"), 0)].rstrip()


def letter_of(raw: str, told: Offer, max_words: int) -> Letter:
    """The letter in the model's whole answer; raises CallFailed for one that is not to be used."""
    try:
        answer = _Answer.model_validate_json(raw)
    except ValidationError as error:
        raise CallFailed(Outcome.GARBLED) from error
    parts = tuple(_Part(text=_clean(p.text), fact_ids=p.fact_ids) for p in answer.paragraphs)
    subject = " ".join(_clean(answer.subject).split())
    for problem in _problems(subject, parts, told, max_words):
        raise CallFailed(Outcome.NOT_ACCEPTED, reason=problem)
    restore = told.redactor.restore
    paragraphs = tuple(
        Paragraph(restore(part.text), tuple(dict.fromkeys(part.fact_ids))) for part in parts
    )
    letter = Letter(restore(subject), paragraphs)
    return Letter(letter.subject, paragraphs, _ask(restore(_clean(answer.ask)), letter.body))


def forbidden_in(text: str, told: Offer) -> str:
    """What a text holds that no letter may: the reason in words, or nothing."""
    if told.redactor.invented_in(text):
        return "Claude's text had an address that it was not given"
    written = [*told.redactor.named_in(text), *emails(text), *phones(text)]
    if any(item.lower() not in told.contacts for item in written):
        return "Claude's text had an address or number that no fact gives"
    if any(not _is_known(link, told) for link in _links(text)):
        return "Claude's text had a link that no fact gives"
    if _HEADER.search(text) or _MARKUP.search(text):
        return "Claude's text had header lines or markup in it"
    return ""


def _problems(subject: str, parts: tuple[_Part, ...], told: Offer, max_words: int) -> Iterator[str]:
    texts = [part.text for part in parts]
    if not subject or not texts or not all(texts):
        yield "Claude's answer was empty"
    if len(subject) > LONGEST_SUBJECT or len(texts) > MOST_PARAGRAPHS:
        yield "Claude's answer had not the form of a letter"
    if any(fact_id not in told.sheet for part in parts for fact_id in part.fact_ids):
        yield "Claude named a fact that it was not given"
    if found := forbidden_in("\n\n".join([subject, *texts]), told):
        yield found
    words = sum(len(text.split()) for text in texts)
    if words > max_words:
        yield f"Claude wrote {words} words where {max_words} are allowed"
    if not _is_about_its_facts(parts, told):
        yield "Claude's text was not about the facts it was given"


def _is_about_its_facts(parts: tuple[_Part, ...], told: Offer) -> bool:
    bare = sum(len(part.text.split()) for part in parts if not part.fact_ids)
    if bare > MOST_WORDS_WITHOUT_FACTS * sum(len(part.text.split()) for part in parts):
        return False
    for part in parts:
        cited = [told.sheet[fact_id] for fact_id in part.fact_ids]
        if cited and not any(_stands_in(fact, part.text) for fact in cited):
            return False
        if any(
            _copies(part.text, fact)
            for fact in told.sheet
            if fact.kind is FactKind.QUOTE and fact.id not in part.fact_ids
        ):
            return False
    return True


def _stands_in(fact: Fact, text: str) -> bool:
    """Whether a text can be using the fact; whether what it says is right, the gate finds out."""
    if not isinstance(fact.value, str) and _NUMBER.search(text):
        return True
    return bool(_marks(fact) & _words(text))


def _marks(fact: Fact) -> set[str]:
    """Words that a paragraph which uses the fact can hardly do without."""
    said = _words(" ".join([str(fact.value), *fact.aliases]))
    about = _words(f"{fact.label} {fact.unit} {fact.id.replace('_', ' ').replace('.', ' ')}")
    if fact.kind in (FactKind.PERSON, FactKind.COMPANY, FactKind.PRODUCT):
        return said
    return {word for word in said | about if len(word) >= _SHORTEST_MARK}


def _copies(text: str, fact: Fact) -> bool:
    """Whether a text takes a run of words from a fact."""
    theirs = _WORD.findall(str(fact.value).lower())
    mine = " ".join(_WORD.findall(text.lower()))
    runs = (theirs[start : start + LONGEST_COPY] for start in range(len(theirs) - LONGEST_COPY + 1))
    return any(f" {' '.join(run)} " in f" {mine} " for run in runs)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _ask(ask: str, body: str) -> str:
    """The ask as it stands in the body: the model's own, else the last question, else nothing."""
    if ask and ask in body:
        return ask
    questions = re.findall(r"[^.?!\n]+\?", body)
    return questions[-1].strip() if ask and questions else ""


def _links(text: str) -> Iterator[str]:
    for word in text.split():
        if _SCHEME.search(word):
            yield word.strip("()[]<>\"',;.!?").lower()
    for host in _HOST.findall(_emails_out(text)):
        if _has_public_suffix(host):
            yield host.lower()


def _emails_out(text: str) -> str:
    for address in emails(text):
        text = text.replace(address, " ")
    return text


def _is_known(link: str, told: Offer) -> bool:
    """Whether the link is one that a fact gives, or part of a name such as ``Booking.com``."""
    hosts = {contact.partition("://")[2].partition("/")[0] for contact in told.contacts}
    if link in told.contacts | (hosts - {""}):
        return True
    names = [text for fact in told.sheet for text in (str(fact.value), *fact.aliases)]
    return not _SCHEME.search(link) and any(link in name.lower() for name in names)


@cache
def _suffixes() -> Any:
    import tldextract  # noqa: PLC0415  (deferred: slow to load)

    # The list that came with the package: no network, no cache on disk.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _has_public_suffix(host: str) -> bool:
    found = _suffixes()(host)
    return bool(found.suffix and found.domain)


def _clean(text: str) -> str:
    """``text`` without characters that cannot be seen; line breaks stay."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if letter == "\n" or unicodedata.category(letter)[0] != "C"
    ).strip()
