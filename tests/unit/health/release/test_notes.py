"""Notes on a new release: once for each account, found again after a crash, told to whom it concerns."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from core.actor import LOCAL, Actor, Role
from core.channels.events import EventKind, events
from core.clock import fixed
from core.errors import Forbidden, InvalidInput, MissingFacts, ReadOnly
from core.health.release.notes import LATER, NEWER, NOBODY, draft_notes
from core.health.release.reading import releases, runs
from core.policy import current, save
from core.store import ModelSet, Store
from tests.spec.tables import parse
from tests.spec.world import AS_OF, World, key

TABLES = """
accounts
account_id | tier       | owner_email
uses       | enterprise | ann@us.example
older      | mid_market | ann@us.example
both       | mid_market | bob@us.example
other      | mid_market | bob@us.example
unowned    | smb        |

features
account_id | feature  | in_use | first_seen_on
uses       | Returns  | yes    | 2025-04-02
older      | Exports  | yes    | 2025-04-02
both       | Returns  | yes    | 2025-04-02
both       | Exports  | yes    | 2025-04-02
other      | Returns  | no     |
unowned    | Returns  | yes    | 2025-04-02

releases
item_id | release | released_on | feature | title
R1      | 7.2     | 2026-06-20  | Returns | Returns in bulk
R2      | 7.1     | 2026-06-10  | Exports | Exports of any size
R3      | 7.0     | 2026-05-30  | Exports | Long out
"""


class Maker:
    """Stands for the engine: puts a draft on record and gives its number."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[tuple[int, str]] = []
        self.error: Exception | None = None

    def __call__(self, account_key: int, sender: str) -> int:
        self.asked.append((account_key, sender))
        if self.error is not None:
            raise self.error
        draft_id = len(self.asked)
        with self.store.transaction(LOCAL, "test.draft") as work:
            work.execute(
                "INSERT INTO ops.draft BY NAME SELECT $id AS draft_id, 'release_notes' AS kind, "
                "'release_notes' AS purpose, 'warm' AS tone, 'standard' AS length, "
                "$account::UBIGINT AS account_key, $sender AS sender, 'drafted' AS status, "
                "1 AS version, 0 AS unmatched, $at AS created_at, 'test' AS created_by, "
                "$at AS changed_at",
                {
                    "id": draft_id,
                    "account": account_key,
                    "sender": sender,
                    "at": self.store.clock.now(),
                },
            )
        return draft_id


@pytest.fixture(scope="module")
def models() -> ModelSet:
    return ModelSet.load()


@pytest.fixture
def made(tmp_path: Path, models: ModelSet) -> Iterator[World]:
    clock = fixed(datetime(2026, 6, 30, 12, 0))
    with Store.open(tmp_path / "rapport.duckdb", clock=clock, threads=2) as store:
        yield World(store, models, TABLES)


@pytest.fixture
def make(made: World) -> Maker:
    return Maker(made.store)


def states(made: World, release: str) -> dict[str, str]:
    return {run.account_id: run.state for run in runs(made.store, LOCAL, release=release).rows}


def test_each_account_is_told_once_of_the_newest_release_that_matters(
    made: World, make: Maker
) -> None:
    done = draft_notes(made.store, LOCAL, make, AS_OF)
    assert done.releases == ("7.2", "7.1")
    assert {account for account, _ in make.asked} == {key("uses"), key("both"), key("older")}
    assert states(made, "7.2") == {
        "uses": "drafted",
        "both": "drafted",
        "other": "none",
        "older": "none",
        "unowned": "waiting",
    }
    assert states(made, "7.1")["both"] == "overtaken"
    assert states(made, "7.1")["older"] == "drafted"
    assert states(made, "7.0") == {}


def test_running_again_makes_nothing_and_writes_nothing(made: World, make: Maker) -> None:
    draft_notes(made.store, LOCAL, make, AS_OF)
    version = made.store.data_version
    again = draft_notes(made.store, LOCAL, make, AS_OF)
    assert again.made == ()
    assert len(make.asked) == 3
    assert made.store.data_version == version


def test_a_draft_made_before_a_crash_is_found_again(made: World, make: Maker) -> None:
    make(key("uses"), "ann@us.example")
    draft_notes(made.store, LOCAL, make, AS_OF)
    assert [account for account, _ in make.asked].count(key("uses")) == 1
    (run,) = runs(made.store, LOCAL, release="7.2", account_keys=[key("uses")]).rows
    assert (run.state, run.draft_id) == ("drafted", 1)


def test_who_got_none_is_on_record_with_the_reason(made: World, make: Maker) -> None:
    draft_notes(made.store, LOCAL, make, AS_OF)
    notes = {run.account_id: run.note for run in runs(made.store, LOCAL, release="7.2").rows}
    assert notes["other"] == "Returns is known to be not in use."
    assert notes["older"] == "Nothing on record of theirs has to do with it."
    assert notes["unowned"] == NOBODY
    (both,) = runs(made.store, LOCAL, release="7.1", account_keys=[key("both")]).rows
    assert both.note == NEWER


