"""A staged file made ready: its columns found, its styles settled, the SQL of its values built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.capture import compile as compiler
from core.capture.compile import DATED, Part, Resolver, Value
from core.capture.doubled import doubled
from core.capture.evidence import padded_columns, settle
from core.capture.mapping.model import Mapping
from core.capture.mapping.words import Words
from core.capture.model import ImportOptions, Question
from core.capture.stage import Staged
from core.capture.targets import FieldType, Target
from core.capture.transform import dates
from core.capture.transform.binder import Binder
from core.errors import InvalidInput
from core.store import Transaction


@dataclass(frozen=True)
class Check:
    """What refuses a record, or is noted of it: true for the records that have the problem."""

    predicate: str
    raw: str
    column: str
    reason: str
    refuses: bool


@dataclass(frozen=True)
class Ready:
    """One table's share, ready to run: ``values`` by field, ``accepted`` the predicate."""

    part: Part
    values: tuple[Value, ...]
    checks: tuple[Check, ...]
    accepted: str

    @property
    def target(self) -> Target:
        return self.part.fill.target

    def value(self, field: str) -> Value | None:
        """The value of a field, if the file has it."""
        return next((value for value in self.values if value.column.field == field), None)


@dataclass(frozen=True)
class Prepared:
    """Everything needed to load one staged file."""

    staged: Staged
    mapping: Mapping
    binder: Binder
    parts: tuple[Ready, ...]
    questions: tuple[Question, ...]


def prepare(
    work: Transaction, staged: Staged, mapping: Mapping, words: Words, options: ImportOptions
) -> Prepared:
    """Resolve ``mapping`` against the staged file; raises when the file lacks what it needs."""
    binder = Binder()
    header = staged.source.header
    padded = padded_columns(work, header, mapping)
    resolved = [
        compiler.resolve(mapping, fill, header, padded=padded, binder=binder)
        for fill in mapping.target
    ]
    if resolved[0] is None:
        raise InvalidInput(
            f"{staged.source.file_name} lacks columns that {mapping.title} need.",
            "Import it as another kind, or edit the mapping.",
        )
    parts = [part for part in resolved if part is not None]
    styles, questions = settle(
        work, parts, mapping, options, words=words, header=header, binder=binder
    )
    ready = []
    for number, part in enumerate(parts):
        values = tuple(
            compiler.value_of(
                column,
                mapping,
                part.fill,
                words,
                style=styles.get(part.place(column)),
                binder=binder,
            )
            for column in part.columns
        )
        values = _with_currency(values, part, mapping, options, binder)
        repeated = [Check(*one) for one in doubled(part, header)]
        rules = _refusal_rules(mapping, header, binder) if number == 0 else []
        rules += [check for check in repeated if check.refuses and number == 0]
        noted = [replace(check, refuses=False) for check in repeated if check not in rules]
        checks = (*rules, *_checks(part, values, header), *noted)
        ready.append(Ready(part, values, checks, _accepted(part, values, rules)))
    return Prepared(staged, mapping, binder, tuple(ready), tuple(questions))


def _with_currency(
    values: tuple[Value, ...],
    part: Part,
    mapping: Mapping,
    options: ImportOptions,
    binder: Binder,
) -> tuple[Value, ...]:
    """Amounts that carry no currency take the mapping's or the person's; otherwise none.

    One that names what is no currency takes none: the default would be a guess.
    """
    amount = next((value for value in values if value.column.type is FieldType.MONEY), None)
    if amount is None or "currency" not in part.fill.target.fields:
        return values
    own = next((value for value in values if value.column.field == "currency"), None)
    default = mapping.currency or options.currency
    if own is None and default is None:
        return values
    told = binder.bind(default.upper()) if default else "NULL"
    code = f"CASE WHEN {own.column.raw} IS NULL THEN {told} ELSE {own.sql} END" if own else told
    sql = f"CASE WHEN {amount.sql} IS NOT NULL THEN {code} END"
    template = own or Value(amount.column, sql, None, False, "")
    filled = replace(template, sql=sql, column=replace(template.column, field="currency"))
    return (*(value for value in values if value is not own), filled)


def _refusal_rules(mapping: Mapping, header: Sequence[str], binder: Binder) -> list[Check]:
    resolver = Resolver(header)
    found = []
    for rule in mapping.refuse:
        if cells := resolver.raws(rule.column):
            listed = ", ".join(binder.bind(value.lower()) for value in rule.values)
            predicate = f"coalesce(lower({cells[0]}) IN ({listed}), false)"
            name = header[resolver.positions(rule.column)[0]]
            found.append(Check(predicate, cells[0], name, rule.reason, True))
    return found


def _checks(part: Part, values: Sequence[Value], header: Sequence[str]) -> list[Check]:
    named = _identity_columns(part, header)
    missing = "the record has no identifier"
    checks = [Check(f"{part.identity} IS NULL", part.identity, named, missing, True)]
    for value in values:
        label = ", ".join(dict.fromkeys(header[place] for place in value.column.positions))
        label = label or value.column.field
        if value.column.is_required:
            empty = f"({value.column.raw} IS NULL AND {value.sql} IS NULL)"
            checks.append(Check(empty, value.column.raw, label, "a value is required", True))
        if value.wrong:
            reason = f"expected {value.reason}" if value.refuses else f"left empty: {value.reason}"
            checks.append(Check(value.wrong, value.column.raw, label, reason, value.refuses))
        if value.rounded:
            reason = "rounded to two decimals"
            checks.append(Check(value.rounded, value.column.raw, label, reason, False))
    return checks


def _identity_columns(part: Part, header: Sequence[str]) -> str:
    resolver = Resolver(header)
    places = [place for group in part.fill.identity for place in resolver.positions(group)[:1]]
    return ", ".join(header[place] for place in places)


def _accepted(part: Part, values: Sequence[Value], rules: Sequence[Check]) -> str:
    conditions = [f"{part.identity} IS NOT NULL", *(f"NOT {rule.predicate}" for rule in rules)]
    for value in values:
        if value.column.is_required:
            conditions.append(f"{value.sql} IS NOT NULL")
        elif value.wrong and value.refuses:
            raw = value.column.raw
            none = f" OR {dates.is_none(raw)}" if value.column.type in DATED else ""
            conditions.append(f"({raw} IS NULL OR {value.sql} IS NOT NULL{none})")
    return " AND ".join(conditions)
