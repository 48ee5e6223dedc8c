"""Quantiles of the Beta distribution: what a few answers among a few messages say of a rate."""

from __future__ import annotations

import math
from functools import lru_cache

_STEPS = 200
_SMALLEST = 1e-300
_PRECISION = 1e-12


@lru_cache(maxsize=4096)
def interval(successes: float, failures: float, share: float = 0.9) -> tuple[float, float]:
    """The central ``share`` of Beta(successes, failures), both above 0: low and high, 0 to 1."""
    tail = (1 - share) / 2
    return quantile(tail, successes, failures), quantile(1 - tail, successes, failures)


def quantile(probability: float, a: float, b: float) -> float:
    """The value below which ``probability`` of Beta(a, b) lies, by bisection."""
    low, high = 0.0, 1.0
    while high - low > _PRECISION:
        middle = (low + high) / 2
        if cumulative(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def cumulative(x: float, a: float, b: float) -> float:
    """The share of Beta(a, b) below ``x``: the regularised incomplete beta function."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1.0 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            value *= c * d
        if abs(c * d - 1.0) < _PRECISION:
            break
    return value


def _away(value: float) -> float:
    """The value, kept away from 0 so that it can be divided by."""
    return value if abs(value) > _SMALLEST else _SMALLEST
