"""Evaluates what is written without a model and, where a key is set, with one; writes the result down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.actor import COMMAND_LINE
from core.drafting.drafts.proposals import MINUTES
from core.drafting.kind import Assignment, DraftRequest, Tone, Writer
from core.drafting.meeting import propose_for
from core.drafting.prompts import load_prompt
from core.drafting.prompts.check import OWN_COMPANY
from core.drafting.prompts.evaluate import (
    GOLDEN_KIND,
    Case,
    Measured,
    golden_cases,
    measure,
    showcase,
    summaries,
    text_of,
)
from core.drafting.prompts.examples import function_of
from core.drafting.template.writer import TemplateWriter
from core.settings import PROJECT_ROOT, Settings
from core.wiring import Cockpit

DOCUMENT = PROJECT_ROOT / "docs" / "validation" / "drafting.md"
LETTERS = PROJECT_ROOT / "docs" / "validation" / "drafting-letters.md"
COLUMNS = (
    "Cases", "Writer", "Purpose", "Texts", "Pass the gate", "Different", "Words, mean", "Words, most",
    "Facts, mean", "Grade, median", "Changed",
)  # fmt: skip
_LETTER = re.compile(r"^## (?P<name>.+?)\n.*?^```text\n(?P<text>.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Evaluation:
    """The table as shown."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def evaluate_all(*, write: bool) -> Evaluation:
    """Measure the golden cases and, where there is a database with accounts, those of all its executives."""
    before = _letters_before()
    writer = TemplateWriter(OWN_COMPANY)
    golden = list(measure(golden_cases(), writer, (OWN_COMPANY,), before))
    rows = list(_rows("examples", golden))
    own: list[Measured] = []
    if Settings().database.exists():
        from core.cli.context import opened  # noqa: PLC0415 - opens the database

        with opened() as cockpit:
            own = list(measure(_account_cases(cockpit), writer, (OWN_COMPANY,), {}))
            rows += _rows("accounts", own)
            if (model := _model_writer(cockpit, writer)) is not None:
                by_model = list(measure(golden_cases(), model, (OWN_COMPANY,), before))
                rows += _rows("examples", by_model)
                golden += [item for item in by_model if item.writer != "template"]
    if write:
        DOCUMENT.write_text(_document(rows, [*golden, *own]), encoding="utf-8")
        LETTERS.write_text(_letters(showcase(golden)), encoding="utf-8")
    return Evaluation(COLUMNS, rows)


def _model_writer(cockpit: Cockpit, template: Writer) -> Writer | None:
    from core.drafting.model import ModelConfig, writer_for  # noqa: PLC0415 - loads the SDK
    from core.drafting.model.from_folders import FolderPrompting  # noqa: PLC0415

    config = ModelConfig.of(cockpit.settings)
    if not config.key:
        return None
    return writer_for(cockpit.store, config, template, FolderPrompting())


def _account_cases(cockpit: Cockpit) -> Iterator[Case]:
    """Every executive of every account with every purpose, tones in turn."""
    from core.cli.context import fresh  # noqa: PLC0415 - see opened
    from core.cockpit.filters import Filters  # noqa: PLC0415
    from core.cockpit.sponsors import sponsor_list  # noqa: PLC0415
    from core.sponsors.outreach.facts import gather  # noqa: PLC0415

    as_of = cockpit.clock.today()
    fresh(cockpit, as_of)
    tones, place = list(Tone), 0
    page = sponsor_list(cockpit.store, COMMAND_LINE, Filters(as_of=as_of), limit=1000)
    for row in page.rows:
        for purpose in load_prompt(GOLDEN_KIND).meta.purposes:
            request = DraftRequest(
                GOLDEN_KIND, row.account_key, purpose, as_of, row.owner_email or "", row.contact_key,
                tones[place % len(tones)],
            )  # fmt: skip
            place += 1
            sheet = gather(cockpit.store, COMMAND_LINE, request)
            times = propose_for(sheet, now=cockpit.clock.now(), minutes=MINUTES)
            known = sheet.with_facts(*times.facts)
            limit = load_prompt(GOLDEN_KIND).max_words
            name = f"{row.account_id} {row.contact_id} {purpose}"
            yield Case(name, Assignment(request, known, function_of(known), limit))


def _rows(cases: str, measured: Iterable[Measured]) -> Iterator[list[object]]:
    for found in summaries(measured):
        changed = "-" if found.mean_distance is None else f"{100 * found.mean_distance:.0f}%"
        yield [
            cases, found.writer, found.purpose.replace("_", " "), found.texts,
            f"{found.passed} of {found.texts}", found.distinct, f"{found.mean_words:.0f}", found.most_words,
            f"{found.mean_facts:.1f}", f"{found.median_grade:.1f}", changed,
        ]  # fmt: skip


def _document(rows: Sequence[Sequence[object]], measured: Sequence[Measured]) -> str:
    stopped = [item for item in measured if item.stopped]
    lines = [
        f"| {' | '.join(str(cell) for cell in row)} |"
        for row in (COLUMNS, ["---"] * len(COLUMNS), *rows)
    ]
    faults = [f"- {item.case}: {', '.join(item.stopped)}" for item in stopped[:50]]
    return "\n".join(
        [
            *_HEAD,
            "",
            *lines,
            "",
            *(["## Stopped by the gate", "", *faults] if faults else _NOTHING),
            "",
        ]
    )


_HEAD = (
    "# Drafting",
    "",
    "Made by `python -m core prompts evaluate`. Texts are written from examples "
    "(`prompts/executive_outreach/examples`), and from all executives of the database at hand where there is one: "
    "for the figures below the demonstration. Each text goes through the claim gate as it stands.",
    "",
    "*Different* counts different bodies; *facts* are those a text cites; *grade* is Flesch-Kincaid's, in school years, "
    "with the syllables of a hyphenation dictionary; *changed* is the share of characters that differ from the texts "
    "kept at the last evaluation ([drafting-letters.md](drafting-letters.md)). A purpose whose facts are missing is not "
    "written and not counted.",
)
_NOTHING = ["The gate stopped none of them."]


def _letters(measured: Sequence[Measured]) -> str:
    parts = [
        "# Letters by the writers",
        "",
        "The golden cases as last evaluated; made by `python -m core prompts evaluate`, which compares with what "
        "stands here before it writes anew.",
        "",
    ]
    for item in measured:
        facts = f"{item.letter.words} words, {item.facts} facts, grade {item.grade:.1f}"
        parts += [
            f"## {item.writer}: {item.case}",
            "",
            facts,
            "",
            "```text",
            text_of(item.letter),
            "```",
            "",
        ]
    return "\n".join(parts)


def _letters_before() -> dict[str, str]:
    if not LETTERS.exists():
        return {}
    text = LETTERS.read_text(encoding="utf-8")
    return {found["name"]: found["text"].rstrip("\n") for found in _LETTER.finditer(text)}
