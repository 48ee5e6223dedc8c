"""Every executive of the demonstration, every purpose: a letter that passes the gate, and not one letter 30 times."""

from __future__ import annotations

import io
import itertools
import random
import re

import pypdf
import pytest
from rapidfuzz.distance import Levenshtein

from core.drafting.documents import DOCUMENT_KINDS, make
from core.drafting.fact import FactSheet
from core.drafting.gate import check
from core.drafting.kind import Assignment, DraftRequest, Length, Tone
from core.drafting.letter import Letter
from core.drafting.prompts import load_prompt, missing_facts
from core.drafting.prompts.examples import function_of
from core.drafting.template.writer import TemplateWriter
from core.errors import MissingFacts

OUTREACH = load_prompt("executive_outreach")
PURPOSES = tuple(OUTREACH.meta.purposes)
OWN = "Lumenfold"
Sheets = list[tuple[DraftRequest, FactSheet]]


def _letters(sheets: Sheets, tones: tuple[Tone, ...], lengths: tuple[Length, ...]):  # type: ignore[no-untyped-def]
    """Assignment and letter, for whatever the facts suffice for."""
    writer = TemplateWriter(OWN)
    for (request, sheet), purpose, tone, length in itertools.product(
        sheets, PURPOSES, tones, lengths
    ):
        asked = request.but(purpose=purpose, tone=tone, length=length)
        assignment = Assignment(asked, sheet, function_of(sheet), OUTREACH.max_words)
        if missing_facts(OUTREACH, purpose, sheet):
            with pytest.raises(MissingFacts):
                writer.write(assignment)
        else:
            yield assignment, writer.write(assignment).letter


def test_every_letter_of_the_demonstration_passes_the_gate_within_its_limit(
    demo_sheets: Sheets,
) -> None:
    stopped: list[str] = []
    count = 0
    for assignment, letter in _letters(demo_sheets, tuple(Tone), tuple(Length)):
        count += 1
        assert letter.words <= OUTREACH.max_words
        assert len(re.findall(r"\bI(?:'d| would| should) like", letter.body)) <= 2
        report = check(letter.subject, letter.body, assignment.sheet, own_names=(OWN,))
        purpose = assignment.request.purpose
        stopped += [f"{purpose}: {claim.words!r} {claim.reason}" for claim in report.unmatched]
    assert count > 1000
    assert stopped == []


def test_thirty_letters_side_by_side_are_not_the_same_letter(demo_sheets: Sheets) -> None:
    letters = [letter for _, letter in _letters(demo_sheets, (Tone.WARM,), (Length.STANDARD,))]
    for seed in range(5):
        chosen = random.Random(seed).sample(letters, 30)
        bodies = [_bare(letter) for letter in chosen]
        assert len(set(bodies)) == 30
        alike = [
            Levenshtein.normalized_similarity(one, other)
            for one, other in itertools.combinations(bodies, 2)
        ]
        assert sum(alike) / len(alike) < 0.55
        assert sum(value > 0.85 for value in alike) <= 3
        assert len({body.split(".")[0] for body in bodies}) >= 20


def test_each_purpose_alone_gives_many_letters(demo_sheets: Sheets) -> None:
    by_purpose: dict[str, set[str]] = {}
    for assignment, letter in _letters(demo_sheets, (Tone.WARM,), (Length.STANDARD,)):
        by_purpose.setdefault(assignment.request.purpose, set()).add(_shape(letter))
    for purpose in (
        "introduction",
        "strategic_alignment",
        "expansion_conversation",
        "pre_qbr_briefing",
    ):
        assert len(by_purpose[purpose]) >= 40


def test_every_document_of_the_demonstration_passes_the_gate_where_a_customer_reads_it(
    demo_sheets: Sheets,
) -> None:
    stopped = []
    for _, sheet in demo_sheets:
        for kind in DOCUMENT_KINDS:
            try:
                document = make(kind, sheet, own_company=OWN)
            except MissingFacts:
                continue
            letter = document.letter()
            assert letter.words <= load_prompt(kind).max_words
            if document.reader == "customer":
                report = check(letter.subject, letter.body, sheet, own_names=(OWN,))
                stopped += [f"{kind}: {claim.words!r} {claim.reason}" for claim in report.unmatched]
    assert stopped == []


def test_every_brief_of_the_demonstration_fits_one_page(demo_sheets: Sheets) -> None:
    for _, sheet in demo_sheets[::10]:
        pages = pypdf.PdfReader(io.BytesIO(make("executive_brief", sheet).pdf())).pages
        assert len(pages) == 1


def _bare(letter: Letter) -> str:
    """Between greeting and sign-off, without the proposed times."""
    body = "\n".join(part.text for part in letter.paragraphs[1:-1])
    return "\n".join(line for line in body.splitlines() if not re.match(r"\w+day, ", line))


def _shape(letter: Letter) -> str:
    """The wordings alone: no numbers, no names."""
    return re.sub(r"\"[^\"]+\"|[^\sa-z]\S*|\d\S*", "#", _bare(letter))
