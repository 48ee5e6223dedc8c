"""Texts of many shapes are taken apart, and every word stays where it was."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.coaching.transcript import (
    LONGEST_TEXT,
    Known,
    Shape,
    Side,
    Transcript,
    read_transcript,
    sentences,
    talk,
)
from core.errors import InvalidInput

KNOWN = Known(
    own=frozenset({"Ann Lee", "ann@us.example"}),
    us=frozenset({"Ben Fox"}),
    them=frozenset({"Tom Reed", "maria.gomez@acme.example"}),
)
ZOOM_VTT = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
Ann Lee: What would you like to

2
00:00:04.000 --> 00:00:06.500
Ann Lee: get out of today?

3
00:00:06.500 --> 00:00:12.000
Tom Reed: A plan.
"""
TEAMS_VTT = """WEBVTT

0c5-1
00:00:01.000 --> 00:00:04.000
<v Ann Lee>Thanks for joining.</v>

0c5-2
00:00:04.000 --> 00:00:06.500
<v Tom Reed>A plan.</v>
"""
SHAPES = {
    "zoom subtitles": (ZOOM_VTT, Shape.VTT),
    "teams subtitles": (TEAMS_VTT, Shape.VTT),
    "subrip": (
        "1\n00:00:01,000 --> 00:00:04,000\nAnn: Hi there.\n\n2\n00:00:05,000 --> 00:00:07,000\nTom: A plan.\n",
        Shape.SRT,
    ),
    "otter": ("Ann Lee  0:03\nHi Tom.\n\nTom Reed  0:09\nA plan.\n", Shape.HEADED),
    "gong": ("0:00 | Ann\nHi Tom.\n0:12 | Tom\nA plan.\n", Shape.HEADED),
    "zoom chat": ("[Ann Lee] 10:02:11\nHi Tom.\n[Tom Reed] 10:02:19\nA plan.\n", Shape.HEADED),
    "teams text": (
        "0:0:3.4 --> 0:0:7.1\nAnn Lee\nHi Tom.\n0:0:8.1 --> 0:0:9.1\nTom Reed\nA plan.\n",
        Shape.HEADED,
    ),
    "times before": (
        "[00:01:02] Ann Lee: Hi.\n[00:01:09] Tom Reed (Acme): A plan.",
        Shape.LABELLED,
    ),
    "times after": ("Ann Lee (00:01): Hi.\nTom Reed (00:09): A plan.", Shape.LABELLED),
    "bare times after": ("Ann Lee 00:01: Hi.\nTom Reed 00:09: A plan.", Shape.LABELLED),
    "fathom": (
        "00:01 - Ann Lee (us.example)\n  Hi.\n00:09 - Tom Reed (acme.example)\n  A plan.\n",
        Shape.HEADED,
    ),
    "bold names": ("**Ann Lee:** Hi.\n\n**Tom Reed:** A plan.", Shape.LABELLED),
    "roles": ("CSM: Hi.\nCustomer: A plan.", Shape.LABELLED),
    "windows lines": ("Ann Lee: Hi.\r\nTom Reed: A plan.\r\n", Shape.LABELLED),
}


def _said(found: Transcript) -> list[tuple[str, Side, str]]:
    return [(turn.speaker, turn.side, found.passage(turn).words) for turn in found.turns]


@pytest.mark.parametrize("name", SHAPES)
def test_usual_exports_are_read_as_turns_of_us_and_them(name: str) -> None:
    text, shape = SHAPES[name]
    found = read_transcript(text, KNOWN)
    assert found.shape is shape
    assert [side for _, side, _ in _said(found)] == [Side.OWN, Side.THEM]
    assert _said(found)[1][2] == "A plan."


@pytest.mark.parametrize(
    "text",
    [
        "Attendees: Tom, Ann\nRisks: budget\nNext steps: plan by Friday\n- Tom was late",
        "Pricing: fine\nIntegration: late\nSupport: good",
        "Meeting at 10:30\nLunch at 12:00",
        "Just a line about Tom.",
        "Note: this matters\nNote: that too",
    ],
)
def test_notes_with_headings_are_no_transcript(text: str) -> None:
    found = read_transcript(text, KNOWN)
    assert (found.shape, found.speakers) == (Shape.NOTES, ())
    assert talk(found) is None


