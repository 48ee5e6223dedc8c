"""A simulated year of the demonstration, day by day, with channels that fail and a server that restarts.

What should happen is worked out beside it from each day's scores by a few lines of Python that share
nothing with the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.actor import LOCAL, SCHEDULER
from core.capture import ImportOptions, plan, publish
from core.channels.events import EventKind, events
from core.channels.notices import ChannelName, Notice, deliver_due, deliveries
from core.channels.notices.channel import Sent
from core.channels.trouble import ChannelDown
from core.clock import Clock
from core.demo.exports import write_exports
from core.errors import InvalidInput
from core.health.escalation.drafts import draft_outreach
from core.health.escalation.watch import observe
from core.policy import ensure_shipped
from core.settings import Settings
from core.store import ModelSet, Store, refresh

END = date(2026, 6, 30)
SHORT, YEAR = 45, 365
RANK = {"red": 0, "amber": 1, "green": 2}
CADENCE = {"critical": 1, "high": 2, "medium": 7}


@dataclass
class Channel:
    """A channel that is down from ``down_from`` for a week; it keeps what got through."""

    name: ChannelName
    now: list[datetime]
    down_from: date | None = None
    got: list[str] = field(default_factory=list)
    failed: int = 0
    webhook: str = ""

    def missing(self) -> str:
        return ""

    def where(self) -> str:
        return "here"

    def deliver(self, notice: Notice) -> Sent:
        today = self.now[0].date()
        if self.down_from and self.down_from <= today < self.down_from + timedelta(days=7):
            self.failed += 1
            raise ChannelDown("It does not answer.")
        self.got.append(notice.key)
        return Sent(notice.key)


class Expected:
    """The definition of an escalation, written again without SQL: one account a dictionary entry."""

    def __init__(self, large: set[int], renewals: dict[int, date | None]) -> None:
        self.large, self.renewals = large, renewals
        self.last: dict[int, tuple[str, float]] = {}
        self.standing: dict[int, dict[str, Any]] = {}
        self.said: list[tuple[date, str, int, str]] = []

    def severity(self, key: int, day: date, band: str, score: float) -> str:
        if band == "red" and score < 20:
            return "critical"
        renewal = self.renewals[key]
        near = renewal is not None and 0 <= (renewal - day).days <= 90
        step = (band == "red") + (key in self.large or near)
        return ("medium", "high", "critical")[step]

    def scan(self, day: date, key: int, band: str, score: float | None) -> None:
        if band == "grey" or score is None:
            return
        before, now = self.last.get(key), self.severity(key, day, band, score)
        self.last[key] = (band, score)
        open_one = self.standing.get(key)
        order = list(CADENCE)
        if open_one is None:
            first = before is None and score < 40
            fell = before is not None and before[1] >= 40 > score
            worse = before is not None and RANK[band] < RANK[before[0]]
            if first or fell or worse:
                self.standing[key] = {"worst": band, "severity": now, "better": 0}
                self.said.append((day, "opened", key, now))
            return
        if score >= 40 and RANK[band] > RANK[open_one["worst"]]:
            open_one["better"] += 1
            if open_one["better"] == 2:
                self.said.append((day, "recovered", key, open_one["severity"]))
                del self.standing[key]
            return
        open_one["better"] = 0
        severer = order.index(now) < order.index(open_one["severity"])
        if RANK[band] < RANK[open_one["worst"]] or severer:
            open_one["worst"] = min(open_one["worst"], band, key=lambda one: RANK[one])
            open_one["severity"] = now if severer else open_one["severity"]
            self.said.append((day, "worsened", key, open_one["severity"]))


class Year:
    """The installation: its file, the moment, and how it is opened again after a restart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = [datetime(2026, 6, 30, 12)]
        self.models = _health_models()
        self.store = self._open()
        ensure_shipped(self.store)
        for export in write_exports(folder / "exports", END):
            options = ImportOptions(
                date_order="dmy",
                time_zone=export.time_zone,
                currency="USD",
                exported_at=export.exported_at,
            )
            planned = plan(self.store, LOCAL, export.files, options=options, check=False)
            publish(self.store, LOCAL, planned)

    def _open(self) -> Store:
        clock = Clock(now=lambda: self.now[0])
        return Store.open(self.folder / "rapport.duckdb", clock=clock, threads=2)

    def restart(self) -> None:
        self.store.close()
        self.store = self._open()


def _health_models() -> ModelSet:
    """The models that technical health rests on: the others cost time and decide nothing here."""
    needed, found = {"mart.account_health"}, []
    for model in reversed(ModelSet.load().ordered):
        if model.table in needed:
            found.insert(0, model)
            needed |= model.reads
    return ModelSet(tuple(found))


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    made = Year(tmp_path)
    yield made
    made.store.close()


