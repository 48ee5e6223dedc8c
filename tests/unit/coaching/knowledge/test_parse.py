"""A document as text: read strictly, and written so that it reads back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.coaching.knowledge.document import Document, Objection, Phase, Playbook, Step, WatchOut
from core.coaching.knowledge.parse import MAX_CHARACTERS, kind_of, parse, render
from core.coaching.knowledge.shipped import shipped
from core.coaching.model import ReadyAction
from core.errors import InvalidInput
from tests.unit.coaching.knowledge.documents import ARTICLE, PLAYBOOK


def test_an_article_and_a_playbook_are_read() -> None:
    article = parse("tasting", "article", ARTICLE)
    assert (article.title, article.topic, article.stage) == (
        "Hosting a tasting",
        "Kitchen",
        "value",
    )
    assert article.body.startswith("## How")
    assert article.playbook is None
    playbook = parse("soup", "playbook", PLAYBOOK).playbook
    assert playbook is not None
    assert playbook.phases[0].steps[0] == Step("Ask what was wrong, and listen.", "red_account")
    assert playbook.articles == ("red_account",)
    assert playbook.ready == (ReadyAction("Create the plan", "plan"),)


def test_only_a_playbook_has_phases() -> None:
    assert (kind_of(ARTICLE), kind_of(PLAYBOOK)) == ("article", "playbook")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("topic: Kitchen\n", "", "Missing or empty: topic."),
        ("topic: Kitchen\nsituations: []", "topic: ''\n", "Missing or empty: topic."),
        ("topic: Kitchen", "topic: Kitchen\ncolour: red", "colour: extra inputs"),
        ("skills: [discovery]", "skills: [cooking]", "no skill “cooking”"),
        ("stage: value", "stage: dinner", "stage: input should be"),
        ("title: Hosting", "title: Hosting: a", "line 2: mapping values"),
        ("title: Hosting a tasting", "title: [1, 2]", "title: input should be a valid string"),
        ("situations: []", "situations: &a [*a]", "aliases"),
        ("---\ntitle", "title", "front matter is missing"),
        ("Our own practice", "!!python/object:os.system x", "could not determine a constructor"),
        ("## How", "x" * MAX_CHARACTERS, "longer than 60,000 characters"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse("tasting", "article", ARTICLE.replace(old, new, 1))
    assert said in refused.value.message


def test_a_key_that_nobody_reads_is_refused_deep_inside_too() -> None:
    with pytest.raises(InvalidInput, match="phases 1 steps 1 artikel"):
        parse("soup", "playbook", PLAYBOOK.replace("article: red_account", "artikel: x"))


@pytest.mark.parametrize("slug", ["", "Soup", "a b", "../x", "a" * 81, "_a"])
def test_a_short_name_is_small_letters_digits_and_hyphens(slug: str) -> None:
    with pytest.raises(InvalidInput, match="short name"):
        parse(slug, "article", ARTICLE)


def test_words_stay_words_whatever_yaml_would_make_of_them() -> None:
    read = parse("tasting", "article", ARTICLE.replace("topic: Kitchen", "topic: no"))
    assert read.topic == "no"
    assert parse("t", "article", ARTICLE.replace("Kitchen", "2026-01-31")).topic == "2026-01-31"


def test_every_shipped_document_reads_back_the_same() -> None:
    for document in shipped().values():
        assert parse(document.slug, document.kind, render(document)) == document


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60
).filter(lambda text: text == text.strip() != "")
steps = st.lists(
    st.builds(Step, words, st.sampled_from(["", "listening_loop"])), min_size=1, max_size=3
)
playbooks = st.builds(
    Playbook,
    says=st.lists(words, min_size=1, max_size=3).map(tuple),
    analysis=st.lists(words, min_size=1, max_size=2).map(tuple),
    phases=st.lists(
        st.builds(Phase, words, words, st.integers(0, 365), steps.map(tuple)),
        min_size=1,
        max_size=2,
    ).map(tuple),
    watch_outs=st.lists(st.builds(WatchOut, words), max_size=2).map(tuple),
    objections=st.lists(st.builds(Objection, words, words), max_size=2).map(tuple),
    clarify=words,
    ready=st.just(()),
)


@settings(max_examples=80, deadline=None)
@given(title=words, source=words, body=words, playbook=st.none() | playbooks)
def test_whatever_is_written_reads_back_the_same(
    title: str, source: str, body: str, playbook: Playbook | None
) -> None:
    plain = parse("tasting", "article", ARTICLE)
    document: Document = replace(
        plain,
        kind="playbook" if playbook else "article",
        title=title,
        source=source,
        body=body,
        playbook=playbook,
    )
    assert parse("tasting", document.kind, render(document)) == document


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        parse("any", "article", f"---\n{text}\n---\nbody")
    except InvalidInput as refused:
        assert refused.message
