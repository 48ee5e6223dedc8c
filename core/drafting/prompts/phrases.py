"""``fallback.md``: a book of phrases, in which each move of a text has several wordings.

    ## ask.introduction [warm cfo]
    - Could we take {{ say(length) }} to ...?
    - ...

A section is for drafts that have all its tags (tone, function, length or purpose); of the sections of one
name that fit, those with the most tags are taken. Lines that begin with ``>`` explain and are not
read. Wordings that open a section may go on over indented lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from core.drafting.kind import Tone
from core.drafting.prompts.prompt import Prompt
from core.drafting.prompts.strict import BadPrompt, agree, compiled, environment

_SECTION = re.compile(r"^## (?P<name>[a-z0-9_.]+)(?: \[(?P<tags>[a-z_ ]+)\])?$")


@dataclass(frozen=True)
class Phrase:
    """One wording and where it stands."""

    section: str
    tags: frozenset[str]
    text: str
    path: Path
    line: int
    template: jinja2.Template
    names: frozenset[str]


@dataclass(frozen=True)
class PhraseBook:
    """All wordings of a folder, by section."""

    sections: Mapping[str, tuple[Phrase, ...]]

    def fitting(
        self, section: str, tags: Iterable[str], there: Collection[str]
    ) -> tuple[Phrase, ...]:
        """The wordings of a section for a draft with ``tags``: those written most closely for it.

        Only wordings of which all names are ``there`` count.
        """
        given, known = frozenset(tags), frozenset(there)
        found = [
            phrase
            for phrase in self.sections.get(section, ())
            if phrase.tags <= given and phrase.names <= known
        ]
        most = max((_closeness(phrase) for phrase in found), default=0)
        return tuple(phrase for phrase in found if _closeness(phrase) == most)

    def __contains__(self, section: object) -> bool:
        return section in self.sections

    def __iter__(self) -> Iterator[Phrase]:
        for phrases in self.sections.values():
            yield from phrases


_TONES = frozenset(tone.value for tone in Tone)


def _closeness(phrase: Phrase) -> int:
    """More tags are closer; of as many, those with the tone, which is heard in every sentence."""
    return 2 * len(phrase.tags) + bool(phrase.tags & _TONES)


@cache
def phrase_book(prompt: Prompt) -> PhraseBook:
    """The phrases of ``fallback.md`` and its parts; raises BadPrompt where one is not in order."""
    env = environment()
    found: dict[str, list[Phrase]] = {}
    used: dict[str, int] = {}
    for name in sorted(prompt.texts):
        if name.startswith("fallback"):
            for phrase in _phrases(prompt.folder / name, prompt.texts[name], env):
                found.setdefault(phrase.section, []).append(phrase)
                _declared(phrase, prompt)
                used |= dict.fromkeys(phrase.names, phrase.line)
    meta = prompt.folder / "meta.toml"
    agree(prompt.folder / "fallback.md", used, prompt.meta.variables.fallback, meta, "fallback")
    return PhraseBook({section: tuple(phrases) for section, phrases in found.items()})


def _declared(phrase: Phrase, prompt: Prompt) -> None:
    names = dict.fromkeys(sorted(phrase.names), phrase.line)
    declared = prompt.meta.variables.fallback
    for name in names:
        if name not in declared:
            raise BadPrompt(
                phrase.path,
                phrase.line,
                f"{name!r} is not declared.",
                "Add it to variables.fallback in meta.toml, or take it out.",
            )


def _phrases(path: Path, text: str, env: jinja2.Environment) -> Iterator[Phrase]:
    for section, tags, line, wording in _items(path, text):
        template, names = compiled(env, wording, path, line)
        yield Phrase(section, tags, wording, path, line, template, frozenset(names))


def _items(path: Path, text: str) -> Iterator[tuple[str, frozenset[str], int, str]]:
    """Section, tags, line and text of each wording."""
    section, tags = "", frozenset[str]()
    item: list[str] = []
    begun = 0
    for number, line in enumerate([*text.splitlines(), "# end"], start=1):
        if item and line.startswith("  "):
            item.append(line.strip())
            continue
        if item:
            yield section, tags, begun, _joined(item)
            item = []
        if line.startswith("- ") and section:
            item, begun = [line[2:].strip()], number
        elif head := _SECTION.match(line):
            section = head["name"]
            tags = frozenset((head["tags"] or "").split())
        elif line.strip() and not line.startswith(("# ", ">")):
            raise BadPrompt(
                path,
                number,
                "This is neither a section, a wording nor an explanation.",
                "Write `## name [tags]`, `- wording`, or begin the line with `>`.",
            )


def _joined(lines: list[str]) -> str:
    """Lines of a wording as one; a backslash at the end keeps a line break."""
    text = ""
    for line in lines:
        text += line[:-1] + "\n" if line.endswith("\\") else line + " "
    return text.rstrip(" ")