def _expected(year: Year) -> Expected:
    rows = year.store.rows("SELECT account_key, arr_amount, currency, renewal_on FROM crm.account")
    large = set()
    for row in rows:
        same = [
            other["arr_amount"]
            for other in rows
            if other["arr_amount"] and other["currency"] == row["currency"]
        ]
        greater = sum(amount > (row["arr_amount"] or 0) for amount in same)
        if row["arr_amount"] and greater / len(same) < 0.2:
            large.add(row["account_key"])
    return Expected(large, {row["account_key"]: row["renewal_on"] for row in rows})


@pytest.mark.parametrize("days", [SHORT, pytest.param(YEAR, marks=pytest.mark.fuzz)])
def test_each_escalation_opens_once_reaches_every_channel_once_and_recovers(
    year: Year, days: int
) -> None:
    expected = _expected(year)
    start = END - timedelta(days=days - 1)
    ways = [
        Channel(ChannelName.EMAIL, year.now),
        Channel(ChannelName.CHAT, year.now, down_from=start + timedelta(days=days // 3)),
        Channel(ChannelName.CRM_PAGE, year.now),
    ]
    drafted: Counter[int] = Counter()

    def make(account_key: int, _sender: str) -> int:
        if sum(drafted.values()) % 5 == 4 and drafted[account_key] == 0:
            drafted[0] += 1
            raise InvalidInput("Nobody can be written to.")
        drafted[account_key] += 1
        return drafted.total()

    for number in range(days):
        day = start + timedelta(days=number)
        year.now[0] = datetime.combine(day, datetime.min.time()) + timedelta(hours=2)
        refresh(year.store, year.models, day, SCHEDULER)
        observe(year.store, SCHEDULER, day)
        if number % 9 == 4:
            year.restart()
            observe(year.store, SCHEDULER, day)
        draft_outreach(year.store, SCHEDULER, make, most=25)
        for row in year.store.rows(
            "SELECT account_key, rag, score FROM mart.account_health WHERE as_of = $day",
            {"day": day},
        ):
            expected.scan(day, row["account_key"], row["rag"], row["score"])
        for _ in range(2):
            deliver_due(year.store, Settings(), SCHEDULER, channels=ways)
            year.now[0] += timedelta(hours=11)
    year.now[0] += timedelta(days=1)
    deliver_due(year.store, Settings(), SCHEDULER, channels=ways)
    _compare(year, expected, ways)


def _compare(year: Year, expected: Expected, ways: list[Channel]) -> None:
    store = year.store
    kept = store.rows("SELECT * FROM ops.escalation ORDER BY escalation_id")
    number = {row["escalation_id"]: row["account_key"] for row in kept}
    opened = {
        (row["opened_on"], row["account_key"], key)
        for row in kept
        for key in [f"escalation/{row['escalation_id']}/opened"]
    }
    wanted = Counter((what, key) for _, what, key, _ in expected.said)
    assert len(kept) == sum(what == "opened" for _, what, _, _ in expected.said)
    assert {(on, key) for on, key, _ in opened} == {
        (day, key) for day, what, key, _ in expected.said if what == "opened"
    }
    assert {(row["recovered_on"], row["account_key"]) for row in kept if row["recovered_on"]} == {
        (day, key) for day, what, key, _ in expected.said if what == "recovered"
    }
    standing = {row["account_key"]: row["severity"] for row in kept if not row["recovered_on"]}
    assert standing == {key: one["severity"] for key, one in expected.standing.items()}

    found = events(store, LOCAL, limit=100_000)
    words = {
        EventKind.ESCALATION_OPENED: "opened",
        EventKind.ESCALATION_WORSENED: "worsened",
        EventKind.ESCALATION_RECOVERED: "recovered",
    }
    assert Counter((words[one.kind], one.account_key) for one in found) == wanted
    said = Counter((what, key, severity) for _, what, key, severity in expected.said)
    told = Counter((words[one.kind], one.account_key, one.data["severity"]) for one in found)
    assert told == said

    keys = Counter(one.key for one in found)
    assert set(keys.values()) == {1}
    for way in ways:
        assert Counter(way.got) == keys, way.name
    assert ways[1].failed > 0
    ledger = deliveries(store, LOCAL, limit=100_000)
    assert Counter(one.channel for one in ledger) == dict.fromkeys(ChannelName, len(keys))
    assert {one.state.value for one in ledger} == {"delivered"}

    with_draft = [row["draft_id"] for row in kept if row["draft_id"] is not None]
    assert len(with_draft) == len(set(with_draft)) > 0
    assert all(row["draft_id"] is not None or row["draft_note"] for row in kept), number
