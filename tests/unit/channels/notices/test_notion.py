"""Sections on accounts' pages in Notion."""

from __future__ import annotations

import logging

import pytest

from core.actor import SCHEDULER
from core.channels.notices import ChannelName, State
from core.channels.notion import (
    PROFILE,
    TECHNICAL_HEALTH,
    PageBlock,
    from_markdown,
    write_section,
)
from core.channels.trouble import ChannelDown, NotSetUp
from core.errors import Forbidden
from core.settings import Settings
from core.store import Store
from tests.servers.notion import SECRET, Node, NotionServer

from .conftest import BOLT, LEE, Deliver, Hands, notice, tell
from .notion_material import OWN, holder, one, page, said, with_notion, write


@pytest.fixture
def given(settings: Settings, notion: NotionServer) -> Settings:
    return with_notion(settings, notion)


def test_a_section_stands_at_the_end_and_is_replaced_as_a_whole(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    assert write(store, given, said("first", "second")).is_changed
    assert notion.seen(page(notion)) == [*OWN, PROFILE, "  first", "  second"]
    write(store, given, said("third"))
    assert notion.seen(page(notion)) == [*OWN, PROFILE, "  third"]
    assert holder(notion).folds


def test_the_same_again_asks_nothing_of_notion(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("first"))
    before = len(notion.log)
    assert not write(store, given, said("first")).is_changed
    assert len(notion.log) == before


def test_two_sections_know_nothing_of_each_other(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("about people"))
    write(store, given, said("about health", title=TECHNICAL_HEALTH))
    write(store, given, said("about people again"))
    assert notion.seen(page(notion)) == [
        *OWN, PROFILE, "  about people again", TECHNICAL_HEALTH, "  about health",
    ]  # fmt: skip


def test_what_people_write_stays_wherever_it_is(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("first", "second"))
    section = holder(notion)
    notion.write(page(notion), "after the section")
    notion.write(section, "within the section")
    notion.write(section.there()[0], "beneath a line of ours")
    write(store, given, said("third"))
    assert notion.seen(page(notion)) == [
        *OWN,
        PROFILE,
        "  first",
        "    beneath a line of ours",
        "  within the section",
        "  third",
        "after the section",
    ]


def test_a_heading_of_a_person_with_the_same_words_is_not_ours(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    theirs = notion.write(page(notion), PROFILE, "heading_2", folds=True)
    notion.write(theirs, "by hand")
    write(store, given, said("first"))
    assert notion.seen(page(notion)) == [*OWN, PROFILE, "  by hand", PROFILE, "  first"]


def test_a_section_that_was_deleted_is_made_again(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("first"))
    holder(notion).in_trash = True
    write(store, given, said("second"))
    assert notion.seen(page(notion)) == [*OWN, PROFILE, "  second"]


def move(notion: NotionServer, to: Node) -> None:
    moved = holder(notion)
    page(notion).children.remove(moved)
    to.children.append(moved)
    moved.parent = to


@pytest.mark.parametrize("inside", [False, True])
def test_a_section_that_was_moved_to_another_page_is_left_there(
    store: Store, given: Settings, notion: NotionServer, inside: bool
) -> None:
    other = notion.add_page("Somewhere else", "A block")
    write(store, given, said("first"))
    move(notion, other.children[0] if inside else other)
    write(store, given, said("second"))
    assert notion.seen(page(notion)) == [*OWN, PROFILE, "  second"]
    assert notion.seen(other)[-1].strip() == "first"


def test_a_section_that_was_moved_within_its_page_is_kept_up_there(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("first"))
    move(notion, page(notion).children[0])
    write(store, given, said("second"))
    assert notion.seen(page(notion)) == [OWN[0], f"  {PROFILE}", "    second", OWN[1]]


def test_a_crash_between_notion_and_the_database_makes_no_second_section(
    store: Store, given: Settings, notion: NotionServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(BaseException):
        pass

    def cut(*_: object) -> None:
        raise PowerCut

    monkeypatch.setattr("core.channels.notion.sections.keep", cut)
    with pytest.raises(PowerCut):
        write(store, given, said("first"))
    monkeypatch.undo()
    write(store, given, said("first", "second"))
    assert notion.seen(page(notion)) == [*OWN, PROFILE, "  first", "  second"]


def test_broken_off_before_the_old_lines_went_is_cleared_up_the_next_time(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    write(store, given, said("first", "second"))
    notion.faults.hang_up("delete")
    with pytest.raises(ChannelDown):
        write(store, given, said("third"))
    assert notion.seen(holder(notion)) == ["first", "second", "third"]
    write(store, given, said("third"))
    assert notion.seen(holder(notion)) == ["third"]


def test_a_long_section_goes_in_pieces(store: Store, given: Settings, notion: NotionServer) -> None:
    lines = [f"line {number}" for number in range(250)]
    write(store, given, said(*lines, "x" * 4500))
    assert notion.seen(holder(notion)) == [*lines, "x" * 4500]
    notion.largest_list = 7
    write(store, given, said("short"))
    assert notion.seen(holder(notion)) == ["short"]


def test_busy_for_a_moment_is_waited_out(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    notion.faults.status("append", 429, retry_after="1", times=2)
    waits: list[float] = []
    write_section(store, given, SCHEDULER, said("first"), pause=waits.append)
    assert waits == [1.0, 1.0]
    assert notion.seen(holder(notion)) == ["first"]


@pytest.mark.parametrize(
    ("name", "status", "said_of_it"),
    [
        ("search", 401, "does not accept the integration's secret"),
        ("append", 403, "may not do this"),
        ("append", 409, "was being changed"),
        ("append", 400, "does not take this section (400)"),
        ("list", 503, "a problem of its own (503)"),
        ("list", 404, "not shared with Rapport's integration"),
        ("append", 429, "takes no more requests"),
    ],
)
def test_a_refusal_is_explained_and_tried_again_later(
    store: Store,
    given: Settings,
    notion: NotionServer,
    deliver: Deliver,
    hands: Hands,
    *,
    name: str,
    status: int,
    said_of_it: str,
) -> None:
    notion.faults.status(name, status, times=9)
    tell(store, notice(), ChannelName.CRM_PAGE)
    deliver(given)
    assert said_of_it in one(store).error
    notion.faults.clear()
    hands.pass_by(hours=6)
    assert deliver(given)[0].state is State.DELIVERED


def test_somebody_elses_page_is_no_answer(
    store: Store, given: Settings, notion: NotionServer
) -> None:
    notion.faults.page("search")
    with pytest.raises(ChannelDown, match="not one of Notion's"):
        write(store, given, said("first"))


def test_a_redirect_is_not_followed(store: Store, given: Settings, notion: NotionServer) -> None:
    notion.faults.redirect("search", f"{notion.url}/elsewhere")
    with pytest.raises(ChannelDown):
        write(store, given, said("first"))
    assert not [line for line in notion.log if "elsewhere" in line]


def test_notices_are_listed_newest_first_and_the_page_says_whose_the_section_is(
    store: Store, given: Settings, notion: NotionServer, deliver: Deliver, hands: Hands
) -> None:
    tell(store, notice("n/1", title="Acme turned amber", severity="high"), ChannelName.CRM_PAGE)
    deliver(given)
    hands.pass_by(days=1)
    tell(store, notice("n/2"), ChannelName.CRM_PAGE)
    tell(store, notice("x", account_key=BOLT, account_name="Bolt"), ChannelName.CRM_PAGE)
    deliver(given)
    assert notion.seen(page(notion)) == [
        *OWN,
        TECHNICAL_HEALTH,
        "  2026-07-01: Acme turned red: score 38, was 71 (critical)",
        "  P1-412 has been open for 9 days.",
        "  The Salesforce connector is silent for 4 days.",
        "  Open in Rapport",
        "  Before",
        "  2026-06-30: Acme turned amber (high)",
        "  Rapport rewrites this section; what you write elsewhere on the page stays as it is.",
    ]
    link = [node.link for node in holder(notion).there() if node.text == "Open in Rapport"]
    assert link == ["https://rapport.example.com/account?account=A1"]


def test_without_a_token_nothing_is_written(store: Store, settings: Settings) -> None:
    with pytest.raises(NotSetUp, match="RAPPORT_NOTION_TOKEN"):
        write(store, settings, said("first"))


def test_another_endpoint_is_https_or_on_this_machine(store: Store, given: Settings) -> None:
    with pytest.raises(NotSetUp, match="neither https"):
        write(store, given.model_copy(update={"notion_endpoint": "http://10.0.0.1"}), said("x"))


def test_only_who_may_writes(store: Store, given: Settings) -> None:
    with pytest.raises(Forbidden):
        write(store, given, said("first"), actor=LEE)


def test_the_secret_is_in_no_log(
    store: Store, given: Settings, notion: NotionServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    notion.faults.status("append", 500)
    with pytest.raises(ChannelDown):
        write(store, given, said("Robert Kim is our sponsor"))
    write(store, given, said("Robert Kim is our sponsor"))
    assert SECRET not in caplog.text + repr(given)
    assert "Robert" not in caplog.text


def test_markdown_becomes_blocks() -> None:
    assert from_markdown("# People\n\n- Ann\n* Bob\nPlain *text*\n") == (
        PageBlock("heading", "People"),
        PageBlock("bullet", "Ann"),
        PageBlock("bullet", "Bob"),
        PageBlock("paragraph", "Plain *text*"),
    )