def test_what_is_missing_is_said_and_tried_again(made: World, make: Maker) -> None:
    make.error = InvalidInput("Nobody can be written to.", "Import a contact.")
    draft_notes(made.store, LOCAL, make, AS_OF)
    (run,) = runs(made.store, LOCAL, release="7.2", account_keys=[key("uses")]).rows
    assert (run.state, run.draft_id) == ("waiting", None)
    assert "Import a contact." in run.note
    make.error = MissingFacts("No name.", (("Sender", "Import users."),))
    draft_notes(made.store, LOCAL, make, AS_OF)
    (run,) = runs(made.store, LOCAL, release="7.2", account_keys=[key("uses")]).rows
    assert run.note == "Facts are missing. Sender: Import users."
    make.error = None
    draft_notes(made.store, LOCAL, make, AS_OF)
    assert states(made, "7.2")["uses"] == "drafted"


def test_a_database_that_takes_no_writes_stops_the_run(made: World, make: Maker) -> None:
    make.error = ReadOnly("Read-only.", "Free space.")
    with pytest.raises(ReadOnly):
        draft_notes(made.store, LOCAL, make, AS_OF)


def test_data_that_come_later_make_it_matter_while_the_release_is_new(
    made: World, make: Maker
) -> None:
    draft_notes(made.store, LOCAL, make, AS_OF)
    made.add(parse("features\naccount_id | feature | in_use\nolder | Returns | yes"))
    made.refresh()
    draft_notes(made.store, LOCAL, make, AS_OF)
    assert states(made, "7.2")["older"] == "drafted"
    assert states(made, "7.1")["older"] == "drafted"


def test_no_more_than_the_policy_allows_are_drafted_in_one_run(made: World, make: Maker) -> None:
    policy = current(made.store).with_value("release_drafts_max", 1)
    save(made.store, LOCAL, policy.to_toml(), "Slowly")
    first = draft_notes(made.store, LOCAL, make, AS_OF)
    assert len(first.made) == 1
    notes = [run.note for run in runs(made.store, LOCAL, states=["waiting"]).rows]
    assert notes.count(LATER) == 3
    for _ in range(3):
        draft_notes(made.store, LOCAL, make, AS_OF)
    assert len(make.asked) == 3


def test_two_runs_at_once_draft_nothing_twice(made: World, make: Maker) -> None:
    other = threading.Thread(target=draft_notes, args=(made.store, LOCAL, make, AS_OF))

    def slowly(account_key: int, sender: str) -> int:
        if other.ident is None:
            other.start()
            other.join(timeout=0.2)  # were it let in now, it would end before
        return make(account_key, sender)

    draft_notes(made.store, LOCAL, slowly, AS_OF)
    other.join(5)
    assert len(make.asked) == len({account for account, _ in make.asked}) == 3


def test_those_refused_before_do_not_keep_the_others_back(
    made: World, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.health.release.notes.ATTEMPTS", 1)
    policy = current(made.store).with_value("release_drafts_max", 1)
    save(made.store, LOCAL, policy.to_toml(), "Slowly")
    make.error = InvalidInput("Nobody can be written to.", "Import a contact.")
    for _ in range(3):
        draft_notes(made.store, LOCAL, make, AS_OF)
    assert len({account for account, _ in make.asked}) == 3


def test_whoever_writes_to_the_account_hears_of_the_draft_once(made: World, make: Maker) -> None:
    for _ in range(2):
        draft_notes(made.store, LOCAL, make, AS_OF)
    found = events(made.store, LOCAL, kinds=[EventKind.RELEASE_NOTES_READY])
    assert sorted(event.for_email for event in found) == [
        "ann@us.example",
        "ann@us.example",
        "bob@us.example",
    ]
    (event,) = [event for event in found if event.account_key == key("uses")]
    assert event.title == "Notes on release 7.2 wait for review"
    assert event.detail == "Returns in bulk: uses Returns since 2 April 2025"
    assert {row.split("/")[0] for row in event.evidence} == {
        "crm.release_item",
        "crm.feature_usage",
    }


def test_releases_are_counted_over_the_accounts_one_sees(made: World, make: Maker) -> None:
    draft_notes(made.store, LOCAL, make, AS_OF)
    newest = releases(made.store, LOCAL, AS_OF)[0]
    assert (newest.release, newest.is_new, newest.drafted, newest.waiting, newest.nothing) == (
        "7.2",
        True,
        2,
        1,
        2,
    )
    bob = Actor("bob@us.example", frozenset({Role.CSM}))
    mine = releases(made.store, bob, AS_OF)[0]
    assert (mine.judged, mine.drafted, mine.nothing) == (2, 1, 1)
    assert {run.account_id for run in runs(made.store, bob).rows} == {"both", "other"}


def test_security_01_a_csm_drafts_for_the_own_accounts_and_an_analyst_for_none(
    made: World, make: Maker
) -> None:
    draft_notes(made.store, Actor("bob@us.example", frozenset({Role.CSM})), make, AS_OF)
    assert {account for account, _ in make.asked} == {key("both")}
    with pytest.raises(Forbidden):
        draft_notes(made.store, Actor("eve@us.example", frozenset({Role.ANALYST})), make, AS_OF)


@pytest.mark.parametrize("day", [date(2026, 7, 19), date(2026, 7, 20)])
def test_a_release_is_new_for_the_days_of_the_policy(made: World, make: Maker, day: date) -> None:
    made.refresh(day)
    done = draft_notes(made.store, LOCAL, make, day)
    assert done.releases == (("7.2",) if day == date(2026, 7, 19) else ())
