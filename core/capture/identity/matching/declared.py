"""Models of matching as declared in ``data/identity``: what is compared, how, and where to look for pairs."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.capture.identity.matching.conditions import Column, Condition
from core.capture.identity.normalise.words import IDENTITY
from core.errors import InvalidInput

NOTHING = "nothing to compare"
Share = Annotated[float, Field(gt=0, lt=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Strict):
    """One outcome of a comparison; the first whose condition holds counts, the last has none.

    ``m`` and ``u`` are starting values: the share of pairs that are the same, and that are not, with this
    outcome. ``rarity`` names a column whose rare values say more than common ones. ``fixed`` values are not
    learned: what the level says, pairs drawn at random cannot show.
    """

    says: str
    when: Condition | None = None
    m: Share
    u: Share
    rarity: Column | None = None
    fixed: bool = False


class Comparison(_Strict):
    """``silent`` says when the comparison has nothing to say; ``shows`` which columns a person is shown.

    ``silent_says`` tells why it is silent although both records have something to show.
    """

    name: str
    silent: Condition
    silent_says: str = NOTHING
    shows: tuple[Column, ...]
    level: tuple[Level, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ends_with_the_rest(self) -> Comparison:
        if self.level[-1].when is not None or any(one.when is None for one in self.level[:-1]):
            raise ValueError(f"{self.name}: the last level, and no other, has no condition")
        return self

    @property
    def column(self) -> str:
        """The comparison's name as part of a column's name."""
        return "_".join(self.name.lower().replace("-", "").split())

    def columns(self) -> set[str]:
        """Every column it reads."""
        found = set(self.shows) | self.silent.columns()
        for level in self.level:
            found |= level.when.columns() if level.when else set()
            found |= {level.rarity} if level.rarity else set()
        return found


class Key(_Strict):
    """Part of a block's key: a column, or its first letters; ``each`` takes the items of a list one by one."""

    column: Column
    letters: int | None = Field(default=None, gt=0)
    each: bool = False


class Block(_Strict):
    """Records with the same key are compared; a key that more than ``largest`` records have is passed over."""

    name: str
    on: tuple[Key, ...] = Field(min_length=1)
    largest: int = Field(default=100, gt=1)


class Training(_Strict):
    """How the model is learned from the records themselves.

    With fewer records than ``fewest_records`` nothing is learned and the starting values stay. Pairs that
    agree in all columns of one of the ``certain`` rules are taken for the same to count how many there
    are in all; the rules find ``certain_recall`` of those. ``weight_of_start`` is how many pairs the starting
    values count for. ``blocks`` are the columns by which pairs are drawn to learn from the others.
    """

    fewest_records: int = Field(gt=1)
    sample_pairs: int = Field(gt=0)
    largest_session: int = Field(gt=0)
    certain: tuple[tuple[Column, ...], ...]
    certain_recall: Share
    duplicates_at_least: Share
    weight_of_start: float = Field(gt=0)
    blocks: tuple[tuple[Column, ...], ...]


class Thresholds(_Strict):
    """Probabilities: pairs below ``floor`` are forgotten, from ``review`` on somebody is asked."""

    automatic: Share
    review: Share
    floor: Share

    @model_validator(mode="after")
    def _rising(self) -> Thresholds:
        if not self.floor < self.review < self.automatic:
            raise ValueError("floor < review < automatic must hold")
        return self


class Merge(_Strict):
    """What must be said of a pair that is merged without a person, however likely it is: all of ``levels``.

    By comparison, outcomes any of which will do. ``across`` asks for records of two systems besides.
    """

    levels: dict[str, tuple[str, ...]] = Field(min_length=1)
    across: bool = False

    def holds(self, said: Mapping[str, str], *, across: bool) -> bool:
        """Whether a pair of which the comparisons ``said`` this may be merged by it."""
        if self.across and not across:
            return False
        return all(said.get(name) in levels for name, levels in self.levels.items())


class Declared(_Strict):
    """A whole model of one entity. ``never`` holds for pairs that are not compared at all.

    A pair from the automatic threshold on is merged without a person when one of ``merge`` holds.
    """

    entity: str
    thresholds: Thresholds
    training: Training
    merge: tuple[Merge, ...] = Field(min_length=1)
    never: tuple[Condition, ...] = ()
    block: tuple[Block, ...] = Field(min_length=1)
    compare: tuple[Comparison, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _merges_by_what_is_said(self) -> Declared:
        said = {
            one.name: {NOTHING, one.silent_says, *(level.says for level in one.level)}
            for one in self.compare
        }
        for merge in self.merge:
            for name, levels in merge.levels.items():
                if unknown := set(levels) - said.get(name, set()):
                    raise ValueError(f"merge: {name} never says {sorted(unknown)[0]!r}")
        return self

    @property
    def hash(self) -> str:
        """SHA-256 of all that is declared."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def columns(self) -> set[str]:
        """Every column of a record that the model reads."""
        found = {key.column for block in self.block for key in block.on}
        found |= {name for rule in (*self.training.certain, *self.training.blocks) for name in rule}
        for comparison in self.compare:
            found |= comparison.columns()
        for condition in self.never:
            found |= condition.columns()
        return found


@cache
def declared(entity: str, folder: Path = IDENTITY) -> Declared:
    """The shipped model of ``account`` or ``contact``; raises :class:`InvalidInput` naming what is wrong."""
    return read_model(folder / f"{entity}.toml")


def read_model(path: Path) -> Declared:
    """The model a file declares; raises :class:`InvalidInput` with the file and the place of the fault."""
    try:
        return Declared.model_validate(tomllib.loads(path.read_text()))
    except FileNotFoundError as error:
        raise InvalidInput(
            f"There is no model {path.name}.", "Match accounts or contacts."
        ) from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidInput(
            f"{path.name} declares no sound model: {error}", "Correct it."
        ) from error
