"""Tickets that are gone from their system: noticed, flagged, never erased, and back when they are back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from core.actor import COMMAND_LINE, SCHEDULER, Actor, Role
from core.capture import imports, undo
from core.capture.poll import Source, poll_status, sweep, sweep_all
from core.capture.poll.sweep import doubt
from core.capture.poll.trouble import SourceDown, SourceRefuses
from core.errors import Forbidden, InvalidInput, OutsideFailure
from core.settings import Settings
from core.store import Store
from tests.conftest import NOW
from tests.servers.http import Call, Reply
from tests.servers.jira import BEN, JiraServer, issue
from tests.servers.kayako import ClassicServer, Desk, KayakoServer, case
from tests.unit.capture.poll.conftest import Hands, Poll, Sweep, at, events, gone, tickets

DESKS = {KayakoServer: Source.KAYAKO, ClassicServer: Source.KAYAKO_CLASSIC}


@pytest.fixture
def server() -> Iterator[JiraServer]:
    """Thirty issues, ten a page."""
    with JiraServer(NOW, page_size=10) as running:
        for number in range(1, 31):
            running.issues[f"SUP-{number}"] = issue(f"SUP-{number}", created=at(8, number))
        yield running


def flagged(store: Store) -> list[tuple[str, str | None, str | None, int, int]]:
    rows = store.rows(
        "SELECT field, from_value, to_value, source_line, previous_source_line FROM crm.change_event"
        " WHERE field IN ('disappeared', 'reappeared') ORDER BY batch_id, source_line"
    )
    return [tuple(row.values()) for row in rows]


def test_a_deleted_issue_is_flagged_and_keeps_its_row(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store, hands: Hands
) -> None:
    server.comment("SUP-3", BEN, at(9), "We look into it.")
    poll_of(server, Source.JIRA)
    before, said = tickets(store), events(store)
    del server.issues["SUP-3"]
    hands.now = NOW + timedelta(days=1)
    report = sweep_of(server, Source.JIRA)
    assert (report.known, report.listed, report.missing) == (30, 29, 1)
    assert (report.gone, report.returned, report.problem) == ({"SUP-3": "not found"}, (), "")
    assert gone(store) == {"SUP-3": "not found"}
    assert (tickets(store), events(store)) == (before, said)
    (noticed,) = store.rows("FROM crm.change_event WHERE field = 'disappeared'")
    assert noticed["observed_at"] == hands.now
    assert noticed["account_key"] == store.value(
        "SELECT account_key FROM crm.ticket WHERE source_id = 'SUP-3'"
    )


def test_what_was_found_is_an_import_with_a_file_and_is_undone_like_one(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    del server.issues["SUP-3"], server.issues["SUP-7"]
    report = sweep_of(server, Source.JIRA)
    assert report.import_id is not None
    (batch,) = [one for one in imports(store, COMMAND_LINE) if one["import_id"] == report.import_id]
    assert batch["file_name"] == "jira-sweep-20260630T120000.csv"
    assert (batch["kind"], batch["read_rows"], batch["accepted_rows"]) == ("jira.issue", 2, 2)
    assert batch["refused_rows"] == 0
    kept = store.path.parent / f"{store.path.name}.files" / batch["file_sha256"]
    lines = kept.read_text().splitlines()
    for field, ticket, why, line, _before in flagged(store):
        assert lines[line - 1] == f"{ticket},{field},{why}"
    undo(store, COMMAND_LINE, report.import_id)
    assert gone(store) == {}
    assert len(tickets(store)) == 30
    assert sweep_of(server, Source.JIRA).gone == report.gone


def test_a_forbidden_issue_is_no_longer_visible(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    server.forbidden = {"SUP-9"}
    sweep_of(server, Source.JIRA)
    assert gone(store) == {"SUP-9": "not visible"}


def test_an_issue_moved_out_of_the_polled_project_is_followed(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    asked = {"jira_jql": "project = SUP"}
    poll_of(server, Source.JIRA, **asked)
    server.move("SUP-5", "OPS-5")
    report = sweep_of(server, Source.JIRA, **asked)
    assert report.gone == {"SUP-5": "moved to OPS-5"}
    assert set(tickets(store)) == {f"SUP-{number}" for number in range(1, 31)}


def test_an_issue_moved_within_what_is_polled_is_known_by_its_new_key_alone(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store, hands: Hands
) -> None:
    poll_of(server, Source.JIRA)
    hands.now = server.now = NOW + timedelta(hours=2)
    server.move("SUP-5", "OPS-5")
    poll_of(server, Source.JIRA)
    sweep_of(server, Source.JIRA)
    assert "OPS-5" in tickets(store)
    assert gone(store) == {"SUP-5": "moved to OPS-5"}


def test_an_issue_that_the_query_no_longer_finds_is_told_from_a_deleted_one(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    server.issues["OPS-4"] = issue("OPS-4", created=at(8))
    poll_of(server, Source.JIRA)
    report = sweep_of(server, Source.JIRA, jira_jql="project = SUP")
    assert report.gone == {"OPS-4": "not among what is polled"}


def test_an_issue_that_is_there_when_asked_for_is_not_gone(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    held = server.issues.pop("SUP-30")

    def back(_call: Call) -> None:
        server.issues["SUP-30"] = held

    pages = 3
    server.faults = [*[lambda _call: None] * pages, back]
    report = sweep_of(server, Source.JIRA)
    assert (report.missing, report.gone) == (1, {})
    assert gone(store) == {}


def test_sweeping_again_changes_nothing(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    del server.issues["SUP-3"]
    sweep_of(server, Source.JIRA)
    before = store.rows("FROM crm.change_event"), len(imports(store, COMMAND_LINE))
    again = sweep_of(server, Source.JIRA)
    assert (again.known, again.missing, again.gone, again.import_id) == (29, 0, {}, None)
    assert (store.rows("FROM crm.change_event"), len(imports(store, COMMAND_LINE))) == before


def test_a_sweep_of_an_unchanged_source_changes_nothing(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    before = len(imports(store, COMMAND_LINE))
    report = sweep_of(server, Source.JIRA)
    assert (report.missing, report.gone, report.import_id) == (0, {}, None)
    assert store.value("SELECT count(*) FROM crm.change_event") == 0
    assert len(imports(store, COMMAND_LINE)) == before


def test_what_is_listed_again_is_back(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    held = server.issues.pop("SUP-3")
    sweep_of(server, Source.JIRA)
    server.issues["SUP-3"] = held
    report = sweep_of(server, Source.JIRA)
    assert (report.gone, report.returned) == ({}, ("SUP-3",))
    assert gone(store) == {}
    assert [one[0] for one in flagged(store)] == ["disappeared", "reappeared"]
    del server.issues["SUP-3"]
    assert sweep_of(server, Source.JIRA).gone == {"SUP-3": "not found"}


def test_a_poll_that_brings_a_gone_ticket_brings_it_back(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store, hands: Hands
) -> None:
    poll_of(server, Source.JIRA)
    held = server.issues.pop("SUP-3")
    sweep_of(server, Source.JIRA)
    hands.now = server.now = NOW + timedelta(hours=2)
    server.issues["SUP-3"] = held
    server.comment("SUP-3", BEN, hands.now, "It is back.")
    poll_of(server, Source.JIRA)
    assert gone(store) == {}
    assert sweep_of(server, Source.JIRA).import_id is None


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([None, None, *[Reply(503)] * 5], id="the service stops answering"),
        pytest.param([None, *[Reply(429, b"", {"Retry-After": "9"})] * 5], id="too many requests"),
        pytest.param([None, Reply(429, b"", {"Retry-After": "3600"})], id="asked to wait an hour"),
        pytest.param([None, *[Reply(200, b'{"issues": [', cut=5)] * 5], id="cut connections"),
        pytest.param([None, Reply(403, b"{}")], id="the list is refused"),
        pytest.param([*[None] * 3, *[Reply(500)] * 5], id="no answer about the missing one"),
    ],
)
def test_a_list_that_breaks_off_concludes_nothing_and_says_so(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store, faults: list[Reply | None]
) -> None:
    poll_of(server, Source.JIRA)
    del server.issues["SUP-3"]
    server.faults.clear()
    server.fail(*faults)
    with pytest.raises((SourceDown, SourceRefuses)):
        sweep_of(server, Source.JIRA)
    assert gone(store) == {}
    (status, *_others) = poll_status(store, Settings(**server.settings()), COMMAND_LINE)
    (run,) = status.sweeps
    assert (run.status, run.gone, run.import_id) == ("failed", 0, None)
    assert run.problem.startswith("Jira ")
    server.faults.clear()
    assert sweep_of(server, Source.JIRA).gone == {"SUP-3": "not found"}


def test_a_cut_connection_that_is_mended_loses_nothing(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    del server.issues["SUP-30"]
    server.fail(
        None, Reply(200, b"{}" * 50, cut=3), Reply(429, b"", {"Retry-After": "2"}), hang_up=True
    )
    server.lose_places = True
    report = sweep_of(server, Source.JIRA)
    assert (report.listed, report.gone) == (29, {"SUP-30": "not found"})
    assert report.retries >= 3


def test_many_missing_at_once_conclude_nothing_unless_a_person_says_so(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    for number in range(1, 12):
        del server.issues[f"SUP-{number}"]
    report = sweep_of(server, Source.JIRA)
    assert report.problem == (
        "11 of 30 known tickets are missing from the list at once: nothing is concluded from it."
    )
    assert (report.gone, gone(store)) == ({}, {})
    (status, *_others) = poll_status(store, Settings(**server.settings()), COMMAND_LINE)
    assert [(run.status, run.missing, run.problem) for run in status.sweeps] == [
        ("unsure", 11, report.problem)
    ]
    sure = sweep_of(server, Source.JIRA, however_many=True)
    assert set(sure.gone) == set(gone(store)) == {f"SUP-{number}" for number in range(1, 12)}


@pytest.mark.parametrize(
    ("known", "listed", "missing", "is_doubted"),
    [
        (100, 89, 11, False),
        (100, 80, 20, False),
        (100, 79, 21, True),
        (11, 1, 10, False),
        (12, 1, 11, True),
        (1, 0, 1, False),
        (2, 0, 2, True),
        (0, 0, 0, False),
    ],
)
def test_how_many_may_be_missing(
    known: int, listed: int, missing: int, *, is_doubted: bool
) -> None:
    assert bool(doubt(known, listed, missing)) == is_doubted


def test_tickets_that_only_an_export_brought_are_not_judged(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    from tests.unit.capture.poll.conftest import bring

    poll_of(server, Source.JIRA)
    with JiraServer(NOW) as elsewhere:
        elsewhere.issues["OLD-1"] = issue("OLD-1", created=at(8))
        bring(store, store.path.parent, "old.csv", elsewhere.export(), time_zone="UTC")
    assert "OLD-1" in tickets(store)
    assert sweep_of(server, Source.JIRA).gone == {}


def test_a_polled_ticket_that_an_export_changed_is_still_judged(
    server: JiraServer, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    from tests.unit.capture.poll.conftest import bring

    poll_of(server, Source.JIRA)
    server.change("SUP-2", "status", "4", at(11))
    bring(store, store.path.parent, "now.csv", server.export(), time_zone="UTC")
    del server.issues["SUP-2"]
    assert sweep_of(server, Source.JIRA).gone == {"SUP-2": "not found"}


@pytest.fixture(params=DESKS, ids=["new", "classic"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Seven tickets, three a page."""
    with request.param(NOW, most=3) as running:
        for number in range(1, 8):
            running.cases[number] = case(number, created=at(8, day=20 + number))
        yield running


