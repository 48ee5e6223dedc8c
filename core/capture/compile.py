"""From a mapping and a file's header to the SQL of each field: positions, never names of columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.capture.expected import expected
from core.capture.mapping.model import Aliases, Fill, Mapping, Source, normal
from core.capture.mapping.words import Words
from core.capture.targets import SQL_TYPES, WHOLE, FieldType
from core.capture.transform import currency, dates, ids, numbers, text, values
from core.capture.transform.binder import Binder
from core.capture.transform.dates import DateStyle
from core.capture.transform.numbers import NumberStyle
from core.capture.transform.text import AddressStyle
from core.capture.transform.values import WordStyle

HARD = frozenset(
    {
        FieldType.DATE,
        FieldType.DATETIME,
        FieldType.MONEY,
        FieldType.NUMBER,
        FieldType.INTEGER,
        FieldType.COUNT,
        FieldType.BOOLEAN,
    }
)
"""A value of these types that cannot be read refuses its record; others are left out with a note."""

SOFT_TIMES = frozenset({"created_at", "updated_at", "email_bounced_at"})
"""Times worth having but no reason to ask about a zone: without one they are left out, and noted."""

DATED = frozenset({FieldType.DATE, FieldType.DATETIME})
NUMERIC = frozenset({FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER, FieldType.COUNT})
ADDRESSES = frozenset({FieldType.EMAIL, FieldType.EMAIL_LIST, FieldType.HOST})
Place = tuple[str, str, str]
"""A field of a part: its table, the relation it is read from, its name."""

Style = DateStyle | NumberStyle | AddressStyle | WordStyle
"""How a column writes its values."""

LISTS = frozenset({FieldType.LIST, FieldType.EMAIL_LIST, FieldType.ID_LIST})


@dataclass(frozen=True)
class Column:
    """A source field resolved against a header: ``raw`` is its text as SQL over the relation.

    ``positions`` are the columns of the file it comes from, for messages.
    """

    field: str
    type: FieldType
    source: Source
    raw: str
    positions: tuple[int, ...]
    is_required: bool
    fallback: str | None = None
    same_as: str | None = None
    minutes: str | None = None
    seconds: str | None = None


@dataclass(frozen=True)
class Value:
    """A column with its value as SQL and, where a value can be wrong, the predicate saying so.

    ``rounded`` is the predicate of records whose amount has more decimals than are kept.
    """

    column: Column
    sql: str
    wrong: str | None
    refuses: bool
    reason: str
    rounded: str | None = None


@dataclass(frozen=True)
class Part:
    """One table's share of a mapping, resolved: ``relation`` gives ``record`` and the cells."""

    fill: Fill
    relation: str
    identity: str
    key: str
    columns: tuple[Column, ...]

    def place(self, column: Column) -> Place:
        """Which column of which part: two parts may fill one table from different cells."""
        return (self.fill.table, self.relation, column.field)


class Resolver:
    """Finds a mapping's columns in a header; a repeated column keeps all its places.

    ``padded`` are the columns in which some cell has blanks around it: only there are they looked
    for. ``None`` when that is not known.
    """

    def __init__(
        self,
        header: Sequence[str],
        cell_parts: Sequence[str] = (),
        padded: Collection[int] | None = None,
    ) -> None:
        self.header = tuple(header)
        self.padded = padded
        self.places: dict[str, list[int]] = {}
        for index, name in enumerate(header):
            self.places.setdefault(normal(name), []).append(index)
        self.cell_parts = {
            f"cell.{part.rstrip('*')}": f"p{number}" for number, part in enumerate(cell_parts)
        }

    def positions(self, group: Aliases) -> list[int]:
        """Positions of the first alias that is in the header."""
        for alias in group:
            if found := self.places.get(normal(alias)):
                return found
        return []

    def raws(self, group: Aliases) -> list[str]:
        """The cells of the first alias found, as SQL, blanks removed."""
        if group[0] in self.cell_parts:
            return [text.filled(self.cell_parts[group[0]])]
        return [
            text.filled(f"c{index}") if self.padded is None or index in self.padded else f"c{index}"
            for index in self.positions(group)
        ]


