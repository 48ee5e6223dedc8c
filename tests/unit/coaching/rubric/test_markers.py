"""Every marker of the shipped rubric, by example: sentences that show it, and near ones that do not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core.coaching.feedback.evidence import hits
from core.coaching.rubric import Criterion, shipped
from core.coaching.transcript import Side, Transcript, read_transcript, sentences

EXAMPLES = tomllib.loads((Path(__file__).parent / "examples.toml").read_text(encoding="utf-8"))
SIDES = {"note": Side.NOTE, "them": Side.THEM}
CASES = [
    (skill, slug, sentence, is_shown)
    for skill, markers in EXAMPLES.items()
    for slug, said in markers.items()
    for is_shown, key in ((True, "yes"), (False, "no"))
    for sentence in said[key]
]


def _alone(skill: str, slug: str) -> Criterion:
    """The skill with this marker only: others must not take its words."""
    criterion = shipped().criteria[skill]
    (marker,) = (one for one in criterion.markers if one.slug == slug)
    return criterion.model_copy(update={"markers": (marker,)})


@pytest.mark.parametrize(("skill", "slug", "sentence", "is_shown"), CASES)
def test_a_marker_is_found_where_it_is_meant(
    skill: str, slug: str, sentence: str, is_shown: bool
) -> None:
    prefix, _, rest = sentence.partition(": ")
    side = SIDES.get(prefix, Side.OWN)
    read = read_transcript(rest if prefix in SIDES else sentence, as_notes=True)
    turns = tuple(turn.of(side) for turn in read.turns)
    said = tuple(sentences(Transcript(read.text, read.shape, turns)))
    assert bool(hits(_alone(skill, slug), said, None)) is is_shown


def test_every_marker_of_words_has_examples_of_both() -> None:
    named = {
        (skill, marker.slug)
        for skill, criterion in shipped().criteria.items()
        for marker in criterion.markers
        if not marker.measure
    }
    told = {
        (skill, slug)
        for skill, markers in EXAMPLES.items()
        for slug, said in markers.items()
        if said["yes"] and said["no"]
    }
    assert told == named
