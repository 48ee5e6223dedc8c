"""What imported text may say to the model: names and statements, never instructions.

Nobody here wrote the text of a note, a ticket or a field of the CRM. It reaches the model only as a short
name or as plain statements: a sentence that asks, orders, addresses the reader, links, or carries code
stays out, so that the request holds nothing to obey. What is kept out is missing from the model's letter
only; the template and the claim gate see every fact.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

LONGEST_NAME = 120
MOST_NAME_WORDS = 14
MOST_PROPER_WORDS = 3
MOST_WORDS_BEFORE_A_STOP = 4
MOST_STATEMENT_WORDS = 30
LONGEST_STATEMENT = 400

_LINK = re.compile(r"://|\bwww\.|\b[\w-]+\.(?:com|net|org|io|co|ai|app|dev|ru|cn|xyz|info)\b", re.I)
_CODE = re.compile(r"[<>{}\[\]|`\\]|&#|%[0-9a-f]{2}|[A-Za-z0-9+/]{40,}", re.I)
_ADDRESSED = re.compile(
    r"\b(?:you|your|yours|yourself|please|kindly|assistant|chatbot|chatgpt|gpt|llm|ai model|language model|"
    r"prompts?|instructions?|instructed|ignore|disregard|pretend|roleplay|"
    r"(?:above|previous|prior|following|this|the) "
    r"(?:text|e-?mail|message|letter|content|context|paragraph|sentence|words?))\b",
    re.I,
)
_TO_A_MODEL = re.compile(
    r"\b(?:assistant|chatbot|chatgpt|gpt|llm|claude|ai|language model|coach|prompts?|instructions?|instructed|ignore|"
    r"disregard|override|overrule|forget (?:all|every|the|what)|pretend|role-?play|jailbreak|from now on|henceforth|"
    r"(?:new|system|hidden) (?:rules?|tasks?|messages?)|system\s*:|(?:answer|reply|respond|write|say) (?:only|with|in|that)|"
    r"(?:score|rate|rating|grade|mark|level)s?\b.{0,30}\b(?:[1-5]|one|two|three|four|five|highest|top|full|perfect|maximum)|"
    r"(?:above|previous|prior|following) (?:text|e-?mail|message|letter|content|context|paragraph|sentence|words?))\b",
    re.I,
)
"""What is said to a machine that reads along, rather than to the people in the call."""
_EXERCISE = re.compile(
    r"\b(?:poems?|essay|haiku|limerick|sonnet|lyrics|joke|riddle|recipe|speech|short story|vowels?|consonants?|"
    r"every \w+ (?:letter|word|character)|letters? (?:with|by|into)|alphabet|emojis?|base64|rot13|cipher|morse|leetspeak|"
    r"upper ?case|lower ?case|python|javascript|html|php|(?:in|into|to) (?:french|spanish|german|italian|chinese|japanese))\b",
    re.I,
)
"""What people set a model to do, and no customer names as an aim."""
_OBLIGES = re.compile(
    r"\b(?:must|shall|should|ought|required|requires|mandatory|have to|has to|needs? to|make sure|be sure|ensure|"
    r"from now on|henceforth|instead|tasks?|output|recipients?|sender|sign(?:ed|s)? (?:as|off))\b",
    re.I,
)
"""An order in the clothes of a statement: 'the letter must offer a discount'."""
_NEW_SENTENCE = re.compile(
    r"(?<=\w )[A-Z][a-z]+ (?:a|an|the|me|us|this|that|these|those|every|each|all|some|any|it|them|how|why|what|whether)\b"
)
"""A verb with a capital letter within a sentence: two were run together, and the second is an order."""
_WORDS = tomllib.loads((Path(__file__).parent / "outside_words.toml").read_text(encoding="utf-8"))
_ORDERS, _OPENERS = frozenset(_WORDS["orders"]), frozenset(_WORDS["openers"])
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_WORD = re.compile(r"[\w'-]+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Bros|Cia|Pty|Plc|Jr|Sr|Mfg|Int|Dept|Est|No|Ges)\.$",
    re.I,
)
"""Ends of names that have a dot without ending a sentence: ``S.A.``, ``Inc.``"""
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")


def plain(text: str) -> str:
    """``text`` on one line, without characters that cannot be seen."""
    seen = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter) not in ("Cf", "Co", "Cn", "Cs")
    )
    return " ".join(seen.split())


def is_name(text: str) -> bool:
    """Whether a text can stand as a name, title, status or label: it tells nobody to do anything."""
    words = _words(text)
    ended = not _ABBREVIATED.search(text) and text.endswith((".", "!"))
    return (
        0 < len(words) <= MOST_NAME_WORDS
        and len(text) <= LONGEST_NAME
        and words[0] not in _ORDERS
        and not (ended and len(words) > MOST_WORDS_BEFORE_A_STOP)
        and not re.search(r"\?|[.!;]\s", _without_initials(text))
        and not _forbidden(text)
    )


def is_proper_name(text: str) -> bool:
    """Whether a text can stand as the name of a person, company or product: ``Booking.com``, ``Write Aid``."""
    if len(_words(text)) > MOST_PROPER_WORDS:
        return is_name(text)
    return not (
        re.search(r"[?;]|://|\bwww\.", text) or _CODE.search(text) or _ADDRESSED.search(text)
    )


def is_speech(text: str) -> bool:
    """Whether what somebody said can be told as said: no link, no code, nothing said to a model.

    People ask, oblige and say "you" to each other all the time, so less is kept out than of a field's text.
    """
    seen = plain(text)
    return (
        0 < len(seen) <= LONGEST_STATEMENT
        and seen == " ".join(text.split())
        and not any(found.search(seen) for found in (_LINK, _CODE, _EXERCISE, _TO_A_MODEL))
    )


def statements(text: str) -> str:
    """The sentences of a text that only state something; empty when none does."""
    kept = [sentence.strip() for sentence in _SENTENCE.split(text) if _states(sentence.strip())]
    return " ".join(kept)[:LONGEST_STATEMENT]


def _states(sentence: str) -> bool:
    words = _words(sentence)
    return (
        2 < len(words) <= MOST_STATEMENT_WORDS
        and words[0] in _OPENERS
        and sentence[-1] not in "?:"
        and not _OBLIGES.search(sentence)
        and not _NEW_SENTENCE.search(sentence)
        and not any(word.lower() in _ORDERS for word in _CAPITAL.findall(sentence)[1:])
        and not _forbidden(sentence)
    )


def _words(text: str) -> list[str]:
    return [word.strip("-'").lower() for word in _WORD.findall(text.replace("\u2019", "'"))]


def _forbidden(text: str) -> bool:
    return any(found.search(text) for found in (_LINK, _CODE, _ADDRESSED, _EXERCISE))


def _without_initials(text: str) -> str:
    """``text`` without the dots of abbreviations: ``St. Mary's``, ``J. Doe``, ``Inc. of``."""
    return re.sub(r"\b(\w{1,4})\.(?=\s)", r"\1", text)
