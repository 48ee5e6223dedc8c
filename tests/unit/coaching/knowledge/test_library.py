"""Documents written here: in use at once, each save a version, changed by whom they belong to."""

from __future__ import annotations

import pytest

from core.actor import LOCAL, Actor, Role
from core.coaching.guidance import ask
from core.coaching.knowledge import archive, archived, library, restore, save, search, versions
from core.coaching.knowledge.versions import changed_lines
from core.errors import Ambiguous, Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.coaching.knowledge.documents import ARTICLE, PLAYBOOK

ANN = Actor("Ann@us.example", frozenset({Role.CSM}))
BEN = Actor("ben@us.example", frozenset({Role.CSM}))
LEAD = Actor("mia@us.example", frozenset({Role.MANAGER}))
ANALYST = Actor("kim@us.example", frozenset({Role.ANALYST}))
SHIPPED = "red_account"


def first(store: Store, query: str) -> str:
    hits = search(store, ANN, query)
    return hits[0].document.slug if hits else ""


def test_a_document_is_found_as_soon_as_it_is_saved_and_as_it_was_last_saved(store: Store) -> None:
    assert first(store, "sommelier") == ""
    saved = save(store, ANN, ARTICLE.replace("six", "a sommelier"))
    assert (saved.slug, saved.origin, saved.author, saved.version) == (
        "hosting_a_tasting",
        "own",
        "ann@us.example",
        1,
    )
    assert first(store, "sommelier") == saved.slug
    save(store, ANN, ARTICLE.replace("six", "banqueters"), slug=saved.slug)
    assert (first(store, "banqueters"), first(store, "sommelier")) == (saved.slug, "")


def test_the_library_is_the_same_object_until_something_changes(store: Store) -> None:
    before = library(store, ANN)
    assert library(store, BEN) is before
    save(store, ANN, ARTICLE)
    assert library(store, ANN) is not before


def test_a_playbook_is_about_its_own_situation(store: Store) -> None:
    saved = save(store, ANN, PLAYBOOK)
    assert saved.situations == (saved.slug,)
    assert search(store, ANN, "cold soup", kind="playbook")[0].document == saved


def test_two_documents_of_one_title_have_names_of_their_own(store: Store) -> None:
    assert save(store, ANN, ARTICLE).slug == "hosting_a_tasting"
    assert save(store, BEN, ARTICLE).slug == "hosting_a_tasting_2"


@pytest.mark.parametrize("slug", ["hosting_a_tasting", SHIPPED])
def test_another_persons_document_and_a_shipped_one_are_changed_by_managers_alone(
    store: Store, slug: str
) -> None:
    save(store, ANN, ARTICLE)
    text = ARTICLE if slug != SHIPPED else PLAYBOOK
    with pytest.raises(Forbidden):
        save(store, BEN, text.replace("soup", "meal").replace("six", "ten"), slug=slug)
    changed = save(store, LEAD, text.replace("six", "ten"), slug=slug)
    assert library(store, BEN).get(slug) == changed
    assert changed.author == ("ann@us.example" if slug != SHIPPED else "mia@us.example")


def test_an_analyst_reads_and_does_not_write(store: Store) -> None:
    assert library(store, ANALYST).get(SHIPPED) is not None
    for act in (
        lambda: save(store, ANALYST, ARTICLE),
        lambda: archive(store, ANALYST, "any"),
        lambda: restore(store, ANALYST, "any", 1),
    ):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(Forbidden):
        search(store, Actor("token", frozenset({Role.INTEGRATION})), "renewal")


def test_a_shipped_document_holds_again_once_its_replacement_is_archived(store: Store) -> None:
    shipped = library(store, ANN).get(SHIPPED)
    save(store, LEAD, PLAYBOOK, slug=SHIPPED, reason="Ours is about soup")
    assert library(store, ANN).get(SHIPPED) != shipped
    archive(store, LEAD, SHIPPED)
    assert library(store, ANN).get(SHIPPED) == shipped
    assert [one.slug for one in archived(store, ANN)] == [SHIPPED]
    assert restore(store, LEAD, SHIPPED, 1).title == "A guest sends the soup back"
    assert [one.version for one in versions(store, ANN, SHIPPED)] == [3, 2, 1]


