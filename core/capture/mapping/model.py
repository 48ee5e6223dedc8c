"""A mapping: how one kind of exported file becomes rows of the canonical tables. Data, not code.

Written as TOML (``data/mappings/<vendor>/<kind>.toml``, or saved by the mapping editor), checked
here in full before any of it is used. Columns are named as the vendor prints them; names are
compared without case, spaces and punctuation, so ``Account ID``, ``AccountId`` and ``account_id``
are one name.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from core.capture.targets import TARGETS, FieldType, Target
from core.capture.transform.currency import is_code
from core.errors import InvalidInput


def normal(name: str) -> str:
    """A column name for comparison: letters and digits only, without case or accents."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in flat if char.isalnum())


def _names(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Aliases = Annotated[tuple[str, ...], BeforeValidator(_names)]
"""Names of one column in different exports or languages; the first in the file is meant."""


def _groups(value: Any) -> Any:
    return ((value,),) if isinstance(value, str) else value


AliasGroups = Annotated[tuple[Aliases, ...], BeforeValidator(_groups)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a field's value comes from and how it is read.

    From the first that is filled of ``column``, ``join`` (all of these columns, with ``separator``)
    and ``first_of``; or it is the ``constant``. ``values`` translates (case is ignored), over the
    shared table ``values_of`` of ``words.toml``; ``fallback`` is translated where the first word is
    not known. ``patterns`` names a shared ordered list of regular expressions. What none of them
    knows is left ``empty``, kept as read (``keep``) or refused (``refuse``).

    ``same_as`` compares with another column: where both are equal the value is ``then``, elsewhere
    ``default``. ``plus_minutes`` and ``plus_seconds`` are columns of a duration added to a time. ``as = "member"`` looks one
    of our own people up, by identifier or full name, and gives the e-mail. ``scale`` multiplies.
    """

    column: Aliases = ()
    first_of: AliasGroups = ()
    join: AliasGroups = ()
    constant: str | None = None
    separator: str = " "
    list_separator: str = ";"
    as_: FieldType | None = Field(default=None, alias="as")
    values: dict[str, str] = {}
    values_of: str | None = None
    patterns: str | None = None
    otherwise: Literal["empty", "keep", "refuse"] | None = None
    default: str | None = None
    fallback: Aliases = ()
    same_as: Aliases = ()
    then: str | None = None
    plus_minutes: Aliases = ()
    plus_seconds: Aliases = ()
    scale: float | None = None
    required: bool = False
    first_item: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Source:
        if bool(self.column or self.join or self.first_of) == (self.constant is not None):
            raise ValueError("name either a constant or columns: column, join, first_of")
        if bool(self.same_as) != (self.then is not None):
            raise ValueError("same_as and then belong together")
        return self

    @property
    def columns(self) -> tuple[Aliases, ...]:
        """The alias groups the value is made from."""
        return ((self.column,) if self.column else ()) + self.join + self.first_of


def _source(value: Any) -> Any:
    if isinstance(value, str | list):
        return {"column": value}
    return value


class Cell(_Strict):
    """A cell that holds a small record, in a column that may repeat: one row for each cell.

    ``parts`` names its pieces in order; the one ending in ``*`` may contain the separator.
    """

    column: Aliases
    parts: tuple[str, ...]
    separator: str = ";"

    @model_validator(mode="after")
    def _one_greedy_part(self) -> Cell:
        if sum(part.endswith("*") for part in self.parts) != 1:
            raise ValueError("exactly one of the parts ends in * and takes what is left")
        return self


class Fill(_Strict):
    """How one table is filled. The first of a mapping decides whether a record is accepted.

    ``identity`` are the columns that identify the record in its source, ``digest`` further ones
    that are long and enter as a hash. A later table may have ``cells`` (rows from repeated cells),
    and ``only_if`` names columns of which one must be filled.
    """

    table: str
    identity: AliasGroups = ()
    digest: AliasGroups = ()
    fields: dict[str, Annotated[Source, BeforeValidator(_source)]]
    cells: Cell | None = None
    only_if: AliasGroups = ()

    @model_validator(mode="after")
    def _fits_its_table(self) -> Fill:
        if self.table not in TARGETS:
            raise ValueError(f"there is no table {self.table!r}; tables are {', '.join(TARGETS)}")
        if unknown := set(self.fields) - set(self.target.all_fields):
            known = ", ".join(self.target.all_fields)
            raise ValueError(f"{self.table} has no field {min(unknown)!r}; its fields are {known}")
        if missing := [name for name in self.target.required if name not in self.fields]:
            raise ValueError(f"{self.table} needs {', '.join(missing)}")
        if not self.identity:
            raise ValueError(f"{self.table} needs an identity: the columns that name a record")
        return self

    @property
    def target(self) -> Target:
        return TARGETS[self.table]


class Probe(_Strict):
    """What a column's values look like: of those of the form ``of``, nearly all match ``pattern``."""

    column: Aliases
    pattern: str
    of: str = "."

    @model_validator(mode="after")
    def _compiles(self) -> Probe:
        for text in (self.pattern, self.of):
            try:
                re.compile(text)
            except re.error as error:
                raise ValueError(f"{text!r} is no regular expression: {error}") from error
        return self


class Recognise(_Strict):
    """When a file is of this kind.

    ``all`` must be there, ``none`` must not, ``any`` at least ``any_count`` of. ``exact``: no other
    columns than those the mapping reads. ``weight`` breaks ties.
    """

    all: AliasGroups
    any: AliasGroups = ()
    any_count: int = 1
    none: Aliases = ()
    probes: tuple[Probe, ...] = ()
    exact: bool = False
    weight: float = 0.0


class Times(_Strict):
    """Zones of times that carry none: of ISO-formed ones, and of the others. Empty: ask."""

    iso_zone: str | None = None
    zone: str | None = None


class RefuseWhen(_Strict):
    """Records not to be imported, with the reason the person is told."""

    column: Aliases
    values: tuple[str, ...]
    reason: str


class Mapping(_Strict):
    """One kind of exported file.

    ``currency`` is that of amounts that name none. ``decimal_mark`` is the documented one; it
    decides only what the values leave open.
    """

    kind: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
    title: str
    system: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    about: str = ""
    id_form: Literal["text", "salesforce"] = "text"
    currency: str | None = None
    decimal_mark: Literal["comma", "point"] | None = None
    times: Times = Times()
    recognise: Recognise
    refuse: tuple[RefuseWhen, ...] = ()
    ignore: Aliases = ()
    target: tuple[Fill, ...]

    @model_validator(mode="after")
    def _has_a_target(self) -> Mapping:
        if self.currency is not None and not is_code(self.currency):
            raise ValueError(f"currency {self.currency!r} is no code of ISO 4217")
        if not self.target:
            raise ValueError("a mapping fills at least one table")
        if self.target[0].cells:
            raise ValueError("the first table takes one row a record; cells are for later ones")
        return self

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what the mapping says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def known(self) -> frozenset[str]:
        """Normal forms of every column name the mapping knows."""
        groups = [self.ignore, *(rule.column for rule in self.refuse), *self.recognise.all]
        groups += self.recognise.any
        for fill in self.target:
            groups += [*fill.identity, *fill.digest, *fill.only_if]
            groups += [fill.cells.column] if fill.cells else []
            for source in fill.fields.values():
                groups += [
                    *source.columns,
                    source.fallback,
                    source.same_as,
                    source.plus_minutes,
                    source.plus_seconds,
                ]
        return frozenset(normal(name) for group in groups for name in group)


def parse_mapping(document: str) -> Mapping:
    """A mapping from its TOML text; every fault is named with its place in the document."""
    try:
        return Mapping.model_validate(tomllib.loads(document))
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"The mapping is no TOML: {error}.") from error
    except ValidationError as error:
        faults = "; ".join(_fault(dict(entry)) for entry in error.errors()[:5])
        raise InvalidInput(f"The mapping cannot be used: {faults}.") from error


def _fault(entry: dict[str, Any]) -> str:
    place = ".".join(str(part) for part in entry["loc"]) or "the document"
    return f"{place}: {str(entry['msg']).removeprefix('Value error, ')}"
