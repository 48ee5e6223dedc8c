"""Which letters the bytes mean. UTF-8 is proved over the whole file; the rest is asked when open."""

from __future__ import annotations

import codecs
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

WINDOWS_AND_ISO = (
    "cp1252",
    "iso8859_15",
    "cp1250",
    "iso8859_2",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1257",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
)
"""Tried in this order; the first that reads well is offered first."""

MULTI_BYTE = ("cp932", "euc_jp", "gb18030", "big5", "cp949")

OTHERS = ("cp1252", "cp1251", "cp1255", "cp1256")
"""Offered beside an encoding whose words are of no language known here."""

OLD = ("mac_roman", "cp850", "cp437", "cp866")
"""Code pages of DOS and the old Macintosh, tried when none of the others reads well."""

HOME = {
    "cp1252": "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœšžß",
    "iso8859_15": "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœšžß",
    "cp1250": "áâăäąćčçďđéęěëíîĺľłńňóôőöŕřśšşťţúůűüýźžżß",
    "iso8859_2": "áâăäąćčçďđéęěëíîĺľłńňóôőöŕřśšşťţúůűüýźžżß",
    "cp1254": "âçğ\u0131îöşûüi\u0307",
    "cp1257": "āäąčēęėģīįķļłńņóõöśšūųüźžż",
}
"""Letters of the languages a code page was made for."""

AT_HOME = 0.75
"""A reading in which fewer words keep to these letters is dropped if another does better."""

EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})

EXAMPLES = 5
FEW_WORDS = 3

JUDGED_WORDS = 400
MANY_WORDS = 8
"""With fewer different words the encoding is asked about whenever two differ."""

SURE = 0.85
"""Confidence from which on nothing is asked; eight words can reach 0.94."""

ALONE = 0.97
"""Confidence in the only encoding that gives words."""

DOUBT = 4.0
"""Letters of a word depend on each other: a likelihood counts for a fourth of itself."""

OPINION = 4.0
"""Weight of charset-normalizer's view, in the same logarithms."""


@dataclass(frozen=True)
class Guess:
    """``candidates`` are the encodings that read the bytes well but give different letters."""

    encoding: str
    is_certain: bool
    evidence: str
    candidates: tuple[str, ...] = ()
    examples: tuple[dict[str, str], ...] = ()
    confidence: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()
    """The other candidates with the confidence of each; all of them and ``confidence`` make up to 1."""


def from_bom(head: bytes) -> tuple[str, int]:
    """The encoding a byte-order mark declares and the mark's length; ``("", 0)`` without one."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    return "", 0


def wide_without_bom(head: bytes) -> str:
    """``utf-16-le`` or ``-be`` when every other byte of the beginning is nearly always NUL."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd >= 0.6 * pairs and even <= 0.05 * pairs:
        return "utf-16-le"
    if even >= 0.6 * pairs and odd <= 0.05 * pairs:
        return "utf-16-be"
    return ""


def is_damaged_utf8(words: list[bytes]) -> bool:
    """Whether most words are valid UTF-8, so that the others are damage, not a code page.

    Words of a code page are hardly ever valid UTF-8 by chance.
    """
    return sum(_decoded(word, "utf-8") is not None for word in words) >= len(words) / 2


def guess(words: Iterable[bytes]) -> Guess:
    """The encoding of bytes that are not UTF-8, from the ``words`` of the file that are not ASCII."""
    distinct = list(dict.fromkeys(words))
    sample = b"\n".join(distinct)
    readings = _readings(sample, WINDOWS_AND_ISO) or _readings(sample, OLD)
    if not readings:
        return _by_library(sample)
    shown = ", ".join(f"0x{byte:02X}" for byte in sorted({b for b in sample if b > 0x7F})[:6])
    best = next(iter(readings))
    if len(readings) == 1 and best not in OLD:
        told = f"not UTF-8; only {best} reads its bytes {shown} as words"
        if _is_language(readings[best], best):
            return Guess(best, True, told, (best,), confidence=ALONE)
        told = f"{told}, and as words of no known language"
        others = tuple(name for name in OTHERS if name != best)
        return Guess(
            best,
            False,
            told,
            (best, *others),
            _examples(distinct, (best, *others)),
            confidence=0.4,
            alternatives=tuple((name, 0.1) for name in others),
        )
    ranked = _ranked(readings, distinct)
    best, sure = ranked[0]
    is_certain = len(distinct) >= MANY_WORDS and sure >= SURE and best not in OLD
    is_certain = is_certain and _is_language(readings[best], best)
    told = f"not UTF-8; its bytes {shown} can be read as {', '.join(name for name, _ in ranked)}"
    if len(ranked) > 1:
        told += f"; its words read most like {_language(readings[best], best)} as {best}"
    return Guess(
        best,
        is_certain,
        told,
        tuple(name for name, _ in ranked),
        _examples(distinct, tuple(name for name, _ in ranked)),
        confidence=sure,
        alternatives=tuple(ranked[1:]),
    )


def _ranked(readings: dict[str, str], words: list[bytes]) -> list[tuple[str, float]]:
    """The encodings with the confidence in each, best first.

    By how much the words look like the languages each is used for, which charset-normalizer's
    opinion may tip; few words never make it sure.
    """
    from core.capture.read import languages  # noqa: PLC0415  most files are UTF-8

    scores = {
        name: languages.likelihoods("\n".join(text.split("\n")[:JUDGED_WORDS]), name)[0]
        for name, text in readings.items()
    }
    second = _second_opinion(b"\n".join(words[:JUDGED_WORDS]), readings)
    if second:
        scores[second] += OPINION
    top = max(scores.values())
    weights = {name: math.exp((score - top) / DOUBT) for name, score in scores.items()}
    total, known = sum(weights.values()), len(words) / (len(words) + 1)
    shares = {
        name: known * weight / total + (1 - known) / len(weights)
        for name, weight in weights.items()
    }
    return sorted(shares.items(), key=lambda one: -one[1])