def resolve(
    mapping: Mapping,
    fill: Fill,
    header: Sequence[str],
    *,
    padded: Collection[int] | None,
    binder: Binder,
) -> Part | None:
    """What of ``fill`` the header offers, or ``None`` when it lacks what the table needs."""
    resolver = Resolver(header, fill.cells.parts if fill.cells else (), padded)
    columns = []
    for name, kind in fill.target.all_fields.items():
        if source := fill.fields.get(name):
            column = _column(
                name, kind, source, resolver, needed=name in fill.target.required, binder=binder
            )
            if column:
                columns.append(column)
            elif source.required or name in fill.target.required:
                return None
    identity = _identity(mapping, fill, resolver)
    relation = _relation(fill, resolver, binder)
    if identity is None or relation is None:
        return None
    key = ids.key(identity, mapping.system, binder)
    return Part(fill, relation, identity, key, tuple(columns))


def _column(
    name: str, kind: FieldType, source: Source, resolver: Resolver, *, needed: bool, binder: Binder
) -> Column | None:
    as_type = source.as_ or kind
    positions = tuple(index for group in source.columns for index in resolver.positions(group)[:1])
    if source.constant is not None:
        raw = binder.bind(source.constant) + "::VARCHAR"
    else:
        found = _raw(source, as_type, resolver, binder)
        if found is None:
            return None
        raw = found
    if source.first_item:
        raw = text.filled(f"split_part({raw}, {binder.bind(source.list_separator)}, 1)")
    is_required = source.required or needed
    others = {
        name: next(iter(resolver.raws(group)), None) if group else None
        for name, group in (
            ("fallback", source.fallback),
            ("same_as", source.same_as),
            ("minutes", source.plus_minutes),
            ("seconds", source.plus_seconds),
        )
    }
    return Column(name, as_type, source, raw, positions, is_required, **others)


def _raw(source: Source, kind: FieldType, resolver: Resolver, binder: Binder) -> str | None:
    """The text of a field as SQL: the first filled of its column, its joined columns, the others."""
    if kind in LISTS:
        every = [cell for group in source.columns for cell in resolver.raws(group)]
        if len(every) < 2:
            return every[0] if every else None
        return _joined(every, binder.bind(source.list_separator))
    firsts = [cells[0] for group in (source.column,) if group and (cells := resolver.raws(group))]
    joined = [cells[0] for group in source.join if (cells := resolver.raws(group))]
    if joined:
        firsts.append(_joined(joined, binder.bind(source.separator)))
    firsts += [cells[0] for group in source.first_of if (cells := resolver.raws(group))]
    if len(firsts) < 2:
        return firsts[0] if firsts else None
    return f"coalesce({', '.join(firsts)})"


def _joined(cells: Sequence[str], separator: str) -> str:
    return f"nullif(concat_ws({separator}, {', '.join(cells)}), '')"


def _identity(mapping: Mapping, fill: Fill, resolver: Resolver) -> str | None:
    """The record's identifier as SQL: the identity columns joined by ``/``."""
    parts = []
    for group in fill.identity:
        if not (cells := resolver.raws(group)):
            return None
        parts.append(ids.identifier(cells[0], mapping.id_form))
    if fill.digest:
        cells = [found[0] for group in fill.digest if (found := resolver.raws(group))]
        whole = " || chr(31) || ".join(f"coalesce({cell}, '')" for cell in cells)
        parts.append(f"left(md5({whole}), 12)")
    if len(parts) == 1:
        return parts[0]
    return " || '/' || ".join([parts[0], *(f"coalesce({part}, '')" for part in parts[1:])])