def test_what_was_saved_by_somebody_else_meanwhile_is_not_overwritten(store: Store) -> None:
    slug = save(store, ANN, ARTICLE).slug
    save(store, LEAD, ARTICLE.replace("six", "ten"), slug=slug, base=1)
    with pytest.raises(Ambiguous, match=r"meanwhile by mia@us\.example"):
        save(store, ANN, ARTICLE.replace("six", "two"), slug=slug, base=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLAYBOOK.replace("red_account", "no_such_article"), "no article “no_such_article”"),
        (PLAYBOOK.replace("due_days: 0", "due_days: 900"), "due in 900 days"),
        (PLAYBOOK.replace("act: plan", "act: dance"), "draft or plan"),
        (PLAYBOOK.replace("act: plan", "act: draft\n    draft_kind: x"), "no kind of draft"),
        (
            PLAYBOOK.replace(
                "act: plan", "act: draft\n    draft_kind: executive_outreach\n    purpose: x"
            ),
            "which executive_outreach has not",
        ),
        (ARTICLE.replace("situations: []", "situations: [soup]"), "no situation “soup”"),
        (ARTICLE.split("## How")[0], "needs a text"),
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(
    store: Store, text: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(store, LEAD, text)
    assert said in refused.value.message
    assert archived(store, LEAD) == ()


def test_an_article_that_a_playbook_cites_stays(store: Store) -> None:
    slug = save(store, ANN, ARTICLE).slug
    user = save(store, ANN, PLAYBOOK.replace("red_account", slug)).slug
    with pytest.raises(InvalidInput, match="cites this document"):
        archive(store, ANN, slug)
    archive(store, ANN, user)
    archive(store, ANN, slug)
    assert library(store, ANN).get(slug) is None


def test_a_document_that_does_not_exist_cannot_be_archived_nor_restored(store: Store) -> None:
    for act in (
        lambda: archive(store, LEAD, "nothing"),
        lambda: archive(store, LEAD, SHIPPED),
        lambda: restore(store, LEAD, "nothing", 1),
        lambda: restore(store, LEAD, SHIPPED, 1),
    ):
        with pytest.raises(NotFound):
            act()


def test_an_article_does_not_become_a_playbook(store: Store) -> None:
    slug = save(store, ANN, ARTICLE).slug
    with pytest.raises(InvalidInput, match="is an article, and the text is a playbook"):
        save(store, ANN, PLAYBOOK, slug=slug)


def test_versions_say_who_and_why_and_what_differs(store: Store) -> None:
    slug = save(store, ANN, ARTICLE).slug
    save(store, LEAD, ARTICLE.replace("six", "ten"), slug=slug, reason="More guests")
    newest, oldest = versions(store, BEN, slug)
    assert (newest.saved_by, newest.reason) == ("mia@us.example", "More guests")
    assert changed_lines(oldest.text, newest.text) == (
        "-Lay the table for six, and ask each guest what they expected.",
        "+Lay the table for ten, and ask each guest what they expected.",
    )


def test_a_document_that_is_no_longer_understood_is_left_out_alone(store: Store) -> None:
    slug = save(store, ANN, ARTICLE).slug
    other = save(store, ANN, PLAYBOOK).slug
    with store.transaction(LOCAL, "test.break") as work:
        work.execute("UPDATE ops.knowledge_document SET text = 'x' WHERE slug = $s", {"s": slug})
    held = library(store, ANN)
    assert (held.get(slug), held.get(other) is not None) == (None, True)


def test_a_document_outlives_the_erasure_of_somebody_it_names(store: Store) -> None:
    slug = save(store, ANN, ARTICLE).slug
    with store.transaction(LOCAL, "test.erase") as work:
        work.execute(
            "UPDATE ops.knowledge_document SET text = replace(text, 'Hosting a tasting', '[erased]')"
        )
    erased = library(store, ANN).get(slug)
    assert erased is not None
    assert erased.title == "(erased)"


def test_the_audit_names_the_document_and_its_version(store: Store) -> None:
    save(store, ANN, ARTICLE)
    event = store.rows("SELECT action, subject, detail FROM ops.audit_event ORDER BY 1")[-1]
    assert event["action"] == "knowledge.save"
    assert event["subject"] == "hosting_a_tasting"
    assert "table" not in event["detail"]


def test_the_coach_answers_from_a_playbook_as_soon_as_it_is_saved(store: Store) -> None:
    slug = save(store, ANN, PLAYBOOK).slug
    answer = ask(store, BEN, "they did not like the soup, it was cold, what now")
    assert answer.guidance.situation.playbook == slug
    assert answer.guidance.phases[0].steps[0].text.startswith("Ask what was wrong")


@pytest.mark.parametrize(
    ("said", "playbook"),
    [
        ("she climbed the ladder and is vice president now", "champion_promoted"),
        ("my buddy over there handed in his notice", "champion_left"),
        ("they are talking to one of our rivals", "competitor_evaluation"),
        ("purchasing sits on the paperwork", "procurement_delay"),
    ],
)
def test_a_sentence_finds_the_playbook_of_the_situation_it_describes(
    store: Store, said: str, playbook: str
) -> None:
    assert playbook in [hit.document.slug for hit in search(store, ANN, said, kind="playbook")[:2]]


def test_a_title_finds_its_own_document_first_whatever_situation_it_sounds_like(
    store: Store,
) -> None:
    held = library(store, ANN)
    for document in (*held.articles[:10], *held.playbooks[:10]):
        assert search(store, ANN, document.title, limit=1)[0].document == document