def _second_opinion(sample: bytes, readings: dict[str, str]) -> str:
    """The encoding among ``readings`` that charset-normalizer prefers; empty when it has no view."""
    if len(readings) < 2:
        return ""
    from charset_normalizer import from_bytes  # noqa: PLC0415  seldom needed, slow to import

    best = from_bytes(sample, cp_isolation=list(readings)).best()
    return best.encoding if best and best.encoding in readings else ""


def _is_language(text: str, encoding: str) -> bool:
    """Whether the words are like those of a language the encoding is used for; few can be any."""
    from core.capture.read import languages  # noqa: PLC0415  as above

    words = text.split("\n")
    return len(words) < MANY_WORDS or languages.is_plausible(
        "\n".join(words[:JUDGED_WORDS]), encoding
    )


def _language(text: str, encoding: str) -> str:
    from core.capture.read import languages  # noqa: PLC0415  as above

    sample = "\n".join(text.split("\n")[:JUDGED_WORDS])
    return languages.name_of(languages.likelihoods(sample, encoding)[1])


def _readings(sample: bytes, encodings: tuple[str, ...]) -> dict[str, str]:
    """The sample as each encoding reads it, where that reads well and differs from those before."""
    readings: dict[str, str] = {}
    for encoding in encodings:
        text = _decoded(sample, encoding)
        if text is not None and _reads_well(text, encoding) and text not in readings.values():
            readings[encoding] = text
    shares = {encoding: _at_home(text, encoding) for encoding, text in readings.items()}
    if max(shares.values(), default=0) > AT_HOME and sample.count(b"\n") >= FEW_WORDS:
        readings = {name: text for name, text in readings.items() if shares[name] >= AT_HOME}
    return readings


def _at_home(text: str, encoding: str) -> float:
    """The share of words without a letter foreign to the encoding's languages."""
    if encoding not in HOME:
        return 1.0
    words = text.split("\n")
    home = set(HOME[encoding])
    return sum(
        all(ord(char) < 128 or not char.isalpha() or char.lower() in home for char in word)
        for word in words
    ) / len(words)


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_well(text: str, encoding: str) -> bool:
    """Whether every word is of one script, with case and marks where words have them."""
    return all(_is_word(word, encoding in MULTI_BYTE) for word in text.split("\n"))


_MARKS = frozenset(["Pi", "Pf", "Po", "Pd", "Ps", "Sc", "Zs", "Cf"])
"""Unicode categories of the signs that stand beside words: quotes, dashes, currency, spaces."""

_SIGNS = frozenset("©®™°±²³¼½¾ªºµ§¶")
_WITHIN = frozenset("\u2019\u2018\u00b7\u00ad\u2013\u2014")
"""Apostrophes, middle dot, soft hyphen and dashes may stand between two letters."""


def _is_sign(char: str) -> bool:
    return unicodedata.category(char) in _MARKS or char in _SIGNS


def _is_word(word: str, is_multi_byte: bool) -> bool:
    scripts = {_script(char) for char in word if char.isalpha()}
    if is_multi_byte:
        return bool(scripts) and scripts <= EAST_ASIAN
    if len(scripts) > 1 or any(
        ord(char) > 127 and not char.isalpha() and not _is_sign(char) for char in word
    ):
        return False
    return not (_is_unlikely(word, is_latin=scripts == {"LATIN"}) or _is_interrupted(word))


def _is_unlikely(word: str, *, is_latin: bool) -> bool:
    """A lone capital, or a longer Latin word of nothing but accented letters."""
    letters = [char for char in word if char.isalpha()]
    if letters == [word]:
        return word.isupper()
    return is_latin and len(letters) > 3 and all(ord(char) > 127 for char in letters)


def _is_interrupted(word: str) -> bool:
    """A foreign capital after a small letter, or a sign between two letters."""
    if any(
        before.islower() and char.isupper() and ord(char) > 127 for before, char in pairwise(word)
    ):
        return True
    return any(
        before.isalpha() and after.isalpha() and _is_sign(char) and char not in _WITHIN
        for before, char, after in zip(word, word[1:], word[2:], strict=False)
        if ord(char) > 127
    )


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]


def _by_library(sample: bytes) -> Guess:
    from charset_normalizer import from_bytes  # noqa: PLC0415  seldom needed, slow to import

    found = from_bytes(sample)
    # UTF-8 is disproved by now, and the wide forms are told by their NULs; UTF-16 of no byte order
    # would not even decode.
    listed = [match.encoding for match in found if not match.encoding.startswith("utf")]
    names = tuple(dict.fromkeys(listed))[:4] or ("cp1252",)
    told = "not UTF-8, and no encoding reads all its bytes as words"
    others = tuple((name, 0.1) for name in names[1:])
    return Guess(names[0], False, told, names, confidence=0.3, alternatives=others)


def _examples(words: list[bytes], encodings: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """A few words as each encoding reads them, for the person who is asked."""
    told = [
        {encoding: word.decode(encoding, "replace") for encoding in encodings} for word in words
    ]
    return tuple(one for one in told if len(set(one.values())) > 1)[:EXAMPLES]