def _relation(fill: Fill, resolver: Resolver, binder: Binder) -> str | None:
    """Where the fill's cells come from: the staged records, or one row for each filled cell."""
    if not fill.cells:
        only = [cell for group in fill.only_if for cell in resolver.raws(group)]
        # Positions and parameters only: nothing of the file is in this text.
        condition = f" WHERE coalesce({', '.join(only)}) IS NOT NULL" if only else ""
        return (
            None if fill.only_if and not only else f"(SELECT * FROM staged{condition})"  # noqa: S608
        )
    positions = resolver.positions(fill.cells.column)
    if not positions:
        return None
    mark = binder.bind(fill.cells.separator)
    cells = ", ".join(f"c{index}" for index in positions)
    parts = ", ".join(
        f"{sql} AS p{number}" for number, sql in enumerate(_pieces(fill.cells.parts, mark))
    )
    return (
        f"(SELECT * EXCLUDE (cell, pieces), {parts} FROM (SELECT *,"  # noqa: S608  (positions only)
        f" string_split(cell, {mark}) AS pieces FROM (SELECT *,"
        f" unnest([{cells}]) AS cell FROM staged) WHERE cell IS NOT NULL))"
    )


def _pieces(parts: Sequence[str], mark: str) -> list[str]:
    greedy = next(number for number, part in enumerate(parts) if part.endswith("*"))
    after = len(parts) - greedy - 1
    rest = f"array_to_string(pieces[{greedy + 1}:len(pieces) - {after}], {mark})"
    return [
        rest
        if number == greedy
        else f"pieces[{number + 1}]"
        if number < greedy
        else f"pieces[len(pieces) - {len(parts) - number - 1}]"
        for number in range(len(parts))
    ]


def value_of(
    column: Column,
    mapping: Mapping,
    fill: Fill,
    words: Words,
    *,
    style: Style | None,
    binder: Binder,
) -> Value:
    """The column's value as SQL, and when it is wrong."""
    source, raw = column.source, column.raw
    known = words_of(column, fill, words)
    is_clean = style is AddressStyle.PLAIN
    reason = expected(column.type, style)
    if column.same_as is not None or source.same_as:
        same = column.same_as or "NULL"
        sql = f"CASE WHEN {raw} = {same} THEN {binder.bind(source.then)} END"
        reason = ""
    elif source.patterns:
        sql = values.patterned(raw, words.patterns[source.patterns], binder)
        reason = "a value of a known kind" if column.is_required else ""
    elif known is not None:
        otherwise = source.otherwise or ("keep" if column.field not in _choices(fill) else "empty")
        words_seen = style if isinstance(style, WordStyle) else None
        if column.fallback:
            first = values.translated(raw, known, "empty", words_seen, binder)
            second = values.translated(column.fallback, known, otherwise, None, binder)
            sql = f"coalesce({first}, {second})"
        else:
            sql = values.translated(raw, known, otherwise, words_seen, binder)
        if words_seen and values.all_known(known, words_seen):
            is_clean = True
        reason = "one of " + ", ".join(dict.fromkeys(known.values()))
    else:
        sql = typed(column, mapping, style, binder)
    can_be_wrong = bool(reason) and source.constant is None and not is_clean
    if source.default is not None and column.type not in HARD:
        can_be_wrong = False
    if source.plus_minutes or source.plus_seconds:
        can_be_wrong = False
    wrong = _unread(column, sql) if can_be_wrong else None
    soft = column.field in SOFT_TIMES
    if soft:
        reason = "a time whose zone is known; name it with --time-zone"
    refuses = (
        (column.type in HARD and not soft) or column.is_required or source.otherwise == "refuse"
    )
    if source.default is not None:
        sql = f"coalesce({sql}, {binder.bind(source.default)})"
    return Value(column, sql, wrong, refuses, reason, _rounded(column, style, binder))


def _unread(column: Column, sql: str) -> str:
    """When the column says something that was not read; a date that is none may be left out."""
    unread = f"({column.raw} IS NOT NULL AND {sql} IS NULL)"
    if column.type not in DATED or column.is_required:
        return unread
    return f"(CASE WHEN {unread} THEN NOT {dates.is_none(column.raw)} ELSE FALSE END)"


