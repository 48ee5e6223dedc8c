"""What the generator promises: the same world every time, plausible people, working hours."""

from __future__ import annotations

import csv
import filecmp
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.demo import STORIES, write_exports
from core.demo.build import build_world
from core.demo.ids import salesforce_id
from core.demo.material import companies
from core.demo.worktime import workday_near
from core.demo.world import World

END = date(2026, 6, 30)


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(END)


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_exports(tmp_path / name, END)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.csv"))
    assert len(files) > 30
    same, different, missing = filecmp.cmpfiles(
        tmp_path / "one", tmp_path / "two", files, shallow=False
    )
    assert not different
    assert not missing
    assert len(same) == len(files)


@pytest.mark.parametrize("end", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 11, 22)])
def test_any_day_can_be_the_last(end: date) -> None:
    world = build_world(end)
    assert len(world.accounts) == len(companies())


def test_about_sixty_accounts_over_three_tiers_and_four_regions(world: World) -> None:
    tiers = Counter(account.company.tier for account in world.accounts)
    assert 55 <= len(world.accounts) <= 65
    assert set(tiers) == {"enterprise", "mid_market", "smb"}
    assert min(tiers.values()) >= 12
    assert len({account.company.region for account in world.accounts}) == 4
    assert len({account.company.owner for account in world.accounts}) >= 6


def test_every_address_ends_where_nobody_can_be_reached(world: World) -> None:
    for account in world.accounts:
        assert account.company.domain.endswith(".example")
        for person in account.people:
            assert person.email.endswith(f"@{account.company.domain}")
            assert person.email.isascii()


def test_names_are_of_many_scripts(world: World) -> None:
    names = [person.name for account in world.accounts for person in account.people]
    assert any(not name.isascii() and name[0].isascii() for name in names)
    assert any("\u4e00" <= letter <= "\u9fff" for name in names for letter in name)
    assert any("\uac00" <= letter <= "\ud7a3" for name in names for letter in name)
    assert any("\u0600" <= letter <= "\u06ff" for name in names for letter in name)
    assert max(len(account.company.name) for account in world.accounts) > 45


def test_no_two_people_share_an_address(world: World) -> None:
    emails = [person.email for account in world.accounts for person in account.people]
    assert len(emails) == len(set(emails))


def test_meetings_are_held_on_weekdays_in_working_hours_of_the_place(world: World) -> None:
    kinds = {"meeting", "one_to_one", "qbr", "strategic_checkin", "business_review", "call"}
    seen = 0
    for account in world.accounts:
        if "silent" in " ".join(account.shape.marks) or account.shape.sponsorship.silent_days:
            continue  # their last contact is on a given day, whatever day it is
        zone = ZoneInfo(account.company.time_zone)
        for touch in account.touches:
            if touch.kind in kinds:
                local = touch.at.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)
                assert local.weekday() < 5
                assert 8 <= local.hour < 18
                seen += 1
    assert seen > 1000


def test_the_next_review_is_in_the_calendar_of_larger_accounts(world: World) -> None:
    for account in world.accounts:
        planned = [touch for touch in account.touches if touch.is_planned]
        assert len(planned) == (0 if account.company.tier == "smb" else 1)
        for touch in planned:
            assert touch.kind == "qbr"
            assert END < touch.at.date() <= END + timedelta(days=84)


def test_nothing_happens_after_the_end(world: World) -> None:
    last = datetime.combine(END, time(0, 30))
    for account in world.accounts:
        assert all(touch.at <= last or touch.is_planned for touch in account.touches)
        assert all(ticket.opened_at <= last for ticket in account.tickets)
        assert all(beat.at <= last for beat in account.beats)
        assert all(
            state.at <= last + timedelta(days=1) for d in account.deals for state in d.states
        )


def test_fewer_meetings_over_the_turn_of_the_year(world: World) -> None:
    days = Counter(touch.at.date() for account in world.accounts for touch in account.touches)
    quiet = sum(days[date(2025, 12, 24) + timedelta(days=n)] for n in range(10))
    usual = sum(days[date(2025, 11, 5) + timedelta(days=n)] for n in range(10))
    assert quiet < usual / 2


def test_record_ids_carry_their_objects_prefix_and_checksum() -> None:
    assert salesforce_id("001", 1) == salesforce_id("001", 1)
    ids = {salesforce_id("003", number) for number in range(5000)}
    assert len(ids) == 5000
    assert {len(found) for found in ids} == {18}
    assert len({found[:15].lower() + found[15:] for found in ids}) == 5000


def test_each_salesforce_file_has_unique_ids_and_every_cell_quoted(tmp_path: Path) -> None:
    exports = write_exports(tmp_path, END)
    files = [path for export in exports for path in export.files if "salesforce" in path.parts]
    assert files
    for path in files:
        with path.open(encoding="utf-8", newline="") as lines:
            ids = [row["Id"] for row in csv.DictReader(lines)]
        assert len(ids) == len(set(ids)), path.name
        assert path.read_text(encoding="utf-8").startswith('"Id","')


def test_the_second_time_only_what_changed_is_exported(tmp_path: Path) -> None:
    exports = write_exports(tmp_path, END)
    first = {path.name for path in exports[0].files}
    second = {
        path.name
        for export in exports[1:]
        if export.folder.name == "salesforce"
        for path in export.files
    }
    assert "User.demo.csv" in first - second
    assert "Contact.demo.csv" in second


def test_every_story_is_told_by_an_account_of_its_own() -> None:
    slugs = [story.slug for story in STORIES]
    assert len(slugs) == len(set(slugs))
    assert set(slugs) <= {company.slug for company in companies()}


def test_a_workday_is_found_before_the_limit_when_there_is_none_after() -> None:
    sunday = date(2026, 6, 28)
    assert workday_near(sunday, "DE", latest=END) == date(2026, 6, 29)
    assert workday_near(sunday, "DE", latest=sunday) == date(2026, 6, 26)