def test_kayako_s_tickets_that_are_gone_are_told_apart(
    desk: Desk, poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    source = DESKS[type(desk)]
    poll_of(desk, source)
    names = {name.removeprefix("ABC-").lstrip("0")[0]: name for name in tickets(store)}
    del desk.cases[1]
    desk.forbidden = {2}
    desk.cases[3]["state"] = "TRASH"
    desk.merge(4, into=5)
    report = sweep_of(desk, source)
    assert report.gone == {
        names["1"]: "not found",
        names["2"]: "not visible",
        names["3"]: "in the trash",
        names["4"]: f"moved to {names['5']}",
    }
    assert gone(store) == report.gone
    desk.cases[3]["state"] = "ACTIVE"
    desk.forbidden = set()
    again = sweep_of(desk, source)
    assert set(again.returned) == {names["2"], names["3"]}
    assert set(gone(store)) == {names["1"], names["4"]}
    assert sweep_of(desk, source).import_id is None


def test_one_kayako_does_not_judge_the_other_s_tickets(
    poll_of: Poll, sweep_of: Sweep, store: Store
) -> None:
    with KayakoServer(NOW) as new, ClassicServer(NOW) as classic:
        new.cases[1] = case(1, created=at(8))
        classic.cases[2] = case(2, created=at(8))
        poll_of(new, Source.KAYAKO)
        poll_of(classic, Source.KAYAKO_CLASSIC)
        assert sweep_of(new, Source.KAYAKO).known == 1
        assert sweep_of(classic, Source.KAYAKO_CLASSIC).gone == {}
        assert gone(store) == {}


def test_only_those_who_may_import_sweep(server: JiraServer, store: Store) -> None:
    settings = Settings(**server.settings())
    with pytest.raises(Forbidden):
        sweep(store, settings, Actor("cleo@us.example", frozenset({Role.CSM})), Source.JIRA)
    with pytest.raises(InvalidInput, match="RAPPORT_KAYAKO_URL"):
        sweep(store, settings, COMMAND_LINE, Source.KAYAKO)
    assert server.calls == []


def test_the_daily_sweep_looks_at_every_source_and_names_those_that_failed(
    server: JiraServer, poll_of: Poll, store: Store, hands: Hands
) -> None:
    poll_of(server, Source.JIRA)
    del server.issues["SUP-3"]
    assert sweep_all(store, Settings(), SCHEDULER) == "no ticket system is polled"
    with KayakoServer(NOW) as broken:
        broken.faults = [lambda _call: Reply(401, b"{}")] * 9
        settings = Settings(**server.settings(), **broken.settings())
        with pytest.raises(OutsideFailure) as caught:
            sweep_all(store, settings, SCHEDULER, pause=hands.paused.append)
    assert caught.value.message == (
        "jira: 29 listed, 1 gone, 0 back;"
        " kayako: Kayako does not accept the credentials (HTTP 401)."
    )
    assert gone(store) == {"SUP-3": "not found"}
