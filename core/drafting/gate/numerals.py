"""Numbers as people write them: in digits, in words, as fractions, with thousands and millions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.drafting.gate.text import Text
from core.drafting.gate.wordlist import words as _split

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = _split("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL = {word: number for number, word in enumerate(_ONES)} | {"nought": 0, "nil": 0}
TENS = {word: 10 * number for number, word in enumerate(_TENS, start=2)} | {
    "fourty": 40, "ninty": 90, "fivty": 50,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "mio": 10**6, "mn": 10**6,
    "mln": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "dozen": 12,
}  # fmt: skip
_SUFFIXES = {
    "k": 1000, "tsd": 1000, "m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12, **SCALES,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
_CHAIN = "|".join(_TENS) + "|" + "|".join(_ONES)
_GLUED = re.compile(rf"(?:{_CHAIN}|hundred|thousand|million){{2,}}")
_PIECE = re.compile(rf"{_CHAIN}|hundred|thousand|million")
_GROUPED = re.compile(r"\d{1,3}(?:([,.'])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_COMMA = re.compile(r"\d+,\d{1,2}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number between two tokens. ``step`` is the worth of its last written digit, ``digits`` how many count.

    ``form`` is ``digits``, ``words``, ``fraction`` or ``malformed``.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal
    digits: int
    form: str

    def times(self, factor: int | Decimal, last: int) -> Numeral:
        """The number multiplied, e.g. by a thousand."""
        form = "words" if self.form == "fraction" else self.form
        return Numeral(self.first, last, self.value * factor, self.step * factor, self.digits, form)


def significant(value: Decimal) -> int:
    """How many digits of a number count: 1 for 400, 2 for 450, 3 for 97.4."""
    return max(1, len(value.normalize().as_tuple().digits))


def _of(first: int, last: int, value: Decimal, step: Decimal, form: str) -> Numeral:
    digits = 1 if form == "fraction" else significant(value)
    return Numeral(first, last, value, step, digits, form)


def _low(text: Text, index: int) -> str:
    return text.tokens[index].low if 0 <= index < len(text.tokens) else ""


def read_number(text: Text, index: int) -> Numeral | None:
    """The number that starts at a token, with its fraction and scale; ``None`` where there is none."""
    found = _digits(text, index) or _fraction(text, index) or _words(text, index)
    if found is None or found.form == "malformed":
        return found
    return _scaled(text, _and_part(text, found))


def _digits(text: Text, index: int) -> Numeral | None:
    token = text.tokens[index]
    if not token.is_number:
        return None
    last, spaced = _spaced(text, index)
    written = spaced or token.text
    value = plain_number(written)
    if value is None:
        return _of(index, last, Decimal(0), Decimal(1), "malformed")
    over = _slashed(text, index, last)
    if over is not None:
        return over
    if "." in written or _COMMA.fullmatch(written):
        exponent = value.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    else:
        step = Decimal(1)
    mixed = None if not text.tokens[last - 1].is_number else _mixed(text, last, value)
    return mixed or _of(index, last, value, step, "digits")


def plain_number(written: str) -> Decimal | None:
    """Digits with separators as a number; ``None`` where they cannot be read for certain."""
    if len(written) > 1 and written[0] == "0" and written[1] != "." and written[1] != ",":
        return None
    grouped = _GROUPED.fullmatch(written)
    if grouped and (grouped[1] != "." or written.count(".") > 1):
        head, dot, tail = written.partition(".") if grouped[1] != "." else (written, "", "")
        return Decimal(re.sub(r"[,.']", "", head) + dot + tail)
    if _DECIMAL.fullmatch(written):
        return Decimal(written)
    return Decimal(written.replace(",", ".")) if _COMMA.fullmatch(written) else None


def _spaced(text: Text, index: int) -> tuple[int, str]:
    """Thousands set apart by single spaces: the token after them and their digits."""
    tokens, last = text.tokens, index + 1
    if not re.fullmatch(r"[1-9]\d{0,2}", tokens[index].text):
        return last, ""
    while (
        last < len(tokens)
        and re.fullmatch(r"\d{3}(?:\.\d+)?", tokens[last].text)
        and text.words[tokens[last - 1].end : tokens[last].start] == " "
    ):
        last += 1
    if last == index + 1:
        return last, ""
    return last, "".join(token.text for token in tokens[index:last])


def _slashed(text: Text, index: int, last: int) -> Numeral | None:
    """A fraction such as 3/4."""
    tokens = text.tokens
    if _low(text, last) != "/" or not text.touches(last) or last + 1 >= len(tokens):
        return None
    below = tokens[last + 1]
    if not below.is_number or not text.touches(last + 1):
        return None
    if tokens[index].text.isdigit() and below.text in ("2", "3", "4", "5", "8", "10"):
        value = Decimal(tokens[index].text) / Decimal(below.text)
        if value < 1:
            return _of(index, last + 2, value, Decimal(0), "fraction")
    return None


def _mixed(text: Text, last: int, whole: Decimal) -> Numeral | None:
    """The fraction in 3 1/2."""
    if last >= len(text.tokens) or not text.tokens[last].is_number:
        return None
    part = _slashed(text, last, last + 1)
    if part is None:
        return None
    value = whole + part.value
    return _of(last - 1, part.last, value, Decimal("0.5"), "digits")


def _fraction(text: Text, index: int) -> Numeral | None:
    """``half``, ``a third``, ``two-thirds``, ``three quarters``."""
    low = _low(text, index)
    if low in ("half", "halves"):
        return _of(index, index + 1, Decimal("0.5"), Decimal(0), "fraction")
    top = 1 if low in ("a", "an", "one") else SMALL.get(low, 0)
    if not top:
        return None
    after = index + 2 if _low(text, index + 1) == "-" else index + 1
    part = _low(text, after)
    if part not in PARTS or (top == 1 and part.endswith("s")) or (top > 1 and part[-1] != "s"):
        return None
    if top == 1 and part in ("half", "halves") and low != "one":
        return _of(index, after + 1, Decimal("0.5"), Decimal(0), "fraction")
    if top >= PARTS[part]:
        return None
    return _of(index, after + 1, Decimal(top) / PARTS[part], Decimal(0), "fraction")


def _words(text: Text, index: int) -> Numeral | None:
    """A number in words up to 999, or ``a`` before a scale."""
    tokens = text.tokens
    low = _low(text, index)
    if low in ("a", "an") and _low(text, index + 1) in SCALES:
        return _of(index, index + 1, Decimal(1), Decimal(1), "words")
    if low in SCALES and low not in ("grand", "mn", "bn", "mio", "mln"):
        return _of(index, index, Decimal(1), Decimal(1), "words")
    if _GLUED.fullmatch(low):
        return _glued(index, low)
    if low not in SMALL and low not in TENS:
        return None
    value, place = Decimal(SMALL.get(low, TENS.get(low, 0))), index + 1
    if low in TENS:
        joint = place + 1 if _low(text, place) == "-" else place
        unit = SMALL.get(_low(text, joint), 0)
        if 0 < unit < 10 and joint < len(tokens):
            value, place = value + unit, joint + 1
    return _of(index, place, value, Decimal(1), "words")


def _glued(index: int, word: str) -> Numeral:
    """``ninetyfour``: read, though nobody should write it."""
    value = Decimal(0)
    for piece in _PIECE.findall(word):
        if piece in SCALES:
            value = (value or Decimal(1)) * SCALES[piece]
        else:
            value += SMALL.get(piece, TENS.get(piece, 0))
    return _of(index, index + 1, value, Decimal(1), "words")


def _and_part(text: Text, found: Numeral) -> Numeral:
    """``three and a half``, ``two and three quarters``."""
    if _low(text, found.last) != "and" or found.form == "fraction":
        return found
    part = _fraction(text, found.last + 1)
    if part is None:
        return found
    value = found.value + part.value
    return _of(found.first, part.last, value, Decimal("0.5"), found.form)


def _scaled(text: Text, found: Numeral) -> Numeral:
    """With ``K``, ``million``, ``hundred and fifty`` and their like behind the number."""
    last = found.last
    if last >= len(text.tokens):
        return found
    if found.form == "fraction":
        return _part_of_scale(text, found)
    if found.form == "digits" and text.touches(last) and _low(text, last) in _SUFFIXES:
        return found.times(_SUFFIXES[_low(text, last)], last + 1)
    hyphened = last + 1 if _low(text, last) == "-" else last
    low = _low(text, hyphened)
    if text.tokens[min(hyphened, len(text.tokens) - 1)].text in ("M", "K", "B"):
        return found.times(_SUFFIXES[low], hyphened + 1)
    if low not in SCALES:
        return found
    scaled = found.times(SCALES[low], hyphened + 1)
    return _scaled(text, _with_rest(text, scaled, SCALES[low]))


def _part_of_scale(text: Text, found: Numeral) -> Numeral:
    """``half a million``, ``a quarter of a million``."""
    place = found.last
    if _low(text, place) == "of":
        place += 1
    if _low(text, place) in ("a", "an"):
        place += 1
    low = _low(text, place)
    if place == found.last or low not in SCALES:
        return found if low not in ("million", "billion") else found.times(SCALES[low], place + 1)
    scale = SCALES[low]
    value = found.value * scale
    return Numeral(found.first, place + 1, value, Decimal(scale) / 10, 1, "words")


def _with_rest(text: Text, scaled: Numeral, scale: int) -> Numeral:
    """The smaller part behind a scale: ``two hundred and twelve``, ``one million and a half``."""
    place = scaled.last
    if _low(text, place) == "and":
        place += 1
        part = _fraction(text, place)
        if part is not None:
            value = scaled.value + part.value * scale
            return _of(scaled.first, part.last, value, Decimal(scale) / 2, scaled.form)
    if scale == 12 or place >= len(text.tokens):
        return scaled
    rest = _words(text, place)
    if rest is None or rest.last == rest.first or scaled.form == "digits":
        return scaled
    rest = _below(text, rest, scale)
    if rest is None:
        return scaled
    return _of(scaled.first, rest.last, scaled.value + rest.value, Decimal(1), "words")


def _below(text: Text, rest: Numeral, scale: int) -> Numeral | None:
    """``rest`` with its own hundred or thousand, if that stays below ``scale``."""
    low = _low(text, rest.last)
    if low in SCALES and SCALES[low] < scale and low != "dozen":
        rest = _with_rest(text, rest.times(SCALES[low], rest.last + 1), SCALES[low])
    return rest if 0 < rest.value < scale else None
