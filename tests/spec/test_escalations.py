"""Escalations by example: a row a daily scan, the colour and score it saw, and what followed.

``open``: an escalation opens; ``worsen``: the one that stands got worse; ``over``: it has recovered; an
empty cell: nobody is told anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from core.actor import LOCAL
from core.clock import Clock
from core.health.escalation.watch import observe
from core.policy import current, save
from core.store import ModelSet, Store
from tests.spec.world import World, key

FIRST = date(2026, 6, 1)


@dataclass
class Scans:
    """One database whose accounts are given their scores by hand, a day after the other."""

    world: World
    moment: datetime

    @property
    def store(self) -> Store:
        return self.world.store

    @property
    def today(self) -> date:
        return self.moment.date()

    def add(self, **accounts: str) -> None:
        """Accounts with what is said of them: ``arr=100 USD renewal=2026-07-01``."""
        with self.store.transaction(LOCAL, "test.accounts") as work:
            for name, said in accounts.items():
                told = dict(part.split("=") for part in said.split())
                work.execute(
                    "INSERT INTO crm.account (account_key, source_id, source_system, name,"
                    " arr_amount, currency, renewal_on, tier, owner_email)"
                    " VALUES ($key, $name, 'rapport', $name, $arr, $currency, $renewal, $tier, $owner)",
                    {
                        "key": key(name),
                        "name": name,
                        "arr": told.get("arr"),
                        "currency": told.get("currency", "USD") if "arr" in told else None,
                        "renewal": told.get("renewal"),
                        "tier": told.get("tier"),
                        "owner": told.get("owner"),
                    },
                )
            work.touch("crm.account")

    def set(self, account: str, band: str, score: float | None) -> None:
        with self.store.transaction(LOCAL, "test.score") as work:
            work.execute(
                "DELETE FROM mart.account_health WHERE account_key = $key AND as_of = $day",
                {"key": key(account), "day": self.today},
            )
            work.execute(
                "INSERT INTO mart.account_health BY NAME SELECT $day::DATE AS as_of,"
                " $key::UBIGINT AS account_key, $score::DOUBLE AS score, $band AS rag, []::VARCHAR[]"
                " AS rules_tripped",
                {"day": self.today, "key": key(account), "score": score, "band": band},
            )

    def scan(self, account: str | None = None) -> str:
        done = observe(self.store, LOCAL, self.today, None if account is None else key(account))
        said = {"open": done.opened, "worsen": done.worsened, "over": done.recovered}
        return " ".join(word for word, numbers in said.items() for _ in numbers)

    def next_day(self) -> None:
        self.moment += timedelta(days=1)

    def follow(self, table: str, account: str = "A") -> None:
        """Scan day after day; each line is ``band score | what followed``."""
        for number, line in enumerate(table.strip().splitlines(), start=1):
            seen, _, expected = (part.strip() for part in line.partition("|"))
            band, _, score = seen.partition(" ")
            self.set(account, band, float(score) if score else None)
            assert self.scan() == expected, f"scan {number}: {line.strip()}"
            assert self.scan() == "", f"scan {number} again"
            self.next_day()


Made = Callable[..., Scans]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, models: ModelSet) -> Iterator[Made]:
    with ExitStack() as opened:

        def make(**accounts: str) -> Scans:
            start = datetime(2026, 6, 1, 2)
            found: list[Scans] = []
            clock = Clock(now=lambda: found[0].moment if found else start)
            path = tmp_path_factory.mktemp("scans") / "rapport.duckdb"
            store = opened.enter_context(Store.open(path, clock=clock, threads=2))
            found.append(Scans(World(store, models, as_of=FIRST), start))
            found[0].add(**accounts)
            found[0].world.refresh(FIRST - timedelta(days=1))
            return found[0]

        yield make


@pytest.fixture(scope="module")
def shared(made: Made) -> Scans:
    """One database for all examples with the shipped policy, each with an account of its own."""
    return made()


@pytest.mark.parametrize(
    ("name", "table"),
    [
        (
            "the status worsens",
            """
            green 90 |
            amber 69 | open
            amber 69 |
            amber 50 |
            """,
        ),
        (
            "the score crosses below the limit",
            """
            amber 45 |
            red 39   | open
            red 20   |
            """,
        ),
        (
            "from green to red is one crossing",
            """
            green 90 |
            red 30   | open
            """,
        ),
        (
            "an escalation that gets worse is the same escalation",
            """
            green 90 |
            amber 60 | open
            red 30   | worsen
            red 25   |
            """,
        ),
        (
            "two better scans in a row end it",
            """
            green 90 |
            amber 60 | open
            green 75 |
            green 75 | over
            green 75 |
            """,
        ),
        (
            "one better scan does not, and the count starts again",
            """
            green 90 |
            amber 60 | open
            green 75 |
            amber 60 |
            green 75 |
            amber 60 |
            green 71 |
            green 71 | over
            """,
        ),
        (
            "better is better than the worst colour since",
            """
            green 90 |
            amber 60 | open
            red 30   | worsen
            amber 60 |
            amber 60 | over
            red 30   | open
            """,
        ),
        (
            "a higher score of the same colour is not better",
            """
            green 90 |
            amber 45 | open
            amber 69 |
            amber 69 |
            amber 69 |
            """,
        ),
        (
            "an account first seen red escalates, one first seen amber does not",
            """
            red 10   | open
            amber 40 |
            amber 40 | over
            """,
        ),
        (
            "first seen amber",
            """
            amber 45 |
            amber 41 |
            """,
        ),
        (
            "grey says nothing: neither worse nor better, and the last colour stands",
            """
            green 90 |
            grey     |
            amber 60 | open
            grey     |
            green 75 |
            grey     |
            green 75 | over
            grey     |
            green 75 |
            """,
        ),
        (
            "a very low score makes a red account critical, which is worse",
            """
            amber 50 |
            red 30   | open
            red 19   | worsen
            red 5    |
            red 30   |
            red 10   |
            """,
        ),
        (
            "what has recovered escalates anew",
            """
            green 90 |
            red 30   | open
            green 90 |
            green 90 | over
            red 30   | open
            """,
        ),
    ],
)
def test_a_scan_says_what_is_new_and_says_it_once(shared: Scans, name: str, table: str) -> None:
    account = name.replace(" ", "_")
    shared.add(**{account: ""})
    shared.follow(table, account)


def test_a_policy_for_the_score_alone_escalates_within_a_colour(
    made: Made,
) -> None:
    here = made(A="")
    changed = current(here.store).with_values(
        {("escalation_score", ""): 60, ("recovery_scans", ""): 3}
    )
    save(here.store, LOCAL, changed, "earlier")
    here.follow(
        """
        amber 65 |
        amber 59 | open
        amber 60 |
        amber 65 |
        amber 65 | over
        """
    )


def test_first_seen_can_be_left_alone(made: Made) -> None:
    here = made(A="")
    changed = current(here.store).with_value("escalate_first_seen", 0)
    save(here.store, LOCAL, changed, "quiet start")
    here.follow(
        """
        red 10   |
        amber 50 |
        red 10   | open
        """
    )


def test_several_looks_on_one_day_count_as_one_better_scan(shared: Scans) -> None:
    here, name = shared, "looks"
    here.add(**{name: ""})
    for band, score, expected in (
        ("green", 90, ""),
        ("red", 30, "open"),
        ("green", 90, ""),
        ("amber", 60, ""),
        ("green", 90, ""),
    ):
        here.set(name, band, score)
        assert here.scan(name) == expected
    here.next_day()
    here.set(name, "green", 90)
    assert here.scan() == "over"


def test_worse_again_on_the_same_day_takes_the_better_scan_back(shared: Scans) -> None:
    here, name = shared, "back"
    here.add(**{name: ""})
    here.follow("green 90 |\nred 30 | open\nred 30 |", name)
    here.set(name, "green", 90)
    assert here.scan() == ""
    here.set(name, "red", 30)
    assert here.scan() == ""
    here.next_day()
    here.follow("green 90 |\ngreen 90 | over", name)


def test_a_day_before_the_last_one_seen_says_nothing(made: Made) -> None:
    here = made(A="")
    here.follow("green 90 |\ngreen 91 |")
    here.moment -= timedelta(days=2)
    here.set("A", "red", 10)
    assert here.scan() == ""


def test_one_account_is_looked_at_alone(made: Made) -> None:
    here = made(A="", B="")
    for name in "AB":
        here.set(name, "green", 90)
    assert here.scan() == ""
    for name in "AB":
        here.set(name, "red", 30)
    assert here.scan("A") == "open"
    assert here.scan("A") == ""
    assert here.scan() == "open"
    assert here.store.value("SELECT count(DISTINCT account_key) FROM ops.escalation") == 2


SEVERITIES = """
worth                              | band score | severity | why
                                   | amber 60   | medium   | amber
