"""The parts of a poll: documents to text, pages that move, files, waits."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture.poll.adf import text_of
from core.capture.poll.html_text import words_of
from core.capture.poll.sheet import LONGEST_CELL, Sheet
from core.capture.poll.trouble import SourceDown, retry_after
from core.capture.poll.walk import walk
from core.capture.poll.xml import child, parsed


def _text(words: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": words, "marks": list(marks)}


def _doc(*content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "version": 1, "content": list(content)}


def _paragraph(*content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(content)}


def _item(*content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "listItem", "content": list(content)}


ADF = [
    (_doc(_paragraph(_text("One")), _paragraph(_text("Two"))), "One\n\nTwo"),
    (_doc(_paragraph(_text("a"), {"type": "hardBreak"}, _text("b"))), "a\nb"),
    (_doc(_paragraph(_text("bold", {"type": "strong"}), _text(" plain"))), "*bold* plain"),
    (_doc(_paragraph(_text("x = 1", {"type": "code"}))), "{{x = 1}}"),
    (
        _doc(_paragraph(_text("docs", {"type": "link", "attrs": {"href": "https://a.example"}}))),
        "[docs|https://a.example]",
    ),
    (
        _doc({"type": "heading", "attrs": {"level": 2}, "content": [_text("Steps")]}),
        "h2. Steps",
    ),
    (
        _doc({"type": "codeBlock", "content": [_text("SELECT 1;\nSELECT 2;")]}),
        "{code}\nSELECT 1;\nSELECT 2;\n{code}",
    ),
    (
        _doc(
            {
                "type": "bulletList",
                "content": [
                    _item(_paragraph(_text("one"))),
                    _item(
                        _paragraph(_text("two")),
                        {"type": "orderedList", "content": [_item(_paragraph(_text("inner")))]},
                    ),
                ],
            }
        ),
        "* one\n* two\n*# inner",
    ),
    (
        _doc(
            _paragraph(
                {"type": "mention", "attrs": {"id": "557058:a", "text": "@Ann"}}, _text(" hi")
            )
        ),
        "[~accountid:557058:a] hi",
    ),
    (
        _doc(
            {
                "type": "table",
                "content": [
                    {
                        "type": "tableRow",
                        "content": [
                            {"type": "tableHeader", "content": [_paragraph(_text("Key"))]},
                            {"type": "tableHeader", "content": [_paragraph(_text("Value"))]},
                        ],
                    },
                    {
                        "type": "tableRow",
                        "content": [
                            {"type": "tableCell", "content": [_paragraph(_text("a"))]},
                            {"type": "tableCell", "content": []},
                        ],
                    },
                ],
            }
        ),
        "||Key||Value||\n|a| |",
    ),
    (_doc(_paragraph({"type": "date", "attrs": {"timestamp": "1767225600000"}})), "2026-01-01"),
    (_doc({"type": "futureBlock", "content": [_paragraph(_text("kept"))]}), "kept"),
    ("plain words", "plain words"),
    (None, ""),
    (7, ""),
]


@pytest.mark.parametrize(("document", "expected"), ADF)
def test_a_document_reads_as_in_the_export(document: object, expected: str) -> None:
    assert text_of(document) == expected


def test_a_document_nested_beyond_reason_ends() -> None:
    document: dict[str, Any] = _paragraph(_text("deep"))
    for _level in range(5000):
        document = {"type": "blockquote", "content": [document]}
    assert len(text_of(_doc(document))) < 10_000


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["type", "content", "attrs", "marks", "text", "level", "id"]),
                inner
                | st.sampled_from(
                    ["doc", "paragraph", "bulletList", "table", "text", "heading", "date"]
                ),
                max_size=5,
            )
        ),
        max_leaves=25,
    )
)
def test_whatever_comes_as_a_document_is_read_without_an_error(document: object) -> None:
    assert isinstance(text_of(document), str)


@given(
    total=st.integers(0, 60),
    cap=st.integers(2, 15),
    steps=st.lists(
        st.tuples(st.sampled_from(["drop", "front", "touch"]), st.integers(0, 59)), max_size=12
    ),
)
def test_no_item_that_stays_is_missed_whatever_moves_meanwhile(
    total: int, cap: int, steps: list[tuple[str, int]]
) -> None:
    """Items vanish, and others come in at the front, between any two pages."""
    items = list(range(total))
    always = set(items)
    script = list(steps)

    def page(offset: int, count: int) -> list[int]:
        found = items[offset : offset + min(count, cap)]
        if script:
            what, number = script.pop(0)
            if what == "drop" and number in items:
                items.remove(number)
                always.discard(number)
            elif what == "front":
                items.insert(0, 1000 + number + 100 * len(script))
            elif what == "touch" and number in items:
                items.remove(number)
                items.insert(0, number)
                always.discard(number)  # it changed: the next poll reads it
        return found

    given_out = list(walk(page, str))
    assert len(given_out) == len(set(given_out))
    assert always <= set(given_out)


def test_a_list_without_end_is_an_error_and_not_forever() -> None:
    counter = iter(range(10**9))

    def page(_offset: int, _count: int) -> list[int]:
        return [next(counter), next(counter)]

    with pytest.raises(SourceDown, match="does not end"):
        for _item in walk(page, str):
            pass


def test_the_newest_version_of_a_record_stays_and_columns_repeat(tmp_path: Path) -> None:
    with Sheet(tmp_path / "a.csv", ("Key", "Text")) as sheet:
        assert sheet.add("2", "b", {"Key": "2", "Text": "new\r\nline\x00"})
        assert not sheet.add("2", "a", {"Key": "2", "Text": "old"})
        assert sheet.add("1", "", {"Key": "1", "Text": "x" * (LONGEST_CELL + 5), "Tag": ["a", "b"]})
        assert len(sheet) == 2
        sheet.write()
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        header, one, two = csv.reader(file)
    assert header == ["Key", "Text", "Tag", "Tag"]
    assert (one[0], len(one[1]), one[2:]) == ("1", LONGEST_CELL, ["a", "b"])
    assert two == ["2", "new\nline", "", ""]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("", None), ("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("nan", None), ("inf", None),
        ("soon", None), ("Thu, 01 Jan 1970 00:01:00 GMT", 60.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ],
)  # fmt: skip
def test_a_wait_is_read_as_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 0.0) == seconds


def test_entities_and_document_types_are_refused_but_not_their_names_in_a_text() -> None:
    root = parsed('<a id="3"><b><![CDATA[<!DOCTYPE html> &lol;]]></b></a>')
    assert (child(root, "b"), child(root, "id"), child(root, "c")) == (
        "<!DOCTYPE html> &lol;",
        "3",
        "",
    )
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for document in (bomb, '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "<a><b></a>", ""):
        with pytest.raises(SourceDown):
            parsed(document)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<style>p{}</style>x &lt;y&gt; &amp; z", "x <y> & z"),
        ("<div>  many   blanks\n here </div>", "many blanks here"),
        ("no markup", "no markup"),
    ],
)
def test_html_reads_as_its_words(html: str, words: str) -> None:
    assert words_of(html) == words
