"""The profile on the account's page in Notion, against a server that keeps Notion's rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.actor import SCHEDULER
from core.channels.trouble import NotAddressed, NotSetUp
from core.errors import Forbidden, NotFound
from core.health.profile import profile, remark
from core.health.profile.page import blocks, write_page, write_pages
from core.settings import Settings
from tests.servers.notion import NotionServer
from tests.spec.world import AS_OF, World, key
from tests.unit.health.profile.conftest import ADA, ANN, BOB, LEE


@pytest.fixture
def notion() -> Iterator[NotionServer]:
    with NotionServer() as server:
        server.add_page("Acme", "Our own notes")
        yield server


@pytest.fixture
def settings(notion: NotionServer, tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "rapport.duckdb", **notion.settings())


def _no_wait(_seconds: float) -> None:
    return None


def test_the_profile_is_one_section_and_the_rest_of_the_page_stays(
    world: World, settings: Settings, notion: NotionServer
) -> None:
    page = notion.pages[0]
    written = write_page(world.store, settings, ANN, key("A"), AS_OF, pause=_no_wait)
    assert written.is_changed
    seen = notion.seen(page)
    assert seen[:2] == ["Our own notes", "Rapport: relationship profile"]
    assert any("Eve Adams, Software Engineer: high." in line for line in seen)
    assert any("ERP connector: active" in line for line in seen)
    assert any(
        "Returns anew, planned for 1 September 2026: alignment high" in line for line in seen
    )
    assert any("They built something of their own" in line for line in seen)


def test_the_same_again_asks_notion_nothing_and_a_change_rewrites_the_section(
    world: World, settings: Settings, notion: NotionServer
) -> None:
    write_page(world.store, settings, ANN, key("A"), AS_OF, pause=_no_wait)
    again = write_page(world.store, settings, ANN, key("A"), AS_OF, pause=_no_wait)
    assert not again.is_changed
    remark(
        world.store,
        ANN,
        key("A"),
        about="roadmap",
        subject=f"crm.roadmap_item/{key('R1')}",
        value="low",
        note="Not before next year",
    )
    assert write_page(world.store, settings, ANN, key("A"), AS_OF, pause=_no_wait).is_changed
    seen = notion.seen(notion.pages[0])
    assert sum("relationship profile" in line for line in seen) == 1
    assert any("alignment low (Not before next year)" in line for line in seen)


def test_a_day_that_passes_changes_nothing(world: World) -> None:
    today = blocks(profile(world.store, ANN, key("A"), AS_OF))
    said = " ".join(block.text for block in today)
    assert "ago" not in said and "hours" not in said


def test_a_round_writes_the_pages_that_are_known(
    world: World, settings: Settings, notion: NotionServer
) -> None:
    assert write_pages(world.store, settings, SCHEDULER, AS_OF, pause=_no_wait).written == 0
    write_page(world.store, settings, ANN, key("A"), AS_OF, pause=_no_wait)
    round_ = write_pages(world.store, settings, SCHEDULER, AS_OF, pause=_no_wait)
    assert (round_.written, round_.unchanged, round_.troubles) == (0, 1, ())
    assert len(notion.pages) == 1


def test_without_notion_a_round_does_nothing_and_a_page_says_what_is_missing(
    world: World, tmp_path: Path
) -> None:
    bare = Settings(database=tmp_path / "rapport.duckdb")
    assert write_pages(world.store, bare, SCHEDULER, AS_OF).troubles == ()
    with pytest.raises(NotSetUp):
        write_page(world.store, bare, ANN, key("A"), AS_OF)


def test_an_account_without_a_page_is_no_guess(world: World, settings: Settings) -> None:
    with pytest.raises(NotAddressed):
        write_page(world.store, settings, BOB, key("B"), AS_OF, pause=_no_wait)


def test_security_01_only_who_sees_the_account_and_may_deliver_writes(
    world: World, settings: Settings
) -> None:
    with pytest.raises(NotFound):
        write_page(world.store, settings, BOB, key("A"), AS_OF, pause=_no_wait)
    with pytest.raises(Forbidden):
        write_page(world.store, settings, LEE, key("A"), AS_OF, pause=_no_wait)
    assert write_page(world.store, settings, ADA, key("A"), AS_OF, pause=_no_wait).is_changed
