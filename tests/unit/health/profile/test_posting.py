"""Sales is told of an opportunity once, and follows it up."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.actor import SCHEDULER, Actor, Role
from core.channels.events import EventKind, events
from core.errors import Forbidden, NotFound
from core.health.profile import codevelopment_cards, post_codevelopment, profile, remark
from core.jobs.registry import JOBS
from core.settings import Settings
from core.store import Store, Transaction
from core.wiring import Cockpit
from tests.spec.world import AS_OF, World, key
from tests.unit.health.profile.conftest import ANN, BOB, LEE

SAL = Actor("sal@us.example", frozenset({Role.CSM}))
FOUND = ["built_their_own:prism", "replacement_ahead:kontor erp"]


def test_every_opportunity_is_told_once_to_the_owner_of_the_deal(world: World) -> None:
    assert codevelopment_cards(world.store, ANN, AS_OF) == ()
    told = post_codevelopment(world.store, SCHEDULER, AS_OF)
    assert [item.reference for item in told] == FOUND
    assert post_codevelopment(world.store, SCHEDULER, AS_OF) == ()
    kinds = (EventKind.CODEVELOPMENT_FOUND,)
    found = events(world.store, SAL, kinds=kinds, for_email=SAL.email)
    assert sorted(event.subject for event in found) == FOUND
    assert all(event.evidence and event.data["next_step"] for event in found)


def test_cards_are_open_until_somebody_closes_them(world: World) -> None:
    post_codevelopment(world.store, SCHEDULER, AS_OF)
    assert sorted(card.reference for card in codevelopment_cards(world.store, ANN, AS_OF)) == FOUND
    assert len(codevelopment_cards(world.store, SAL, AS_OF)) == 2
    assert codevelopment_cards(world.store, BOB, AS_OF) == ()
    for value, left in (("pursued", FOUND), ("done", FOUND[1:])):
        remark(world.store, ANN, key("A"), about="codevelopment", subject=FOUND[0], value=value)
        cards = codevelopment_cards(world.store, ANN, AS_OF)
        assert sorted(card.reference for card in cards) == left
    assert len(codevelopment_cards(world.store, ANN, AS_OF, closed=True)) == 2


def test_a_crash_while_telling_loses_nothing_and_repeats_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch = Transaction.touch

    def broken(self: Transaction, *tables: str) -> None:
        if "ops.event" in tables:
            raise RuntimeError("the process dies")
        touch(self, *tables)

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "touch", broken)
        with pytest.raises(RuntimeError):
            post_codevelopment(world.store, SCHEDULER, AS_OF)
    assert events(world.store, LEE) == ()
    assert len(post_codevelopment(world.store, SCHEDULER, AS_OF)) == 2
    assert len(events(world.store, LEE)) == 2


def test_what_the_data_no_longer_show_stays_in_the_profile_as_told(world: World) -> None:
    post_codevelopment(world.store, SCHEDULER, AS_OF)
    _forget_environment(world.store)
    found = profile(world.store, ANN, key("A"), AS_OF)
    assert sorted(item.reference for item in found.past_opportunities) == FOUND
    assert all(not item.is_current and item.found_at for item in found.past_opportunities)
    assert {item.subject for item in found.past_opportunities} == {"Prism", "Kontor ERP"}


def test_security_01_who_may_not_refresh_tells_nobody(world: World) -> None:
    with pytest.raises(Forbidden):
        post_codevelopment(world.store, LEE, AS_OF)


def test_the_nightly_job_tells_and_says_how_much(world: World, tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "rapport.duckdb")
    cockpit = Cockpit(settings, world.store, world.models, world.store.clock)
    (job,) = [job for job in JOBS if job.name == "daily_profiles"]
    assert job.run(cockpit, SCHEDULER) == "2 opportunities told, 0 pages written"
    assert job.run(cockpit, SCHEDULER) == "0 opportunities told, 0 pages written"


def _forget_environment(store: Store) -> None:
    with store.transaction(SCHEDULER, "tests.forget") as work:
        work.execute("DELETE FROM crm.environment")
        work.execute("DELETE FROM crm.ticket WHERE subject LIKE '%own script%'")
        work.touch("crm.environment", "crm.ticket")


def test_the_owner_of_the_deal_says_what_became_of_it_without_being_on_the_team(
    world: World,
) -> None:
    post_codevelopment(world.store, SCHEDULER, AS_OF)
    said = {"about": "codevelopment", "value": "pursued"}
    remark(world.store, SAL, key("A"), subject=FOUND[0], **said)
    (card,) = [c for c in codevelopment_cards(world.store, ANN, AS_OF) if c.state == "pursued"]
    assert card.remark is not None and card.remark.remarked_by == SAL.email
    for actor, about, subject in (
        (BOB, "codevelopment", FOUND[0]),
        (SAL, "codevelopment", "design_partner:something else"),
        (SAL, "roadmap", f"crm.roadmap_item/{key('R1')}"),
    ):
        with pytest.raises(NotFound):
            remark(world.store, actor, key("A"), about=about, subject=subject, value="high")
