"""Release notes over the whole demonstration: each names only items that the account's own records support.

What an account supports is worked out here a second time, from the imported rows and in Python, so that the
statement behind the notes is not its own witness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from core.actor import COMMAND_LINE
from core.cockpit import ensure_fresh
from core.draft_kinds import DRAFT_KINDS
from core.drafting.fact import FactSheet
from core.drafting.gate import check
from core.drafting.kind import Assignment, DraftRequest, Tone
from core.drafting.letter import Letter
from core.drafting.prompts import load_prompt, mentionable, missing_facts
from core.drafting.template.writer import TemplateWriter
from core.errors import InvalidInput, MissingFacts
from core.health.communication import default_recipient
from core.wiring import Cockpit
from tests.unit.demo.conftest import END

OWN = "Lumenfold"
KINDS = ["release_notes", "roadmap_preview"]
WINDOW = timedelta(days=180)
OFTEN = 3
Row = dict[str, Any]


def fold(text: str | None) -> str:
    flat = unicodedata.normalize("NFKD", (text or "").lower())
    plain = "".join(mark for mark in flat if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[^\W_]+", plain))


def within(part: str, whole: str) -> bool:
    return bool(part) and f" {part} " in f" {whole} "


@dataclass(frozen=True)
class Profile:
    """What an account's records say, folded."""

    used: set[str]
    unused: set[str]
    integrations: set[str]
    subjects: list[str]
    components: set[str]
    often: set[str]
    stack: set[str]
    goals: list[str]

    def supports(self, item: Row) -> bool:
        feature, component = fold(item["feature"]), fold(item.get("component"))
        said = fold(f"{item['title']} {item['description']}")
        names = [fold(name) for name in item.get("integrations") or []]
        goals = self.goals if "planned_on" in item else []
        if feature in self.used or any(within(feature, text) for text in self.subjects + goals):
            return True
        if feature in self.unused:
            return False
        if any(name in names or within(name, said) for name in self.integrations):
            return True
        if feature and (self.used or self.unused):
            return False
        if component in self.components | self.often:
            return True
        return any(within(one, name) for one in self.stack for name in [*names, said])


def profiles(demo: Cockpit) -> dict[int, Profile]:
    """Every account's profile, from the rows as imported."""
    found = {
        row["account_key"]: Profile(set(), set(), set(), [], set(), set(), set(), [])
        for row in demo.store.rows("SELECT account_key FROM crm.account")
    }
    for row in demo.store.rows("SELECT * FROM crm.feature_usage"):
        profile = found[row["account_key"]]
        (profile.used if row["in_use"] else profile.unused).add(fold(row["feature"]))
    reports = "SELECT DISTINCT account_key, integration FROM crm.heartbeat WHERE seen_at >= $since"
    for row in demo.store.rows(reports, {"since": END - WINDOW}):
        found[row["account_key"]].integrations.add(fold(row["integration"]))
    for row in demo.store.rows("SELECT * FROM crm.environment"):
        found[row["account_key"]].stack.update({fold(row["application"]), fold(row["category"])})
    for row in demo.store.rows("SELECT * FROM crm.goal"):
        found[row["account_key"]].goals.append(fold(row["our_initiative"]))
    counts: dict[tuple[int, str], int] = {}
    for row in demo.store.rows("SELECT * FROM crm.ticket WHERE account_key IS NOT NULL"):
        profile, component = found[row["account_key"]], fold(row["component"])
        if row["status"] not in ("solved", "closed"):
            profile.subjects.append(fold(row["subject"]))
            profile.components.add(component)
        if row["opened_at"].date() >= END - WINDOW:
            key = (row["account_key"], component)
            counts[key] = counts.get(key, 0) + 1
    for (account, component), count in counts.items():
        if count >= OFTEN:
            found[account].often.add(component)
    return found


Made = tuple[int, FactSheet, Letter | None]


@pytest.fixture(scope="module")
def letters(demo: Cockpit, request: pytest.FixtureRequest) -> tuple[str, list[Made]]:
    """For each account with somebody to write to: the facts, and the letter where there is one."""
    ensure_fresh(demo, COMMAND_LINE, END)
    return request.param, list(_letters(demo, request.param))


