"""``meta.toml`` of a prompt folder: what a kind of draft is for, and which facts it lives on."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

_PATTERN = re.compile(
    r"^(?:[a-z_]+|\*)(?:\.(?:[a-z0-9_]+|\*))*(?:\|[a-z_]+(?:\.(?:[a-z0-9_]+|\*))*)*$"
)


def _pattern(text: str) -> str:
    if not _PATTERN.match(text):
        raise ValueError(
            f"{text!r} is no fact id; write e.g. arr, outcome.*.value or goal.*|plan.*"
        )
    return text


FactPattern = Annotated[str, AfterValidator(_pattern)]
"""A fact's id, with ``*`` for an item's own part; in ``needs``, ``a|b`` is met by either."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Table):
    """Bounds of the body in words; ``short_words`` is what the short length aims at."""

    max_words: int = Field(gt=0)
    short_words: int = Field(gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.short_words > self.max_words:
            raise ValueError("short_words is more than max_words")
        return self


class Variables(_Table):
    """The names each file of the folder uses; neither one more nor one less."""

    system: tuple[str, ...] = ()
    user: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()


class Gap(_Table):
    """What to say where a needed fact is missing that no import alone supplies."""

    label: str
    remedy: str


class Purpose(_Table):
    """Why someone writes. ``needs`` must be there, ``may_use`` may be said, ``must_not`` never is.

    A needed fact that is also in ``must_not`` decides whether a letter may be written, and stays unsaid.
    """

    title: str
    description: str
    ask: str
    needs: tuple[FactPattern, ...]
    may_use: tuple[FactPattern, ...] = ()
    must_not: tuple[FactPattern, ...] = ()


class Meta(_Table):
    """A whole ``meta.toml``. ``reader`` is who will see the text: a customer, or only our own people.

    ``names_tickets``: the text may name tickets to readers who work with them, never to executives.
    ``says_most``: of several wordings those that say the most facts are taken.
    """

    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")]
    title: str
    audience: str
    reader: Literal["customer", "internal"]
    shape: Literal["letter", "document"]
    limits: Limits
    names_tickets: bool = False
    says_most: bool = False
    must_not: tuple[FactPattern, ...] = ()
    variables: Variables = Variables()
    tones: dict[str, str] = {}
    functions: dict[str, str] = {}
    gaps: dict[FactPattern, Gap] = {}
    purposes: dict[str, Purpose] = Field(min_length=1)
