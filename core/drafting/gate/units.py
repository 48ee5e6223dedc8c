"""Words for currencies, units of time and the like."""

from __future__ import annotations

from decimal import Decimal

from core.drafting.gate.wordlist import words as _split

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")
"""``$`` alone stands for whichever of these an account is billed in."""

CURRENCY_SIGNS: dict[str, tuple[str, ...]] = {
    "$": DOLLARS, "\u20ac": ("EUR",), "\u00a3": ("GBP",), "\u00a5": ("JPY", "CNY"), "\u20b9": ("INR",),
    "us$": ("USD",), "a$": ("AUD",), "au$": ("AUD",), "c$": ("CAD",), "ca$": ("CAD",),
    "nz$": ("NZD",), "hk$": ("HKD",), "s$": ("SGD",), "r$": ("BRL",),
}  # fmt: skip

CURRENCY_CODES = frozenset(
    _split(
        "usd eur gbp chf jpy cny cad aud nzd sgd hkd sek nok dkk pln czk huf inr brl mxn zar ils krw "
        "aed sar try thb myr idr php twd ron bgn"
    )
)

CURRENCY_WORDS: dict[str, tuple[str, ...]] = {
    "dollar": DOLLARS, "dollars": DOLLARS, "euro": ("EUR",), "euros": ("EUR",),
    "pound": ("GBP",), "pounds": ("GBP",), "sterling": ("GBP",), "yen": ("JPY",),
    "franc": ("CHF",), "francs": ("CHF",), "rupees": ("INR",), "yuan": ("CNY",),
    "krona": ("SEK",), "kronor": ("SEK",), "kroner": ("NOK", "DKK"), "zloty": ("PLN",),
}  # fmt: skip

COIN_WORDS: dict[str, tuple[str, ...]] = {
    "pence": ("GBP",), "p": ("GBP",), "penny": ("GBP",), "cent": (*DOLLARS, "EUR"),
    "cents": (*DOLLARS, "EUR"), "c": (*DOLLARS, "EUR"),
}  # fmt: skip
"""A hundredth of the currency."""

CURRENCY_OF: dict[str, tuple[str, ...]] = {
    "us": ("USD",), "american": ("USD",), "canadian": ("CAD",), "australian": ("AUD",),
    "singapore": ("SGD",), "swiss": ("CHF",), "british": ("GBP",), "swedish": ("SEK",),
    "norwegian": ("NOK",), "danish": ("DKK",),
}  # fmt: skip
"""Which dollars, francs or crowns."""

TIME_UNITS: dict[str, str] = {
    "second": "seconds", "seconds": "seconds", "minute": "minutes", "minutes": "minutes",
    "min": "minutes", "mins": "minutes", "hour": "hours", "hours": "hours", "hr": "hours",
    "hrs": "hours", "h": "hours", "day": "days", "days": "days", "d": "days", "week": "weeks", "weeks": "weeks",
    "fortnight": "fortnights", "fortnights": "fortnights", "month": "months", "months": "months",
    "quarter": "quarters", "quarters": "quarters", "year": "years", "years": "years", "yr": "years",
    "yrs": "years", "decade": "decades", "decades": "decades",
}  # fmt: skip

DAYS_IN: dict[str, Decimal] = {
    "seconds": Decimal(1) / 86400, "minutes": Decimal(1) / 1440, "hours": Decimal(1) / 24,
    "days": Decimal(1), "weeks": Decimal(7), "fortnights": Decimal(14),
    "months": Decimal("30.4375"), "quarters": Decimal("91.3125"), "years": Decimal("365.25"),
    "decades": Decimal("3652.5"),
}  # fmt: skip
"""Months, quarters and years by their mean length in the Gregorian calendar."""

TIMES_WORDS = frozenset({"times", "x", "fold"})

WORKING = frozenset({"working", "business", "full", "whole", "calendar", "consecutive"})
"""Words between a number and a unit of time."""