def _letters(demo: Cockpit, kind: str) -> Iterator[Made]:
    prompt, tones = load_prompt(kind), list(Tone)
    accounts = "SELECT account_key, owner_email FROM crm.account ORDER BY account_key"
    for place, row in enumerate(demo.store.rows(accounts)):
        try:
            reader = default_recipient(demo.store, row["account_key"], END, kind)
        except InvalidInput:
            continue
        asked = DraftRequest(
            kind, row["account_key"], kind, END, row["owner_email"] or "", reader.contact_key,
            tones[place % len(tones)],
        )  # fmt: skip
        sheet = DRAFT_KINDS[kind].gather(demo.store, COMMAND_LINE, asked)
        assignment = Assignment(asked, sheet, "other", prompt.max_words)
        try:
            yield row["account_key"], sheet, TemplateWriter(OWN).write(assignment).letter
        except MissingFacts:
            assert missing_facts(prompt, kind, sheet)
            yield row["account_key"], sheet, None


@pytest.mark.parametrize("letters", ["release_notes"], indirect=True)
def test_release_notes_name_only_items_that_the_profile_of_the_account_supports(
    demo: Cockpit, letters: tuple[str, list[Made]]
) -> None:
    _, made = letters
    known, items = profiles(demo), demo.store.rows("SELECT * FROM crm.release_item")
    newest = max(item["released_on"] for item in items if item["released_on"] <= END)
    told, silent = 0, 0
    for account, _, letter in made:
        supported = [
            item
            for item in items
            if END - timedelta(days=120) < item["released_on"] <= END
            and known[account].supports(item)
        ]
        if letter is None:
            assert supported == []
            silent += 1
            continue
        text = f"{letter.subject}\n{letter.body}"
        named = {item["title"] for item in items if item["title"] in text}
        of_letter = max(item["released_on"] for item in supported)
        allowed = {item["title"] for item in supported if item["released_on"] == of_letter}
        assert named
        assert named <= allowed
        told += of_letter == newest
    assert told >= 40
    assert told + silent <= len(made)


@pytest.mark.parametrize("letters", ["roadmap_preview"], indirect=True)
def test_roadmap_previews_name_only_plans_that_the_profile_of_the_account_supports(
    demo: Cockpit, letters: tuple[str, list[Made]]
) -> None:
    known, plans = profiles(demo), demo.store.rows("SELECT * FROM crm.roadmap_item")
    for account, _, letter in letters[1]:
        supported = {plan["title"] for plan in plans if known[account].supports(plan)}
        text = "" if letter is None else letter.body
        named = {plan["title"] for plan in plans if plan["title"] in text}
        assert named <= supported
        assert bool(named) == bool(supported)


@pytest.mark.parametrize("letters", KINDS, indirect=True)
def test_every_letter_about_releases_and_plans_passes_the_gate_within_its_limit(
    letters: tuple[str, list[Made]],
) -> None:
    kind, made = letters
    prompt = load_prompt(kind)
    written = [(sheet, letter) for _, sheet, letter in made if letter is not None]
    assert len(written) >= 40
    for sheet, letter in written:
        said = mentionable(prompt, kind, sheet)
        report = check(letter.subject, letter.body, said, own_names=(OWN,))
        assert [(claim.words, claim.reason) for claim in report.unmatched] == []
        assert letter.words <= prompt.max_words
        assert letter.body.count("?") == 1


@pytest.mark.parametrize("letters", KINDS, indirect=True)
def test_words_differ_by_how_technical_the_reader_is(letters: tuple[str, list[Made]]) -> None:
    _, made = letters
    openings: dict[str, set[str]] = {}
    for _, sheet, letter in made:
        level = sheet.get("reader.maturity")
        if letter is not None and level is not None:
            said = re.sub(r"\d[\d.]*|\b[A-Z]\w*", "#", letter.paragraphs[1].text)
            openings.setdefault(str(level.value), set()).add(said)
    assert set(openings) == {"low", "medium", "high"}
    levels = list(openings.values())
    assert not levels[0] & levels[1]
    assert not levels[1] & levels[2]
    assert not levels[0] & levels[2]