def _rounded(column: Column, style: Style | None, binder: Binder) -> str | None:
    if column.type is not FieldType.MONEY or not isinstance(style, NumberStyle):
        return None
    return numbers.is_rounded(column.raw, SQL_TYPES[FieldType.MONEY], style, binder)


def _choices(fill: Fill) -> dict[str, tuple[str, ...]]:
    return fill.target.choices or {}


def words_of(column: Column, fill: Fill, words: Words) -> dict[str, str] | None:
    """The translation that applies to the column: its own over the shared one over the choices."""
    source = column.source
    shared_name = source.values_of or f"{fill.table}.{column.field}"
    shared = words.tables.get(shared_name, {})
    choices = {choice: choice for choice in _choices(fill).get(column.field, ())}
    known = {**choices, **shared, **source.values}
    return known if known and column.type in (FieldType.TEXT, FieldType.ID) else None


def typed(column: Column, mapping: Mapping, style: Style | None, binder: Binder) -> str:
    """The column's value by its type alone."""
    raw, source, kind = column.raw, column.source, column.type
    if kind in DATED:
        style = style if isinstance(style, DateStyle) else DateStyle()
        if kind is FieldType.DATE:
            return dates.date(raw, style, binder)
        moment = dates.moment(raw, style, binder)
        if duration := column.minutes or column.seconds:
            unit = "to_minutes" if column.minutes else "to_seconds"
            return f"({moment} + {unit}(TRY_CAST(TRY_CAST({duration} AS DOUBLE) AS BIGINT)))"
        has_duration = bool(source.plus_minutes or source.plus_seconds)
        return "CAST(NULL AS TIMESTAMP)" if has_duration else moment
    if kind in NUMERIC:
        return _number(column, style, binder)
    address = style if isinstance(style, AddressStyle) else AddressStyle.MIXED
    words = style if isinstance(style, WordStyle) else None
    simple = {
        FieldType.TEXT: lambda: raw,
        FieldType.CURRENCY: lambda: currency.currency(raw, words, binder),
        FieldType.ID: lambda: ids.identifier(raw, mapping.id_form),
        FieldType.KEY: lambda: ids.key(
            ids.identifier(raw, mapping.id_form), mapping.system, binder
        ),
        FieldType.MEMBER: lambda: ids.identifier(raw, mapping.id_form),
        FieldType.EMAIL: lambda: text.email(raw, address, binder),
        FieldType.HOST: lambda: text.reference(raw, address, binder),
        FieldType.DOMAIN: lambda: text.host(raw, binder),
        FieldType.PHONE: lambda: text.phone(raw, binder),
        FieldType.BOOLEAN: lambda: values.boolean(raw, binder),
        FieldType.LIST: lambda: text.items(raw, source.list_separator, binder),
        FieldType.EMAIL_LIST: lambda: text.email_items(raw, source.list_separator, address, binder),
        FieldType.ID_LIST: lambda: _id_list(column, mapping, binder),
    }
    return simple[kind]()


def _number(column: Column, style: Style | None, binder: Binder) -> str:
    found = style if isinstance(style, NumberStyle) else numbers.PLAIN
    kind = SQL_TYPES[column.type]
    scale = column.source.scale
    if scale is not None:
        exact = numbers.number(column.raw, "DOUBLE", found, binder)
        return f"TRY_CAST({exact} * {binder.bind(scale)} AS {kind})"
    if column.type not in WHOLE:
        return numbers.number(column.raw, kind, found, binder)
    value = numbers.whole(column.raw, kind, found, binder)
    return f"CASE WHEN {value} >= 0 THEN {value} END" if column.type is FieldType.COUNT else value


def _id_list(column: Column, mapping: Mapping, binder: Binder) -> str:
    listed = text.items(column.raw, column.source.list_separator, binder)
    if mapping.id_form == "text":
        return listed
    return f"list_transform({listed}, lambda i: {ids.identifier('i', mapping.id_form)})"
