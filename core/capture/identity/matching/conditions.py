"""Conditions a declared model can set on two records, and their SQL. Nothing else can be asked.

Columns end in ``_l`` for the one record and ``_r`` for the other.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Column = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Similar(_Strict):
    """Two texts alike: by ``jaro_winkler`` (0 to 1) at least, or by ``edits`` at most.

    ``other`` compares the column with another one of the other record, both ways: either will do.
    """

    column: Column
    by: Literal["jaro_winkler", "jaccard", "edits"]
    limit: float = Field(gt=0)
    other: Column | None = None

    def sql(self) -> str:
        if self.other:
            return f"({self._one(self.column, self.other)} OR {self._one(self.other, self.column)})"
        return self._one(self.column, self.column)

    def columns(self) -> set[str]:
        return {self.column, self.other or self.column}

    def _one(self, left: str, right: str) -> str:
        first, second = f'"{left}_l"', f'"{right}_r"'
        if self.by == "edits":
            return f"damerau_levenshtein({first}, {second}) <= {self.limit:g}"
        function = {"jaro_winkler": "jaro_winkler_similarity", "jaccard": "jaccard"}[self.by]
        return f"{function}({first}, {second}) >= {self.limit:g}"


class Near(_Strict):
    """Two dates or numbers no further apart than ``within`` (days, or units)."""

    column: Column
    within: float = Field(ge=0)

    def sql(self) -> str:
        return f'abs("{self.column}_l" - "{self.column}_r") <= {self.within:g}'

    def columns(self) -> set[str]:
        return {self.column}


class Condition(_Strict):
    """Exactly one of its fields, or several that must all hold.

    ``exact`` same value; ``shares`` two lists with a common item; ``swapped`` two columns changed about,
    letter for letter or nearly; ``begins`` one text begins with the other; ``crosses`` the value of the one
    column is the value of the second in the other record; ``absent`` a column empty in either record;
    ``any`` one of several conditions.
    """

    exact: tuple[Column, ...] = ()
    shares: Column | None = None
    swapped: tuple[Column, Column] | None = None
    swapped_nearly: tuple[Column, Column] | None = None
    begins: Column | None = None
    crosses: tuple[Column, Column] | None = None
    differs: Column | None = None
    similar: tuple[Similar, ...] = ()
    near: Near | None = None
    absent: tuple[Column, ...] = ()
    any: tuple[Condition, ...] = ()

    def sql(self) -> str:
        """The condition as SQL; an empty condition holds for nothing."""
        return " AND ".join(self._parts()) or "false"

    def columns(self) -> set[str]:
        """Every column the condition reads."""
        found = {*self.exact, *self.absent}
        found |= {name for name in (self.shares, self.begins, self.differs) if name}
        for pair in (self.swapped, self.swapped_nearly, self.crosses):
            found |= set(pair or ())
        for test in self.similar:
            found |= test.columns()
        for condition in self.any:
            found |= condition.columns()
        return found | (self.near.columns() if self.near else set())

    def _parts(self) -> list[str]:
        parts = [f'"{name}_l" = "{name}_r"' for name in self.exact]
        if self.absent:
            empty = [f'"{name}_{side}" IS NULL' for name in self.absent for side in "lr"]
            parts.append(f"({' OR '.join(empty)})")
        if self.shares:
            parts.append(f'list_has_any("{self.shares}_l", "{self.shares}_r")')
        if self.begins:
            parts.append(_begins(self.begins))
        if self.differs:
            parts.append(f'"{self.differs}_l" <> "{self.differs}_r"')
        if self.crosses:
            one, two = self.crosses
            parts.append(f'("{one}_l" = "{two}_r" OR "{two}_l" = "{one}_r")')
        if self.swapped:
            one, two = self.swapped
            parts.append(f'"{one}_l" = "{two}_r" AND "{two}_l" = "{one}_r"')
        if self.swapped_nearly:
            parts.append(_swapped_nearly(*self.swapped_nearly))
        parts += [test.sql() for test in self.similar]
        if self.near:
            parts.append(self.near.sql())
        if self.any:
            parts.append(f"({' OR '.join(f'({one.sql()})' for one in self.any)})")
        return parts


def _begins(name: str) -> str:
    left, right = f'"{name}_l"', f'"{name}_r"'
    return f"(starts_with({left}, {right}) OR starts_with({right}, {left}))"


def _swapped_nearly(one: str, two: str) -> str:
    """Changed about, each alike, and more alike than as they stand."""
    across = (
        f'jaro_winkler_similarity("{one}_l", "{two}_r")',
        f'jaro_winkler_similarity("{two}_l", "{one}_r")',
    )
    straight = (
        f'jaro_winkler_similarity("{one}_l", "{one}_r")',
        f'jaro_winkler_similarity("{two}_l", "{two}_r")',
    )
    return f"least({across[0]}, {across[1]}) >= 0.88 AND {across[0]} + {across[1]} > {straight[0]} + {straight[1]}"


Condition.model_rebuild()
