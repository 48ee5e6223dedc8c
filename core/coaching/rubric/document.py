"""The rubric as a document: read, checked and written as TOML."""

from __future__ import annotations

import tomllib
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from core.coaching.rubric.patterns import compiled
from core.coaching.skill_areas import skill_areas
from core.errors import InvalidInput

LEVELS = 5
MOST_MARKERS = 30
MOST_PATTERNS = 60
_Text = Field(default="", max_length=600)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Marker(_Part):
    """Something said that speaks for a skill (weight above 0) or against it (below).

    ``patterns`` are looked for in transcripts and notes, ``notes`` in notes and mails alone; ``question`` asks that
    what was said in ``patterns`` is a question. A marker with a ``measure`` is tripped by a count above ``above``.
    """

    slug: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    shows: str = Field(min_length=3, max_length=120)
    weight: float = Field(ge=-2, le=2)
    who: Literal["us", "them"] = "us"
    question: bool = False
    patterns: tuple[str, ...] = Field(default=(), max_length=MOST_PATTERNS)
    notes: tuple[str, ...] = Field(default=(), max_length=MOST_PATTERNS)
    unless: tuple[str, ...] = Field(default=(), max_length=MOST_PATTERNS)
    measure: Literal["", "longest_words", "our_share"] = ""
    above: float = 0.0
    attempt: str = Field(default="", alias="try", max_length=600)
    better: str = _Text
    instead: dict[str, str] = Field(default_factory=dict)
    article: str = Field(default="", max_length=80)

    @field_validator("patterns", "notes", "unless")
    @classmethod
    def _are_patterns(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for text in given:
            compiled(text)
        return given

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.patterns or self.notes or self.measure):
            raise ValueError(f"the marker {self.slug} has no patterns")
        if not self.weight:
            raise ValueError(f"the marker {self.slug} has no weight")
        if self.weight < 0 and not (self.attempt and self.better):
            raise ValueError(
                f"the marker {self.slug} speaks against a skill: say what to try and a better sentence"
            )
        return self


class Criterion(_Part):
    """One skill: what is looked for, the anchors of levels 1 to 5, general advice, its markers."""

    looks_for: str = Field(min_length=3, max_length=300)
    anchors: tuple[str, ...] = Field(min_length=LEVELS, max_length=LEVELS)
    attempt: str = Field(alias="try", min_length=3, max_length=600)
    better: str = Field(min_length=3, max_length=600)
    article: str = Field(default="", max_length=80)
    markers: tuple[Marker, ...] = Field(min_length=1, max_length=MOST_MARKERS)

    @field_validator("anchors")
    @classmethod
    def _have_words(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if any(not anchor.strip() or len(anchor) > 400 for anchor in given):
            raise ValueError("every level needs an anchor of at most 400 characters")
        return given

    @model_validator(mode="after")
    def _differ(self) -> Self:
        slugs = [marker.slug for marker in self.markers]
        if len(slugs) != len(set(slugs)):
            raise ValueError("two markers have the same slug")
        return self


class RubricDocument(_Part):
    """The whole rubric. ``repeats`` are the shares that a marker's first, second, ... quotes count."""

    title: str = Field(min_length=3, max_length=120)
    start: float = Field(ge=1, le=LEVELS)
    repeats: tuple[float, ...] = Field(min_length=1, max_length=10)
    criteria: dict[str, Criterion]

    @field_validator("repeats")
    @classmethod
    def _fall(cls, given: tuple[float, ...]) -> tuple[float, ...]:
        if any(not 0 < share <= 1 for share in given) or sorted(given, reverse=True) != list(given):
            raise ValueError("repeats are shares from 1 down to above 0, none above the one before")
        return given

    @field_validator("criteria")
    @classmethod
    def _are_the_skills(cls, given: dict[str, Criterion]) -> dict[str, Criterion]:
        known = list(skill_areas())
        if set(given) != set(known):
            raise ValueError(
                f"the criteria are the skills {', '.join(known)}, no more and no fewer"
            )
        return {slug: given[slug] for slug in known}


def parse(text: str) -> RubricDocument:
    """The rubric that TOML says; raises :class:`~core.errors.InvalidInput` naming what is wrong."""
    try:
        return RubricDocument.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(
            f"The rubric is not valid TOML: {error}.", "Correct that line."
        ) from error
    except ValidationError as error:
        raise wrong(error) from error


def checked(fields: dict[str, Any]) -> RubricDocument:
    """The rubric that plain values say; raises as :func:`parse` does."""
    try:
        return RubricDocument.model_validate(fields)
    except ValidationError as error:
        raise wrong(error) from error


def wrong(error: ValidationError) -> InvalidInput:
    """The first fault, where it is and what it is."""
    first = error.errors()[0]
    place = " > ".join(str(part) for part in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ")
    return InvalidInput(
        f"The rubric is wrong at {place or 'its top'}: {message}.", "Correct it and save again."
    )


def write(document: RubricDocument) -> str:
    """The rubric as TOML, that :func:`parse` reads as the same."""
    import tomli_w  # noqa: PLC0415 - only to save

    return tomli_w.dumps(as_fields(document), multiline_strings=False)


def as_fields(document: RubricDocument) -> dict[str, Any]:
    """Plain values, without what is at its default."""
    return document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