arr=1 currency=EUR                 | amber 60   | high     | amber large_arr
renewal=2026-07-01                 | amber 60   | high     | amber renewal_near
arr=1 currency=GBP renewal=2026-07-01 | amber 60 | high    | amber large_arr renewal_near
                                   | red 30     | high     | red
                                   | red 20     | high     | red
                                   | red 19     | critical | red very_low_score
renewal=2026-07-01                 | red 30     | critical | red renewal_near
renewal=2026-05-31                 | red 30     | high     | red
renewal=2027-05-31                 | red 30     | high     | red
arr=0 currency=CHF                 | red 30     | high     | red
"""


def test_severity_follows_colour_score_arr_and_renewal(made: Made) -> None:
    here = made()
    rows = [line.split("|") for line in SEVERITIES.strip().splitlines()[1:]]
    for number, (worth, *_rest) in enumerate(rows):
        here.add(**{f"S{number}": worth.strip()})
        here.set(f"S{number}", "green", 90)
    here.scan()
    for number, (_worth, seen, severity, why) in enumerate(rows):
        band, score = seen.split()
        here.set(f"S{number}", band, float(score))
        here.scan(f"S{number}")
        found = here.store.one(
            "SELECT severity, severity_reasons FROM ops.escalation WHERE account_key = $key",
            {"key": key(f"S{number}")},
        )
        assert found == {"severity": severity.strip(), "severity_reasons": why.split()}, number


def test_large_arr_is_the_top_of_its_currency(made: Made) -> None:
    here = made(**{f"A{n}": f"arr={n * 100}" for n in range(1, 11)}, B="arr=5 currency=EUR")
    for name in (*(f"A{n}" for n in range(1, 11)), "B"):
        here.set(name, "red", 30)
    assert here.scan() == " ".join(["open"] * 11)
    found = here.store.rows(
        "SELECT account.source_id FROM ops.escalation JOIN crm.account AS account USING (account_key)"
        " WHERE list_contains(severity_reasons, 'large_arr') ORDER BY ALL"
    )
    assert [row["source_id"] for row in found] == ["A10", "A9", "B"]
