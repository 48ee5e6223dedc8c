"""Advocacy: what makes a champion of an executive with the score for it, and which rows say so."""

from __future__ import annotations

import pytest

from tests.spec.world import key

# account -> the signals about its executive: kind, observed on, about whom; and the level that follows.
# Everybody earns 75 of 100: one of two business reviews (12.5) and high alignment (25) of 50.
CASES = {
    "referral": ("referral", "2026-05-01", "x_referral", "champion"),
    "reference": ("reference", "2026-05-01", "x_reference", "champion"),
    "advocacy": ("advocacy", "2026-05-01", "x_advocacy", "champion"),
    "internal": ("internal_advocacy", "2026-05-01", "x_internal", "champion"),
    "spaced": ("Internal advocacy", "2026-05-01", "x_spaced", "champion"),
    "hyphened": (" INTERNAL-ADVOCACY", "2026-05-01", "x_hyphened", "champion"),
    "same_day": ("referral", "2026-06-30", "x_same_day", "champion"),
    "first_day": ("referral", "2025-07-01", "x_first_day", "champion"),
    "too_old": ("referral", "2025-06-30", "x_too_old", "engaged"),
    "too_new": ("referral", "2026-07-01", "x_too_new", "engaged"),
    "other_kind": ("hiring", "2026-05-01", "x_other_kind", "engaged"),
    "longer_kind": ("referral request", "2026-05-01", "x_longer_kind", "engaged"),
    "somebody_else": ("referral", "2026-05-01", "else@somebody_else.com", "engaged"),
    "nobody": ("referral", "2026-05-01", "", "engaged"),
}


@pytest.fixture(scope="module")
def told(world):
    accounts = "\n".join(f"{name} | smb" for name in [*CASES, "silent", "met"])
    contacts = "\n".join(f"x_{name} | {name} | CEO" for name in [*CASES, "silent", "met"])
    goals = "\n".join(f"{name} | g | high" for name in [*CASES, "silent", "met"])
    reviews = "\n".join(f"{n} | business_review | 2026-06-01 | x_{n}" for n in [*CASES, "met"])
    signals = "\n".join(
        f"{name} | {kind} | {day} | {who}" for name, (kind, day, who, _) in CASES.items()
    )
    return world(
        f"""
accounts
account_id | tier
{accounts}

contacts
contact_id | account_id | title
{contacts}

goals
account_id | our_initiative | alignment
{goals}

activities
account_id | kind | occurred_at | participants
{reviews}
silent | note | 2026-06-01 |
silent | business_review | 2025-01-01 | x_silent
met | reference | 2026-05-01 | x_met

signals
account_id | kind | observed_on | contact_email
{signals}
silent | referral | 2026-06-01 | x_silent
met | reference | 2026-05-02 | x_met
"""
    )


@pytest.mark.parametrize("account", CASES)
def test_a_signal_of_advocacy_about_the_executive_makes_a_champion(told, account):
    row = told.sponsor(account)
    assert (row["score"], row["level"]) == (75, CASES[account][3])


def test_a_signal_is_no_contact(told):
    assert told.sponsor("silent")["level"] == "disengaged"
    assert told.executive("x_referral")["touchpoints"] == 1


def test_the_rows_that_speak_of_advocacy_are_named(told):
    (signal,) = told.store.rows(
        "SELECT signal_key FROM crm.signal WHERE account_key = $account", {"account": key("met")}
    )
    (activity,) = told.store.rows(
        "SELECT activity_key FROM crm.activity WHERE account_key = $account AND kind = 'reference'",
        {"account": key("met")},
    )
    assert told.executive("x_met")["advocacy_evidence"] == [
        f"crm.activity/{activity['activity_key']}",
        f"crm.signal/{signal['signal_key']}",
    ]
    assert told.executive("x_too_old")["advocacy_evidence"] == []
