"""Finds names in a text: known ones stand, capital words that nobody knows do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from core.drafting.claim import ClaimKind
from core.drafting.gate.checked import Checked, Finding
from core.drafting.gate.names import Name, Names, is_legal_form, learn
from core.drafting.gate.text import Token
from core.drafting.gate.vocabulary import (
    GIVEN_NAMES,
    PERSON_VERBS,
    WORD_NAMES,
    is_known_word,
    is_ordinary,
    may_be_capital,
)
from core.drafting.gate.wordlist import words as _split

_GREETING = re.compile(
    r"^\s*(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\s+(?P<named>[^,:;\n!.]{2,60})|(?P<bare>[^\s,:;\n.]+(?: [^\s,:;\n.]+){0,3}))[,:!]?\s*(?:\n|,|:|!)"
)
_GREETED = frozenset(
    _split(
        "all team both colleagues everyone sir madam mr mrs ms miss dr prof and friends board members committee"
    )
)
_ZONE = re.compile(r"(?:central|eastern|pacific|mountain|central european) time\b")
_TITLED = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam"})


def mark(checked: Checked) -> Iterator[Finding]:
    """Note where people and companies are named: these words tell nothing of what a figure is about."""
    for _, name, start, end in _known(checked, learn(checked.facts, checked.own_names)):
        if name.kind is not ClaimKind.PRODUCT:
            checked.named[start:end] = b"\x01" * (end - start)
    return iter(())


def find(checked: Checked) -> Iterator[Finding]:
    """Claims of all names."""
    names = learn(checked.facts, checked.own_names)
    known = list(_known(checked, names))
    yield from _clashes(checked, known)
    for _, name, start, end in known:
        if name.facts and checked.text.is_free(start, end):
            yield Finding(start, end, name.kind, name.facts)
        checked.text.take(start, end)
    yield from _greeting(checked)
    yield from _unknown(checked, names)


_Known = tuple[int, Name, int, int]


def _known(checked: Checked, names: Names) -> Iterator[_Known]:
    tokens = checked.text.tokens
    lows = [_bare(token) for token in tokens]
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if (
            lows[place] not in names.by_first
            or not (token.is_word or token.is_number)
            or checked.text.taken[token.start]
        ):
            place += 1
            continue
        name, last = _longest(checked, names, lows, place)
        if name is not None:
            yield place, name, token.start, tokens[last - 1].end
            place = last
        else:
            place += 1


def _bare(token: Token) -> str:
    return token.low.removesuffix("'s").removesuffix("'")


def _longest(
    checked: Checked, names: Names, lows: list[str], place: int
) -> tuple[Name | None, int]:
    """The longest known name here; dots within ("Meridian Foods, Inc.") do not count."""
    tokens = checked.text.tokens
    window: list[str] = []
    ends: list[int] = []
    for index in range(place, min(place + 14, len(tokens))):
        if lows[index] != ".":
            window.append(lows[index])
            ends.append(index + 1)
        elif not (index and len(lows[index - 1]) <= 4):
            break
    name = names.at(window) if window else None
    if name is None:
        return None, place
    if len(name.words) == 1 and tokens[place].text[0].islower() and tokens[place].is_word:
        return None, place
    return name, ends[len(name.words) - 1]


def _clashes(checked: Checked, known: list[_Known]) -> Iterator[Finding]:
    """First name of one and last name of another side by side."""
    words = checked.text.words
    for one, two in pairwise(known):
        side = words[one[3] : two[2]]
        parts = one[1].is_part and two[1].is_part
        if parts and side == " " and not set(one[1].facts) & set(two[1].facts):
            said = words[one[2] : two[3]]
            reason = f"No fact knows a \u201c{said}\u201d; these are names of two people."
            yield Finding(one[2], two[3], ClaimKind.PERSON, reason=reason, vouchable=True)
            checked.text.take(one[2], two[3])


def _greeting(checked: Checked) -> Iterator[Finding]:
    """Whoever is greeted must be known, also in lower case."""
    if checked.text.part != "body":
        return
    match = _GREETING.match(checked.low)
    if not match:
        return
    start, end = match.span("named") if match["named"] else match.span("bare")
    if match["bare"] and not re.match(r"[,:!]\s*\n", checked.low[end:]):
        return
    for token in checked.text.between(start, end):
        if (
            not token.is_word
            or _bare(token) in _GREETED
            or not checked.text.is_free(token.start, token.end)
        ):
            continue
        if match["bare"] and token.low in (
            "hi",
            "hello",
            "hey",
            "dear",
            "greetings",
            "good",
            "morning",
            "afternoon",
            "evening",
        ):
            continue
        yield _nobody(checked, token.start, token.end, ClaimKind.PERSON)
        checked.text.take(token.start, token.end)


def _nobody(checked: Checked, start: int, end: int, kind: ClaimKind) -> Finding:
    said = checked.text.words[start:end]
    people = [entry.fact for entry in checked.facts.entries if entry.fact.kind.value == kind.value]
    hint = (
        f"; known here: {', '.join(dict.fromkeys(str(fact.value) for fact in people[:3]))}"
        if people
        else ""
    )
    return Finding(
        start, end, kind, reason=f"No fact knows the name \u201c{said}\u201d{hint}.", vouchable=True
    )


def _unknown(checked: Checked, names: Names) -> Iterator[Finding]:
    tokens = checked.text.tokens
    place = 0
    while place < len(tokens):
        if not _is_unknown(checked, names, place):
            facts = names.mentioned.get(tokens[place].text, ())
            token = tokens[place]
            if (
                facts
                and checked.text.is_free(token.start, token.end)
                and not _opens(checked, place)
            ):
                yield Finding(token.start, token.end, ClaimKind.QUOTE, tuple(facts))
            place += 1
            continue
        last = place + 1
        while last < len(tokens) and _joins(checked, last) and _is_unknown(checked, names, last):
            last += 1
        run = tokens[place:last]
        yield _nobody(checked, run[0].start, run[-1].end, _kind(checked, place, run))
        place = last


def _joins(checked: Checked, place: int) -> bool:
    before, token = checked.text.tokens[place - 1], checked.text.tokens[place]
    return checked.text.words[before.end : token.start] in (" ", "")


def _kind(checked: Checked, place: int, run: list[Token]) -> ClaimKind:
    before = checked.text.tokens[place - 1].low if place else ""
    titled = place > 1 and checked.text.tokens[place - 2].low in _TITLED
    if before in _TITLED or titled or run[0].low in GIVEN_NAMES:
        return ClaimKind.PERSON
    if is_legal_form(run[-1].text) or before in ("at", "with", "from", "by", "like"):
        return ClaimKind.COMPANY
    return ClaimKind.PERSON if len(run) == 2 else ClaimKind.PRODUCT


def _is_unknown(checked: Checked, names: Names, place: int) -> bool:  # noqa: PLR0911 - one return a case
    token = checked.text.tokens[place]
    if not token.is_word or not checked.text.is_free(token.start, token.end):
        return False
    if not any(letter.isupper() for letter in token.text):
        return False
    word = token.text.removesuffix("'s").removesuffix("'")
    if may_be_capital(word) or word in names.mentioned:
        return False
    if not token.text[0].isupper():
        return len(word) > 1 and not is_ordinary(word)
    if place and checked.text.touches(place) and checked.text.tokens[place - 1].is_number:
        return False
    opens, title = _opens(checked, place), _in_title(checked, token)
    if checked.text.words[max(0, token.start - 2) : token.start] == "P.":
        return False
    if _ZONE.match(checked.low, token.start):
        return False
    if len(word) == 1:
        return not opens and not title and word != "A"
    if word.isupper() and not title:
        return not (opens and is_ordinary(word))
    if opens or title:
        return _is_name_there(checked, names, place, word)
    return True


def _is_name_there(checked: Checked, names: Names, place: int, word: str) -> bool:
    """At the start of a sentence or in a title ordinary words have capitals, too."""
    tokens, low = checked.text.tokens, word.lower()
    following = tokens[place + 1].low if place + 1 < len(tokens) else ""
    if (
        low in WORD_NAMES
        and _opens(checked, place)
        and following in PERSON_VERBS - {"and", "or", "runs", "leads", "asks", "calls"}
    ):
        return True
    if low in names.labels:
        return False
    return not is_ordinary(word) or (not is_known_word(word) and names.is_like(low))


def _opens(checked: Checked, place: int) -> bool:
    """Whether a word opens a sentence, a line, a bracket, a quotation or what follows a colon."""
    if place == 0:
        return True
    tokens = checked.text.tokens
    token, before = tokens[place], tokens[place - 1]
    if before.text in ':"(\u2022\u2013-!?;/|' and not (
        before.text in "-/" and checked.text.touches(place)
    ):
        return True
    if "\n" in checked.text.words[before.end : token.start]:
        return True
    first, _ = checked.text.sentence_of(token.start)
    return not checked.text.words[first : token.start].strip(" \n\"'(\u2022-0123456789.)")


def _in_title(checked: Checked, token: Token) -> bool:
    """Whether a word stands in the subject, or in a short line that is no sentence."""
    if checked.text.part == "subject":
        return True
    words = checked.text.words
    first = words.rfind("\n", 0, token.start) + 1
    last = words.find("\n", token.end)
    line = words[first : len(words) if last < 0 else last].strip()
    return (
        len(line.split()) <= 7
        and (line.endswith(":") or not line.endswith((".", "?", "!")))
        and "\n" in words
    )
