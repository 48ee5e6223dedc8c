"""Numbers on screen: cut down where a colour hangs on them, in units, and never without either."""

from __future__ import annotations

from datetime import date
from unittest.mock import Mock

import pytest

from core import policy
from core.cockpit import Kpi
from core.cockpit.health import Adjustment, Contribution
from core.health.escalation import Escalation
from core.ui import cards, escalation_words, policy_form, tables, words
from core.ui.waterfall import waterfall


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (69.6, 0, "69"),
        (69.999999, 0, "69"),
        (70.0, 0, "70"),
        (39.98, 1, "39.9"),
        (None, 0, words.NONE),
    ],
)
def test_a_score_is_cut_down_and_never_rounded_up(
    value: float | None, digits: int, shown: str
) -> None:
    assert words.score(value, digits) == shown


def test_a_sum_of_points_that_only_misses_its_value_by_arithmetic_is_not_cut() -> None:
    assert words.score(0.1 + 0.2 + 69.7) == "70"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1.0, "days", "1 day"),
        (3.6, "days", "3.6 days"),
        (0.75, "share", "75%"),
        (1, "QBRs", "1 QBR"),
        (None, "days", words.NONE),
    ],
)
def test_a_measure_has_its_unit(value: float | None, unit: str, shown: str) -> None:
    assert words.measure(value, unit) == shown


def _kpi(value: float, unit: str, target: float) -> Kpi:
    return Kpi("name", "Label", unit, True, "of", "all", "Definition.", value, 1, 2, target)


@pytest.mark.parametrize(
    ("value", "unit", "target", "shown"),
    [
        (0.7961, "share", 0.8, "79.6%"),
        (0.8, "share", 0.8, "80%"),
        (0.634, "share", 0.8, "63%"),
        (44.7, "days", 45, "44.7 days"),
    ],
)
def test_a_value_near_its_target_is_not_shown_as_the_target(
    value: float, unit: str, target: float, shown: str
) -> None:
    assert cards.value(_kpi(value, unit, target), unit) == shown


@pytest.mark.parametrize("pages", [2, 3, 4])
def test_a_pager_of_a_few_pages_has_room_for_five_buttons_below_which_some_are_left_out(
    pages: int,
) -> None:
    button, gap = 28, 3.5
    width = tables.pager_width(pages)
    assert isinstance(width, int)
    assert width >= 2 * button + gap + 5 * (button + gap)


def test_a_pager_of_more_pages_is_as_wide_as_its_buttons() -> None:
    assert tables.pager_width(5) == "content"


def _factor(name: str, points: float | None, most: float) -> Contribution:
    state = "missing" if points is None else "present"
    return Contribution(name, points, most, state, None, None, None, None, ())


def _steps(found: dict[str, object]) -> dict[str, str]:
    trace = found["data"][0]  # type: ignore[index]
    return {x.replace("<br>", " "): text for x, text in zip(trace["x"], trace["text"], strict=True)}


def test_a_waterfall_says_which_step_rescales_and_which_cuts_at_a_hundred() -> None:
    full = [_factor("aged_critical_tickets", 60.0, 60), _factor("open_tickets", 40.0, 40)]
    won = [Adjustment("deal_won", 3.0, "", ())]
    assert _steps(waterfall(full, won, score=100.0, uncapped=100.0)) == {
        "Aged critical tickets": "60 of 60",
        "Open tickets": "40 of 40",
        "Deal won": "+3",
        "Kept within limits": "-3",
        "Score": "100",
    }


def test_a_waterfall_rescales_to_what_was_measured_before_the_rules_cap() -> None:
    half = [_factor("aged_critical_tickets", 45.0, 60), _factor("open_tickets", None, 40)]
    assert _steps(waterfall(half, score=69.0, uncapped=75.0)) == {
        "Aged critical tickets": "45 of 60",
        "Open tickets": "not measured",
        "Rescaled to measured": "+30",
        "Cap by rules": "-6",
        "Score": "69",
    }


def test_a_yes_or_no_of_the_policy_is_chosen_in_words() -> None:
    rows = [
        (name, threshold)
        for name, threshold in policy.shipped().thresholds.items()
        if threshold.unit == "flag"
    ]
    index = [name for name, _ in rows].index("counts_qbr")
    assert policy_form.changed(rows, {index: {"SMB": "Yes", "Enterprise": "No"}}) == {
        ("counts_qbr", "smb"): 1.0,
        ("counts_qbr", "enterprise"): 0.0,
    }
    assert policy_form.changed(rows, {index: {"SMB": "Perhaps", "Mid-market": ["Yes"]}}) == {}


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 7, 2), "Update the customer by 2 Jul 2026"),
        (date(2026, 6, 30), "Update the customer by 30 Jun 2026"),
        (date(2026, 6, 29), "Update due 29 Jun 2026, 1 day overdue"),
        (date(2026, 6, 1), "Update due 1 Jun 2026, 29 days overdue"),
    ],
)
def test_an_update_that_is_overdue_says_so(due: date, said: str) -> None:
    one = Mock(spec=Escalation, is_over=False, update_on=due)
    assert escalation_words.update(one, date(2026, 6, 30)) == said


def test_a_threshold_speaks_of_others_as_the_page_calls_them() -> None:
    for _, rows in policy_form.sections(policy.shipped()):
        for _, threshold in rows:
            assert "_" not in policy_form.described(threshold, rows)
    rows = dict(policy_form.sections(policy.shipped()))["Technical health"]
    oldest = next(threshold for _, threshold in rows if threshold.label == "Oldest P1")
    assert "none at \N{LEFT DOUBLE QUOTATION MARK}No points left at" in policy_form.described(
        oldest, rows
    )


def test_an_e_mail_is_called_the_same_everywhere() -> None:
    assert words.name("email") == "E-mail"
    assert words.name("inbound_email") == "E-mail from them"
    assert words.name("outbound_email") == "E-mail from us"
    assert words.name("health_checkin") == "Health check-in"
