"""What a poll promises: all or nothing, nothing missed, nothing told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from core.actor import COMMAND_LINE, SCHEDULER, Actor, Role
from core.capture import imports, undo
from core.capture.poll import Source, poll, poll_due, poll_status, polling
from core.capture.poll.trouble import SourceDown, SourceRefuses
from core.errors import DatabaseBusy, Forbidden, InvalidInput
from core.settings import Settings
from core.store import Store
from tests.conftest import NOW
from tests.servers.http import Reply
from tests.servers.jira import BEN, TOKEN, JiraServer, issue
from tests.servers.kayako import PASSWORD, SECRET, ClassicServer, KayakoServer
from tests.unit.capture.poll.conftest import Hands, Poll, at, events, tickets


@pytest.fixture
def server() -> Iterator[JiraServer]:
    with JiraServer(NOW) as running:
        for number in range(1, 6):
            running.issues[f"SUP-{number}"] = issue(f"SUP-{number}", created=at(8, number))
        yield running


def test_a_poll_that_fails_imports_nothing_and_the_next_begins_where_it_began(
    server: JiraServer, poll_of: Poll, store: Store, hands: Hands
) -> None:
    poll_of(server, Source.JIRA)
    hands.now = server.now = NOW + timedelta(hours=1)
    for number in (1, 2, 3):
        server.comment(f"SUP-{number}", BEN, NOW + timedelta(minutes=number), "Hello.")
    server.fail(None, None, None, *[Reply(503)] * 5)
    with pytest.raises(SourceDown, match="Jira is busy"):
        poll_of(server, Source.JIRA)
    assert events(store) == []
    (status, *_others) = poll_status(store, Settings(**server.settings()), COMMAND_LINE)
    assert [run.status for run in status.runs] == ["failed", "done"]
    assert "busy" in status.runs[0].problem
    hands.now = server.now = NOW + timedelta(hours=3)
    assert poll_of(server, Source.JIRA).tickets == 3
    assert len(events(store)) == 3


@pytest.mark.parametrize(
    ("kind", "source", "secret"),
    [
        (JiraServer, Source.JIRA, "jira_token"),
        (KayakoServer, Source.KAYAKO, "kayako_password"),
        (ClassicServer, Source.KAYAKO_CLASSIC, "kayako_classic_secret"),
    ],
)
def test_wrong_credentials_are_refused_at_once_and_name_the_settings(
    kind: type[JiraServer], source: Source, secret: str, poll_of: Poll, hands: Hands
) -> None:
    with kind(NOW) as server:
        with pytest.raises(SourceRefuses, match="does not accept the credentials") as caught:
            poll_of(server, source, **{secret: "guessed"})
        assert f"RAPPORT_{source.name}_URL" in str(caught.value)
        assert "guessed" not in str(caught.value)
        assert hands.paused == []


def test_waiting_has_an_end(server: JiraServer, poll_of: Poll, hands: Hands) -> None:
    server.fail(Reply(429, b"", {"Retry-After": "3600"}))
    with pytest.raises(SourceDown):
        poll_of(server, Source.JIRA)
    assert hands.paused == []
    limit = Reply(429, b"", {"Retry-After": "100"})
    server.fail(*[limit, limit, limit, None] * 5)
    with pytest.raises(SourceDown, match="wait for too long"):
        poll_of(server, Source.JIRA, full=True)
    assert sum(hands.paused) <= 900


def test_a_redirect_is_not_followed(server: JiraServer, poll_of: Poll) -> None:
    with JiraServer(NOW) as other:
        server.fail(Reply(302, b"", {"Location": f"{other.url}/rest/api/3/field"}))
        with pytest.raises(SourceRefuses, match="points elsewhere"):
            poll_of(server, Source.JIRA)
        assert other.calls == []


@pytest.mark.parametrize(
    "url",
    [
        "http://jira.example",
        "ftp://jira.example",
        "https://ann:pw@jira.example",
        "jira",
        "https://",
    ],
)
def test_an_address_that_is_not_to_be_called_is_refused(
    store: Store, url: str, hands: Hands
) -> None:
    settings = Settings(jira_url=url, jira_token="x")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        poll(store, settings, COMMAND_LINE, Source.JIRA, pause=hands.paused.append)


def test_a_source_that_is_not_set_up_says_what_to_set(store: Store) -> None:
    with pytest.raises(InvalidInput, match="RAPPORT_KAYAKO_CLASSIC_URL"):
        poll(store, Settings(), COMMAND_LINE, Source.KAYAKO_CLASSIC)


def test_only_those_who_may_import_poll(server: JiraServer, store: Store) -> None:
    settings = Settings(**server.settings())
    csm = Actor("cleo@us.example", frozenset({Role.CSM}))
    with pytest.raises(Forbidden):
        poll(store, settings, csm, Source.JIRA)
    with pytest.raises(Forbidden):
        poll_status(store, settings, csm)
    assert server.calls == []


def test_an_undone_poll_is_read_again(
    server: JiraServer, poll_of: Poll, store: Store, hands: Hands
) -> None:
    poll_of(server, Source.JIRA)
    hands.now = server.now = NOW + timedelta(hours=1)
    server.comment("SUP-4", BEN, NOW + timedelta(minutes=30), "Hello.")
    second = poll_of(server, Source.JIRA)
    assert second.import_id is not None
    undo(store, COMMAND_LINE, second.import_id)
    assert events(store) == []
    hands.now = server.now = NOW + timedelta(hours=5)
    assert poll_of(server, Source.JIRA).tickets == 1
    assert len(events(store)) == 1
    hands.now = server.now = NOW + timedelta(hours=6)
    assert poll_of(server, Source.JIRA).tickets == 0


def test_the_first_poll_undone_begins_anew(server: JiraServer, poll_of: Poll, store: Store) -> None:
    first = poll_of(server, Source.JIRA)
    assert first.import_id is not None
    undo(store, COMMAND_LINE, first.import_id)
    assert tickets(store) == {}
    assert poll_of(server, Source.JIRA).tickets == 5


def test_a_crash_between_import_and_record_repeats_without_effect(
    server: JiraServer, poll_of: Poll, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:

        def die(*_args: object, **_more: object) -> None:
            raise KeyboardInterrupt

        crash.setattr(polling._Run, "record", die)
        with pytest.raises(KeyboardInterrupt):
            poll_of(server, Source.JIRA)
    before = tickets(store)
    assert len(before) == 5
    again = poll_of(server, Source.JIRA)
    assert (again.tickets, again.files[0].unchanged) == (5, 5)
    assert tickets(store) == before


def test_one_poll_of_a_source_at_a_time(server: JiraServer, poll_of: Poll) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold(_call: object) -> None:
        entered.set()
        leave.wait(10)

    server.after = hold
    first = threading.Thread(target=poll_of, args=(server, Source.JIRA))
    first.start()
    entered.wait(10)
    try:
        with pytest.raises(DatabaseBusy, match="under way"):
            poll_of(server, Source.JIRA)
    finally:
        leave.set()
        first.join(30)


def test_no_secret_is_in_any_table_file_or_message(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    poll_of(server, Source.JIRA)
    with pytest.raises(SourceRefuses) as caught:
        poll_of(server, Source.JIRA, jira_token=f"{TOKEN} wrong")
    assert TOKEN not in str(caught.value)
    for row in store.rows(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
    ):
        held = store.rows(f"SELECT * FROM {row['table_schema']}.{row['table_name']}")
        assert TOKEN not in str(held)
    for path in store.path.parent.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes()
    settings = Settings(
        jira_token=TOKEN,
        kayako_password=PASSWORD,
        kayako_classic_secret=SECRET,  # type: ignore[arg-type]
    )
    assert not any(secret in repr(settings) for secret in (TOKEN, PASSWORD, SECRET))


def test_each_source_is_polled_once_in_its_interval(
    server: JiraServer, store: Store, hands: Hands
) -> None:
    with KayakoServer(NOW) as broken:
        broken.faults = [lambda _call: Reply(401, b"{}")] * 9
        settings = Settings(**server.settings(), **broken.settings())

        def due() -> list[Source]:
            done = poll_due(store, settings, SCHEDULER, pause=hands.paused.append)
            return [report.source for report in done]

        assert due() == [Source.JIRA]
        assert len(broken.calls) == 1
        hands.now += timedelta(minutes=59)
        assert due() == []
        hands.now += timedelta(minutes=1)
        assert due() == [Source.JIRA]
        assert len(broken.calls) == 2
    assert poll_due(store, Settings(), SCHEDULER) == ()


def test_what_was_polled_is_among_the_imports(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    report = poll_of(server, Source.JIRA)
    rows = imports(store, COMMAND_LINE)
    batch = next(row for row in rows if row["kind"] == "jira.issue")
    assert (batch["import_id"], batch["file_name"]) == (
        report.import_id,
        "jira-20260630T120000.csv",
    )
    assert batch["accepted_rows"] + batch["refused_rows"] == batch["read_rows"]


def test_a_mapping_saved_here_that_no_longer_fits_is_named(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    from core.capture import save_mapping
    from core.settings import PROJECT_ROOT

    shipped = (PROJECT_ROOT / "data" / "mappings" / "jira" / "issue.toml").read_text()
    save_mapping(store, COMMAND_LINE, shipped.replace('"Created", "Creada"', '"Creada"'))
    with pytest.raises(InvalidInput, match="Imports page"):
        poll_of(server, Source.JIRA)
    assert tickets(store) == {}


def test_an_organisations_own_words_count_for_polls_too(
    server: JiraServer, poll_of: Poll, store: Store
) -> None:
    from core.capture import save_mapping
    from core.settings import PROJECT_ROOT

    shipped = (PROJECT_ROOT / "data" / "mappings" / "jira" / "issue.toml").read_text()
    own = 'fallback = ["Status Category",'
    save_mapping(
        store, COMMAND_LINE, shipped.replace(own, f'values = {{ Triage = "on_hold" }}\n{own}')
    )
    server.change("SUP-1", "status", "3", at(10))
    poll_of(server, Source.JIRA)
    assert tickets(store)["SUP-1"]["status"] == "on_hold"
    assert store.value("SELECT to_value FROM crm.ticket_event") == "on_hold"
