"""Markdown that people wrote keeps its arrangement and loses whatever fetches or leads elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.coaching.knowledge.shipped import shipped
from core.ui import safe

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def kinds(text: str) -> set[str]:
    """What a reader of Markdown makes of a text."""
    found = set()
    for token in READER.parse(text):
        found.add(token.type)
        found |= {child.type for child in token.children or ()}
    return found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Title", "#### Title"),
        ("### Deep", "##### Deep"),
        ("a **b** *c*", "a **b** *c*"),
        ("- one\n- two\n  - three", "- one\n- two\n  - three"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("> said", ">\n> said"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("one\ntwo", "one two"),
        ("[here](https://x)", "here"),
        ("![a picture](https://x)", "a picture"),
    ],
)
def test_the_arrangement_of_a_text_stays(written: str, shown: str) -> None:
    assert safe.prose(written).strip().split(r" \(")[0] == shown


def test_headings_can_be_bold_lines() -> None:
    assert safe.prose("# Title\n\ntext", bold=True).strip() == "**Title**\n\ntext"


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://evil.example/a.png)",
        "[click](javascript:alert(1))",
        "https://evil.example/?q=1 and www.evil.example and a@evil.example",
        "<img src=https://evil.example/a.png>",
        "<https://evil.example>",
        "[a]: https://evil.example\n\n[a]",
        ":red[x] :material/home: :smile: $x^2$",
        "```html\n<script>\n```",
    ],
)
def test_security_11_prose_neither_fetches_nor_links(text: str) -> None:
    shown = safe.prose(text)
    assert not kinds(shown) & {"link_open", "image", "html_inline", "html_block"}
    bare = shown.replace("\\", "")
    assert "://" not in bare
    assert "www." not in bare
    assert "a@" not in bare
    for sign in "<$:[`":
        assert shown.count(sign) == shown.count("\\" + sign)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab \n#-*>1.|[]()!<`:$_&;~=+\\")), max_size=80))
def test_security_11_no_text_becomes_more_than_its_arrangement(text: str) -> None:
    allowed = {"link_open", "image", "html_inline", "html_block", "code_inline", "fence"}
    assert not kinds(safe.prose(text)) & (allowed | {"code_block", "s_open"})


@pytest.mark.parametrize("slug", sorted(shipped()))
def test_the_words_of_every_shipped_document_stay(slug: str) -> None:
    body = shipped()[slug].body
    assert READER.render(safe.prose(body)).count("<li>") == READER.render(body).count("<li>")
    assert READER.render(safe.prose(body)).count("<h") == READER.render(body).count("<h")
