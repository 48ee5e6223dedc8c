"""How the coach speaks to somebody: brief or detailed, direct or questioning, with examples or without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What can differ from person to person."""

    LENGTH = "length"
    MANNER = "manner"
    EXAMPLES = "examples"


VALUES: dict[Aspect, tuple[str, str]] = {
    Aspect.LENGTH: ("brief", "detailed"),
    Aspect.MANNER: ("direct", "questioning"),
    Aspect.EXAMPLES: ("with", "without"),
}
"""The two values of each aspect."""

DEFAULTS: dict[Aspect, str] = {
    Aspect.LENGTH: "detailed",
    Aspect.MANNER: "direct",
    Aspect.EXAMPLES: "with",
}
"""How the coach speaks to somebody it knows nothing of."""


class Source(StrEnum):
    """Where a value comes from."""

    CHOSEN = "chosen"
    LEARNED = "learned"
    DEFAULT = "default"


@dataclass(frozen=True)
class Leaning:
    """The value of one aspect and why.

    ``for_it`` and ``against_it`` are the sums of what speaks for this value and for the other; ``signs``
    is how many ratings, wishes and edits those are.
    """

    aspect: Aspect
    value: str
    source: Source
    for_it: float = 0.0
    against_it: float = 0.0
    signs: int = 0


@dataclass(frozen=True)
class Style:
    """How to speak to one person: a leaning an aspect, in the order of :class:`Aspect`."""

    leanings: tuple[Leaning, ...]

    @property
    def length(self) -> str:
        """``brief`` or ``detailed``."""
        return self._value(Aspect.LENGTH)

    @property
    def manner(self) -> str:
        """``direct`` (do this) or ``questioning`` (what would happen if)."""
        return self._value(Aspect.MANNER)

    @property
    def examples(self) -> bool:
        """Whether examples of wording are wanted."""
        return self._value(Aspect.EXAMPLES) == "with"

    def to_dict(self) -> dict[str, str]:
        """As a turn's context keeps it under ``style``, so that its rating tells how the style was liked."""
        return {leaning.aspect.value: leaning.value for leaning in self.leanings}

    def _value(self, aspect: Aspect) -> str:
        return next(one.value for one in self.leanings if one.aspect is aspect)


DEFAULT_STYLE = Style(
    tuple(Leaning(aspect, value, Source.DEFAULT) for aspect, value in DEFAULTS.items())
)
