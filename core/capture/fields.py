"""What a canonical table is to an import: its fields by type, what is required, watched, placed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    """What a field holds; decides the transform a mapping need not name."""

    TEXT = "text"
    ID = "id"
    KEY = "key"
    EMAIL = "email"
    MEMBER = "member"
    DOMAIN = "domain"
    HOST = "host"
    PHONE = "phone"
    DATE = "date"
    DATETIME = "datetime"
    MONEY = "money"
    CURRENCY = "currency"
    NUMBER = "number"
    INTEGER = "integer"
    COUNT = "count"
    BOOLEAN = "boolean"
    LIST = "list"
    EMAIL_LIST = "email_list"
    ID_LIST = "id_list"


SQL_TYPES = {
    FieldType.KEY: "UBIGINT",
    FieldType.DATE: "DATE",
    FieldType.DATETIME: "TIMESTAMP",
    FieldType.MONEY: "DECIMAL(18,2)",
    FieldType.NUMBER: "DOUBLE",
    FieldType.INTEGER: "INTEGER",
    FieldType.COUNT: "BIGINT",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.LIST: "VARCHAR[]",
    FieldType.EMAIL_LIST: "VARCHAR[]",
    FieldType.ID_LIST: "VARCHAR[]",
}
"""DuckDB type of a field's values; the others are ``VARCHAR``."""

WHOLE = frozenset({FieldType.INTEGER, FieldType.COUNT})
"""Types of whole numbers; a ``COUNT`` is not negative."""


@dataclass(frozen=True)
class Target:
    """One table of ``crm``.

    ``required`` must be filled for a record to be accepted. ``choices`` are the values a field may
    take. ``derived`` columns are computed here. ``watched`` fields, given by the name of their
    change event and an expression over a row named ``r``, are compared between imports. ``places``
    says that rows belong to an account.
    """

    table: str
    key: str
    fields: dict[str, FieldType]
    required: tuple[str, ...] = ()
    choices: dict[str, tuple[str, ...]] | None = None
    watched: dict[str, str] | None = None
    places: bool = False
    derived: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The table without its schema, e.g. ``account``."""
        return self.table.removeprefix("crm.")

    @property
    def all_fields(self) -> dict[str, FieldType]:
        """The fields a mapping may fill, the references to the account among them."""
        return {**self.fields, **(PLACE if self.places else {})}

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the table, in no particular order."""
        placed = ("account_key", "placed_by") if self.places else ()
        return (self.key, *self.all_fields, *self.derived, *placed, *PROVENANCE)

    def sql_type(self, column: str) -> str:
        """DuckDB type of a column."""
        if column in (self.key, "account_key", "row_hash"):
            return "UBIGINT"
        if column in ("batch_id", "source_line"):
            return "BIGINT"
        kind = self.all_fields.get(column)
        return SQL_TYPES.get(kind, "VARCHAR") if kind else "VARCHAR"


PROVENANCE = ("source_system", "source_id", "batch_id", "source_line", "row_hash")

PLACE = {
    "account_ref": FieldType.ID,
    "account_domain_ref": FieldType.HOST,
    "account_name_ref": FieldType.TEXT,
}
"""How a row may point at its account."""
