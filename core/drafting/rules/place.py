"""Where the recipient may be, by the facts of a sheet."""

from __future__ import annotations

from core.drafting.fact import FactSheet


def countries(sheet: FactSheet) -> tuple[str, ...]:
    """ISO codes of the countries the recipient may be in; empty when nothing says.

    A country whose name nobody can read is given as an empty code: it is somewhere.
    """
    for fact_id in ("recipient.country", "account.country"):
        fact = sheet.get(fact_id)
        if fact is not None:
            codes = [text for text in (str(fact.value), *fact.aliases) if _is_code(text)]
            return tuple(dict.fromkeys(codes)) or ("",)
    return ()


def zones(sheet: FactSheet) -> tuple[str, ...]:
    """Time zones the recipient may be in; empty when nothing says."""
    fact = sheet.get("recipient.time_zone")
    return () if fact is None else tuple(dict.fromkeys((str(fact.value), *fact.aliases)))


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isupper()
