"""Identifiers and the keys made from them."""

from __future__ import annotations

from core.capture.transform.binder import Binder

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
EMPTY_LOOKUP = "000000000000000AAA"
"""What Salesforce's weekly export writes for an empty lookup."""


def identifier(raw: str, form: str) -> str:
    """An identifier as the source gives it; Salesforce's 15 characters become its 18."""
    return _salesforce(raw) if form == "salesforce" else raw


def key(identifier_sql: str, system: str, binder: Binder) -> str:
    """The key of the record of ``system`` with this identifier."""
    return f"md5_number_lower({binder.bind(system)} || chr(31) || {identifier_sql})"


def _salesforce(raw: str) -> str:
    """The last three characters of the long form say which letters of the short are capitals."""
    suffix = " || ".join(_check_character(raw, start) for start in (1, 6, 11))
    short = f"length({raw}) = 15 AND regexp_full_match({raw}, '[0-9A-Za-z]{{15}}')"
    return f"CASE WHEN {short} THEN {raw} || {suffix} ELSE nullif({raw}, '{EMPTY_LOOKUP}') END"


def _check_character(raw: str, start: int) -> str:
    bits = " + ".join(
        f"{2**place} * (substr({raw}, {start + place}, 1) BETWEEN 'A' AND 'Z')::INTEGER"
        for place in range(5)
    )
    return f"substr('{_ALPHABET}', 1 + {bits}, 1)"
