"""Text from outside, whatever it is, comes out harmless."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.channels.chat import google, slack
from core.channels.links import link_to
from core.channels.plain import LONGEST_LINE, fitting, line_of
from core.settings import Settings

from .conftest import notice

ANYTHING = st.text(max_size=600) | st.from_regex(
    r"(<[!@/a-z|:.]{0,9}>|https?://\S{1,9}|[ &*_]){1,30}"
)


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_a_line_is_one_line_of_visible_characters_without_links(text: str) -> None:
    shown = line_of(text)
    assert len(shown) <= LONGEST_LINE
    assert not re.search(r"[\r\n\x00-\x1f\x7f\u2028\u202e\u200b]", shown)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Co")]
    assert not re.search(r"[a-z]://\S", shown, re.I | re.A)


@settings(max_examples=200, deadline=None)
@given(ANYTHING, st.lists(ANYTHING, max_size=5))
def test_security_16_no_text_gets_markup_or_a_mention_into_a_chat(
    title: str, lines: list[str]
) -> None:
    hostile = notice(title=title, lines=tuple(lines))
    message = slack.payload(hostile, "")
    said = [message["text"], *(block["text"]["text"] for block in message["blocks"])]
    assert not re.search(r"[<>]", "".join(said))
    assert all(block["text"]["type"] == "plain_text" for block in message["blocks"])
    assert all(0 < len(one) <= 3000 for one in said)
    card = google.payload(hostile, "")
    text = card["cardsV2"][0]["card"]["sections"][0]["widgets"][0]["textParagraph"]["text"]
    assert not re.search(r"[<>]", re.sub(r"</?b>|<br>", "", text))
    assert not re.search(r"[<>]", card["fallbackText"])
    assert len(json.dumps(card, ensure_ascii=False).encode()) <= 32_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See https://evil.example/x, now", "See (link left out) now"),
        ("HTTPS://EVIL.EXAMPLE and www.evil.example.", "(link left out) and (link left out)"),
        ("_https://evil.example 0ftp://x", "_(link left out) 0(link left out)"),
        ("mailto:eve@evil.example", "(link left out)"),
        ("The call to api.acme.example fails", "The call to api.acme.example fails"),
        ("a\u200bb\u202ec\r\nd\u2028e", "abc d e"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_line(text: str, shown: str) -> None:
    assert line_of(text) == shown


def test_what_does_not_fit_is_counted() -> None:
    assert fitting(["a" * 10, "b" * 10, "c" * 10], 25) == [
        "a" * 10,
        "b" * 10,
        "1 more line in Rapport.",
    ]


@pytest.mark.parametrize(
    ("base", "path", "link"),
    [
        ("https://r.example/", "/account?account=A1", "https://r.example/account?account=A1"),
        ("https://r.example/app", "/a", "https://r.example/app/a"),
        ("https://r.example", "//evil.example", "https://r.example"),
        ("https://r.example", "https://evil.example", "https://r.example"),
        ("https://r.example", "/a|b> <x", "https://r.example/a%7Cb%3E%20%3Cx"),
        ("https://me:x@r.example", "/a", ""),
        ("javascript:alert(1)", "/a", ""),
        ("", "/a", ""),
    ],
)
def test_the_only_link_leads_to_this_installation(base: str, path: str, link: str) -> None:
    assert link_to(Settings(public_url=base), path) == link
