"""What a field would accept, in words for the person whose value it did not."""

from __future__ import annotations

from core.capture.targets import WHOLE, FieldType
from core.capture.transform import numbers
from core.capture.transform.numbers import NumberStyle


def expected(kind: FieldType, style: object) -> str:
    """What a value of this type looks like, in the style of its column; empty: any text will do."""
    if isinstance(style, NumberStyle) and not style.is_plain and kind not in WHOLE:
        return f"a number written like {numbers.example(style)}"
    return _BY_TYPE.get(kind, "")


_BY_TYPE = {
    FieldType.DATE: "a date, e.g. 2026-01-31 (years from 1000 on)",
    FieldType.DATETIME: "a time, e.g. 2026-01-31T09:30:00Z (years from 1000 on)",
    FieldType.MONEY: "an amount, e.g. 1234.50",
    FieldType.CURRENCY: "a currency code of ISO 4217, e.g. EUR",
    FieldType.NUMBER: "a number, e.g. 12.5",
    FieldType.INTEGER: "a whole number",
    FieldType.COUNT: "a whole number that is not negative",
    FieldType.BOOLEAN: "true or false",
    FieldType.EMAIL: "an e-mail address",
    FieldType.EMAIL_LIST: "e-mail addresses",
    FieldType.DOMAIN: "a web domain, e.g. example.com",
}
"""What would be accepted, by type; a type not named here takes any text."""
