"""Which country a phone number is of."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def country_of_phone(phone: str | None) -> str | None:
    """ISO 3166 code of an international number; ``None`` for one of no country (satellites, freephone)."""
    if not phone or not phone.startswith("+"):
        return None
    from phonenumbers import (  # noqa: PLC0415 - large tables
        NumberParseException,
        parse,
        region_code_for_number,
    )

    try:
        code = region_code_for_number(parse(phone))
    except NumberParseException:
        return None
    return code if code and len(code) == 2 and code.isalpha() else None


@lru_cache(maxsize=256)
def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166 code."""
    from babel import Locale  # noqa: PLC0415 - its tables are loaded when first asked for

    return str(Locale("en").territories.get(code, code))