def test_a_sentence_over_two_captions_is_read_as_one_and_quoted_verbatim() -> None:
    found = read_transcript(ZOOM_VTT, KNOWN)
    first = next(sentences(found))
    assert first.words == "What would you like to get out of today?"
    start, end = first.quote(0, 4)
    assert ZOOM_VTT[start:end] == "What would you like to"


def test_times_give_the_longest_stretch_in_seconds() -> None:
    found = talk(read_transcript(ZOOM_VTT, KNOWN))
    assert found is not None
    assert (found.longest_seconds, found.longest_words, found.their_words) == (5.5, 9, 2)
    assert (found.questions, found.open_questions) == (1, 1)


def test_a_word_of_assent_does_not_end_a_stretch() -> None:
    text = "Ann Lee: One two three.\nTom Reed: Mm-hm.\nAnn Lee: Four five.\nTom Reed: I see it in another way.\nAnn Lee: Six."
    found = talk(read_transcript(text, KNOWN))
    assert found is not None
    assert found.longest_words == 5
    assert found.longest_seconds is None


@pytest.mark.parametrize(
    ("speakers", "own", "expected"),
    [
        (("Ann Lee", "Tom Reed"), (), (Side.OWN, Side.THEM)),
        (("Ann", "Tom"), (), (Side.OWN, Side.THEM)),
        (("Lee, Ann", "T Reed"), (), (Side.OWN, Side.THEM)),
        (("Ann Lee", "Ben Fox", "Stranger"), (), (Side.OWN, Side.US, Side.THEM)),
        (("Ben Fox", "Stranger"), (), (Side.OWN, Side.THEM)),
        (("Stranger", "Tom Reed"), (), (Side.OWN, Side.THEM)),
        (("Stranger", "Other"), ("Other",), (Side.THEM, Side.OWN)),
        (("Ann Lee", "Ben Fox"), ("Ben Fox",), (Side.US, Side.OWN)),
        (("Stranger", "Other"), (), (Side.UNKNOWN, Side.UNKNOWN)),
        (("Me", "Client"), (), (Side.OWN, Side.THEM)),
    ],
)
def test_whose_a_speaker_is(
    speakers: tuple[str, ...], own: tuple[str, ...], expected: tuple[Side, ...]
) -> None:
    text = "\n".join(f"{speaker}: One more.\n" for speaker in speakers * 2)
    found = read_transcript(text, KNOWN, own)
    assert tuple(speaker.side for speaker in found.speakers) == expected
    assert found.is_resolved is (Side.UNKNOWN not in expected)


def test_a_text_can_be_declared_to_be_notes() -> None:
    assert not read_transcript("Ann Lee: Hi.\nTom Reed: Hi.", KNOWN, as_notes=True).has_turns


@pytest.mark.parametrize(
    "text", ["", " \n", "a" * (LONGEST_TEXT + 1), "WEBVTT\n\n00:00:xx --> 00:00:02.000\nHi"]
)
def test_what_cannot_be_read_is_refused_or_taken_as_it_is(text: str) -> None:
    if text.startswith("WEBVTT"):
        try:
            read_transcript(text)
        except InvalidInput as error:
            assert "damaged" in error.message
        return
    with pytest.raises(InvalidInput):
        read_transcript(text)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["Ann Lee: ", "Tom Reed: ", "0:03 | Ann", "WEBVTT", "", "- ", "Next steps: "]
        ),
        st.text(max_size=30),
    ),
    min_size=1,
    max_size=12,
).map("\n".join)


@given(LINES)
@example(
    "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn Lee: a b\n\n00:02.000 --> 00:03.000\n<v Tom Reed>c. d</v>"
)
def test_every_sentence_is_in_the_text_in_order_and_its_quote_verbatim(text: str) -> None:
    try:
        found = read_transcript(text, KNOWN)
    except InvalidInput:
        return
    pieces = [piece for turn in found.turns for piece in turn.pieces]
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(first[1] <= second[0] for first, second in pairwise(pieces))
    for sentence in sentences(found):
        assert sentence.words.strip()
        start, end = sentence.quote(0, 1)
        assert text[start:end] in sentence.words
        assert text[start:end]
