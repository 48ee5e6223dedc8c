"""Letters that pass for others: scripts mixed within a word, and words of look-alikes only.

The rules are those of Unicode's technical standard 39 at the level "highly restrictive", as
browsers apply them to host names: one script, or one of the three mixtures that Japanese, Korean
and Chinese are written in.
"""

from __future__ import annotations

import unicodedata

import regex

from core.channels.mail.unsafe import Danger, UnsafeMail

_SINGLE = (
    *("Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Ethiopic"),
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada"),
    *("Malayalam", "Sinhala", "Thaana", "Thai", "Lao", "Tibetan", "Myanmar", "Khmer"),
    *("Han", "Hangul", "Hiragana", "Katakana", "Bopomofo"),
)
_TOGETHER = (
    ("Latin", "Han", "Hiragana", "Katakana"),
    ("Latin", "Han", "Hangul"),
    ("Latin", "Han", "Bopomofo"),
)
_NEUTRAL = r"\p{Script=Common}\p{Script=Inherited}"


def _only(scripts: tuple[str, ...]) -> regex.Pattern[str]:
    listed = "".join(rf"\p{{Script_Extensions={script}}}" for script in scripts)
    return regex.compile(f"[{_NEUTRAL}{listed}]*")


_WRITTEN_IN = tuple(_only((script,)) for script in _SINGLE) + tuple(map(_only, _TOGETHER))
_WORD = regex.compile(r"[\p{L}\p{M}]+")

_PHONETIC = regex.compile(r"[\u0250-\u0258\u025a-\u02af\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uab6f]")
"""Latin letters that no language's names are spelt with (all but the schwa), alpha for one."""

_STYLED = ("<font>", "<circle>", "<super>", "<sub>", "<square>")
_WIDE_LATIN = regex.compile(r"[\uff01-\uff5e]")

_LIKE_LATIN = {
    "Cyrillic": "асԁеһіјӏорԛѕԝхуъьҽпгѵѡԍ",
    "Greek": "αικνορτυωηχγ",
    "Armenian": "օսոհյզցքելղպւ",
}
"""Letters that read as Latin ones. A host name made of nothing else is a disguise."""


def check_words(text: str, part: str) -> None:
    """Refuse a word in ``text`` that mixes scripts or is spelt with letters made to look alike."""
    for word in _WORD.findall(text):
        if not any(pattern.fullmatch(word) for pattern in _WRITTEN_IN):
            raise _mixed(word, part)
    _check_letters(text, part)


def check_host(host: str, part: str) -> None:
    """Refuse a host name, in Unicode, that could be taken for another one."""
    labels = host.split(".")
    for label in labels:
        if label.isascii():
            continue
        if not any(pattern.fullmatch(label) for pattern in _WRITTEN_IN):
            raise _mixed(label, part)
        _check_letters(label, part)
        for script, letters in _LIKE_LATIN.items():
            of_script = regex.findall(rf"\p{{Script={script}}}", label)
            disguised = bool(of_script) and set(of_script) <= set(letters)
            if disguised and labels[-1].isascii():
                raise UnsafeMail(
                    Danger.LOOK_ALIKE,
                    part,
                    f"The {part}'s domain {host} is spelt in {script} letters that look Latin.",
                    "Check the address with its owner.",
                )


def _check_letters(text: str, part: str) -> None:
    for character in text:
        shape = unicodedata.decomposition(character).split(" ")[0]
        if shape in _STYLED or _PHONETIC.match(character) or _WIDE_LATIN.match(character):
            raise UnsafeMail(
                Danger.LOOK_ALIKE,
                part,
                f"The {part} has {character}, which only looks like an ordinary letter.",
                "Type it again in plain letters.",
            )


def _mixed(word: str, part: str) -> UnsafeMail:
    scripts = list(
        dict.fromkeys(unicodedata.name(c, "unknown").split(" ")[0].title() for c in word)
    )
    return UnsafeMail(
        Danger.MIXED_SCRIPTS,
        part,
        f"The {part} mixes letters of {' and '.join(scripts)} in {word!r}.",
        "Check the address with its owner, and type it again.",
    )
