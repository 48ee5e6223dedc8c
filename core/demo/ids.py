"""Record identifiers as Salesforce makes them: 15 characters and a checksum of their capitals."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
EMPTY = "000000000000000AAA"
"""What the org export writes for an empty lookup."""


def salesforce_id(prefix: str, number: int) -> str:
    """The 18-character id of record ``number`` of the object with the key ``prefix`` (``001``…)."""
    digits = ""
    rest = number * 37 + 101
    while rest:
        rest, digit = divmod(rest, 62)
        digits = _DIGITS[digit] + digits
    short = f"{prefix}Qy{digits.rjust(10, '0')}"
    check = ""
    for start in (0, 5, 10):
        bits = sum(1 << place for place in range(5) if short[start + place].isupper())
        check += _CHECK[bits]
    return short + check
