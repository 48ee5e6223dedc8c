"""The knowledge base on screen: found, read, written, changed and put back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core.actor import Actor, Role
from core.coaching.knowledge import library, save
from core.wiring import Cockpit
from tests.pages.conftest import Open
from tests.unit.coaching.knowledge.documents import ARTICLE, PLAYBOOK

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
LEAD = Actor("mia@us.example", frozenset({Role.MANAGER}))


def shown(page: AppTest) -> str:
    parts = [*page.text, *page.caption, *page.markdown, *page.subheader]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def buttons(page: AppTest) -> dict[str, object]:
    return {button.label.replace("\\", ""): button for button in page.button}


def test_a_sentence_finds_documents_with_relevance_and_the_words_that_found_them(
    open_page: Open,
) -> None:
    page = open_page("coaching", part="Knowledge")
    page.text_input(key="knowledge.query").set_value("my champion was promoted").run()
    assert not page.exception
    said = shown(page)
    assert "% relevant" in said
    assert "Found by" in said
    assert "champion" in said


def test_browsing_shows_topics_and_choices_narrow_it(open_page: Open) -> None:
    page = open_page("coaching", part="Knowledge")
    before = len(page.button)
    page.segmented_control(key="knowledge.kind").set_value("playbook").run()
    page.selectbox(key="knowledge.stage").set_value("renewal").run()
    assert not page.exception
    assert 0 < len(page.button) < before


def test_a_playbook_is_read_with_its_phases_by_its_address(open_page: Open) -> None:
    page = open_page("coaching", part="Knowledge", document="red_account")
    assert not page.exception
    said = shown(page)
    assert "#### 1. " in said
    assert "Watch out for" in said
    assert "Why it works" in said
    buttons(page)["All documents"].click().run()  # type: ignore[attr-defined]
    assert "#### 1. " not in shown(page)


def test_an_article_that_a_playbook_cites_opens_beside_it(
    open_page: Open, cockpit: Cockpit
) -> None:
    held = library(cockpit.store, ANN)
    playbook = held.documents["red_account"].playbook
    assert playbook is not None
    cited = held.get(playbook.articles[0])
    assert cited is not None
    page = open_page("coaching", part="Knowledge", document="red_account")
    buttons(page)[cited.title].click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert cited.summary in shown(page)
    assert "Playbooks that rest on it" in shown(page)


def test_a_document_that_does_not_exist_is_said_to_be_none(open_page: Open) -> None:
    page = open_page("coaching", part="Knowledge", document="nothing")
    assert "no such document" in shown(page)


def test_an_article_is_written_and_read_at_once(open_page: Open, cockpit: Cockpit) -> None:
    page = open_page("coaching", part="Knowledge")
    buttons(page)["Article"].click().run()  # type: ignore[attr-defined]
    key = "knowledge.form.new.article.0"
    page.text_input(key=f"{key}.title").set_value("Hosting a tasting")
    page.text_input(key=f"{key}.summary").set_value("Invite them")
    page.selectbox(key=f"{key}.topic").set_value("Value")
    page.text_area(key=f"{key}.body").set_value(
        "## How\n\nLay the table, [see](https://evil.example)."
    )
    buttons(page)["Save"].click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert "Hosting a tasting" in shown(page)
    assert "https://evil" not in shown(page)
    saved = library(cockpit.store, ANN).get("hosting_a_tasting")
    assert saved is not None
    assert saved.body.startswith("## How")


def test_what_is_wrong_with_a_document_is_said_and_what_was_written_stays(
    open_page: Open, cockpit: Cockpit
) -> None:
    page = open_page("coaching", part="Knowledge")
    buttons(page)["Article"].click().run()  # type: ignore[attr-defined]
    key = "knowledge.form.new.article.0"
    page.text_input(key=f"{key}.title").set_value("Only a title")
    buttons(page)["Save"].click().run()  # type: ignore[attr-defined]
    assert page.error
    assert page.text_input(key=f"{key}.title").value == "Only a title"
    assert cockpit.store.value("SELECT count(*) FROM ops.knowledge_document") == 0


def test_a_playbook_is_changed_in_fields_and_keeps_what_was_not_touched(
    open_page: Open, cockpit: Cockpit, look_as: Callable[[Actor], None]
) -> None:
    look_as(ANN)
    slug = save(cockpit.store, ANN, PLAYBOOK).slug
    before = library(cockpit.store, ANN).get(slug)
    page = open_page("coaching", part="Knowledge", document=slug)
    buttons(page)["Edit"].click().run()  # type: ignore[attr-defined]
    key = f"knowledge.form.edit.{slug}.1"
    page.text_input(key=f"{key}.summary").set_value("Take the plate at once")
    buttons(page)["Save"].click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert not page.error
    after = library(cockpit.store, ANN).get(slug)
    assert before is not None
    assert after is not None
    assert after.summary == "Take the plate at once"
    assert (after.playbook, after.body, after.situations) == (
        before.playbook,
        before.body,
        before.situations,
    )


def test_what_somebody_else_saved_meanwhile_is_said_and_ones_own_words_stay(
    open_page: Open, cockpit: Cockpit
) -> None:
    slug = save(cockpit.store, LEAD, ARTICLE).slug
    page = open_page("coaching", part="Knowledge", document=slug)
    buttons(page)["Edit"].click().run()  # type: ignore[attr-defined]
    key = f"knowledge.form.edit.{slug}.1"
    save(cockpit.store, LEAD, ARTICLE.replace("six", "ten"), slug=slug)
    page.text_input(key=f"{key}.summary").set_value("My words")
    buttons(page)["Save"].click().run()  # type: ignore[attr-defined]
    assert "saved meanwhile" in str(
        page.error[0].title if hasattr(page.error[0], "title") else page.error
    )
    assert page.text_input(key=f"{key}.summary").value == "My words"
    after = library(cockpit.store, LEAD).get(slug)
    assert after is not None
    assert (after.version, after.summary != "My words") == (2, True)


@pytest.mark.parametrize(("actor", "may"), [(ANN, False), (LEAD, True)])
def test_a_shipped_document_is_changed_by_managers_alone(
    open_page: Open, look_as: Callable[[Actor], None], actor: Actor, may: bool
) -> None:
    look_as(actor)
    page = open_page("coaching", part="Knowledge", document="red_account")
    assert ("Edit" in buttons(page)) is may
    assert "Copy as new" in buttons(page)


def test_an_archived_document_comes_back(open_page: Open, cockpit: Cockpit) -> None:
    slug = save(cockpit.store, LEAD, ARTICLE).slug
    page = open_page("coaching", part="Knowledge", document=slug)
    buttons(page)["Archive it"].click().run()  # type: ignore[attr-defined]
    assert library(cockpit.store, LEAD).get(slug) is None
    buttons(page)["Restore"].click().run()  # type: ignore[attr-defined]
    assert library(cockpit.store, LEAD).get(slug) is not None


def test_security_11_a_document_of_ones_own_neither_fetches_nor_links(
    open_page: Open, cockpit: Cockpit
) -> None:
    text = ARTICLE.replace("Lay the table", "![x](https://evil.example/a.png) <b>Lay</b>")
    slug = save(
        cockpit.store, LEAD, text.replace("Hosting a", "<img src=x> https://evil.example")
    ).slug
    page = open_page("coaching", part="Knowledge", document=slug)
    for part in [*page.markdown, *page.subheader, *page.caption]:
        bare = str(part.value).replace("\\", "")
        assert "://evil" not in bare
        assert "![" not in str(part.value)
