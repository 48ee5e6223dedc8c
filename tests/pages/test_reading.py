"""How a file was read: explained, corrected with a live preview, followed for files of its shape."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core import capture
from core.actor import COMMAND_LINE
from core.ui import safe
from core.ui.imports.shown import as_text, unique
from core.wiring import Cockpit
from tests.pages.conftest import Open

MESSY = (
    "Kunden für Jürgen;;\nStand 01.07.2026;;\naccount_id;name;arr_amount\n"
    "A1;Müller und Söhne;1.234,50\nA2;Bäckerei Groß;2.000,75\nA3;Schröder;3.000,25\n"
    "geprüft von;Ada;\n"
).encode("cp1252")
PLAIN = b"account_id,name\n" + b"".join(b"A%d,Name %d\n" % (n, n) for n in range(12))
RAGGED = b"account_id,name\n" + b"A1,Acme\n" * 6 + b"B1,Borel,more\n"


def bring(open_page: Open, **files: bytes) -> AppTest:
    """The Imports page with files chosen."""
    page = open_page("imports")
    page.file_uploader[0].set_value(
        [(f"{name}.csv", content, "text/csv") for name, content in files.items()]
    ).run()
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    """Everything said around the tables."""
    shown = [*page.markdown, *page.caption, *page.code, *page.error]
    labels = [one.label for one in page.expander]
    return "\n".join([*labels, *(str(one.value) for one in shown)]).replace("\\", "")


def control(page: AppTest, name: str) -> str:
    return f"reading.0.0..{name}"


def press(page: AppTest, label: str) -> AppTest:
    labels = [one.label for one in page.button]
    assert label in labels
    page.button[labels.index(label)].click().run()
    assert not page.exception
    return page


def test_a_reading_is_explained_part_by_part(open_page: Open) -> None:
    page = bring(open_page, messy=MESSY)
    assert "How was it read? Semicolon, cp1252, names in line 3, 2 lines of preamble" in told(page)
    parts = next(frame.value for frame in page.dataframe if "Because" in frame.value.columns)
    assert {"Encoding", "Between cells", "Column names", "Decimal mark"} <= set(parts["Part"])
    assert all(parts["Because"])


def test_a_correction_is_seen_before_it_counts(open_page: Open, cockpit: Cockpit) -> None:
    page = bring(open_page, messy=MESSY)
    page.number_input(key=control(page, "footer_lines")).set_value(1).run()
    assert not page.exception
    assert (
        "Would be: semicolon, cp1252, names in line 3, 2 lines of preamble, 1 line of footer"
        in (told(page))
    )
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert list(counts["Read"]) == [4]
    press(page, "Read it so")
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert (list(counts["Read"]), list(counts["Accepted"])) == ([3], [3])
    assert cockpit.store.value("SELECT count(*) FROM crm.account") == 0


def test_lines_are_shown_with_what_each_is_taken_for(open_page: Open) -> None:
    page = bring(open_page, messy=MESSY)
    page.segmented_control(key=control(page, "view.2")).set_value("Lines of the file").run()
    lines = page.code[0].value.splitlines()
    assert lines[0] == "1  above    Kunden für Jürgen;;"
    assert lines[2] == "3  names    account_id;name;arr_amount"
    assert lines[3] == "4           A1;Müller und Söhne;1.234,50"


def test_a_correction_can_be_taken_back(open_page: Open) -> None:
    page = bring(open_page, messy=MESSY)
    page.number_input(key=control(page, "header_line")).set_value(4).run()
    press(page, "Read it so")
    assert "names in line 4" in told(page)
    press(page, "As found")
    assert "names in line 3" in told(page)


def test_a_correction_that_cannot_be_says_why_and_is_put_right(open_page: Open) -> None:
    page = bring(open_page, plain=PLAIN)
    page.number_input(key=control(page, "header_line")).set_value(99).run()
    assert "There is no header: no record begins in line 99." in told(page)
    press(page, "Read it so")
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert list(counts["State"]) == ["◆ Cannot be read"]
    assert "1  " in page.code[0].value
    page.number_input(key=control(page, "header_line")).set_value(1).run()
    press(page, "Read it so")
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert (list(counts["State"]), list(counts["Accepted"])) == (["● Ready"], [12])


def test_what_was_said_is_followed_next_time_shown_and_forgotten(
    open_page: Open, cockpit: Cockpit
) -> None:
    page = bring(open_page, plain=PLAIN)
    page.selectbox(key=control(page, "quote")).set_value("'").run()
    press(page, "Read it so")
    press(page, "Publish 12 records from 1 file")
    assert len(capture.learned_readings(cockpit.store, COMMAND_LINE)) == 1

    again = bring(open_page, again=PLAIN + b"A99,Last\n")
    assert "said of plain.csv on" in told(again)
    press(again, "Forget that")
    assert capture.learned_readings(cockpit.store, COMMAND_LINE) == []
    assert "said of plain.csv" not in told(again)


def test_the_history_says_how_a_file_was_read_and_what_is_remembered(
    open_page: Open, cockpit: Cockpit
) -> None:
    page = bring(open_page, plain=PLAIN)
    page.selectbox(key=control(page, "quote")).set_value("'").run()
    press(page, "Read it so")
    press(page, "Publish 12 records from 1 file")
    history = open_page("imports", **{"imports-tab": "History"})
    assert not history.exception
    assert "Comma, utf-8, names in line 1" in told(history)
    assert "Said of it: quote apostrophe." in told(history)
    kept = next(frame.value for frame in history.dataframe if "Said of" in frame.value.columns)
    assert (list(kept["Said of"]), list(kept["What"])) == (["plain.csv"], ["quote apostrophe"])


def test_remembering_can_be_declined(open_page: Open, cockpit: Cockpit) -> None:
    page = bring(open_page, plain=PLAIN)
    page.selectbox(key=control(page, "quote")).set_value("'").run()
    press(page, "Read it so")
    page.toggle(key="imports.remember").set_value(False).run()
    press(page, "Publish 12 records from 1 file")
    assert capture.learned_readings(cockpit.store, COMMAND_LINE) == []


def test_an_answer_given_before_is_filled_in_but_not_taken(open_page: Open) -> None:
    dated = b"account_id,name,renewal_on\nA1,Acme,01/02/2026\n"
    page = bring(open_page, july=dated)
    page.radio(key="question.date_order").set_value("dmy")
    press(page, "Answer")
    press(page, "Publish 1 record from 1 file")
    again = bring(open_page, august=dated)
    assert again.radio(key="question.date_order").value == "dmy"
    counts = next(frame.value for frame in again.dataframe if "Accepted" in frame.value.columns)
    assert list(counts["Accepted"]) == [0]


def test_several_files_are_looked_at_one_by_one(open_page: Open) -> None:
    page = bring(open_page, fine=b"account_id,name\nA1,Acme\n", ragged=RAGGED)
    assert "How were they read? 1 file to look at" in told(page)
    chosen = next(one for one in page.selectbox if one.label == "File")
    assert chosen.options == ["fine.csv", "ragged.csv"]
    assert chosen.value == 1


def test_three_hundred_columns_are_shown_page_by_page(open_page: Open) -> None:
    names = ",".join(f"field {n}" for n in range(300))
    page = bring(open_page, wide=f"{names}\n{','.join(['x'] * 300)}\n".encode())
    assert "Columns 1 to 40 of 300" in told(page)
    assert any(len(frame.value.columns) == 40 for frame in page.dataframe)


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (("a", "b"), ["a", "b"]),
        (("a", "", "a"), ["a", "(column 2, no name)", "a (2)"]),
        (("a", "a (2)", "a"), ["a", "a (2)", "a (3)"]),
        (("a", "a", "a (2)"), ["a", "a (2)", "a (2) (2)"]),
    ],
)
def test_names_in_a_preview_are_told_apart(header: tuple[str, ...], names: list[str]) -> None:
    assert unique(header) == names


def test_a_line_shows_its_tabs_and_control_characters() -> None:
    found = capture.Preview("", lines=(capture.Line(7, "a\tb\x00\u202ec", "refused"),))
    assert as_text(found) == "…\n7  refused  a⇥b␀\ufffdc"
    assert safe.line("a  b") == "a  b"


def test_two_tables_of_a_file_are_corrected_together_and_one_can_be_picked(
    open_page: Open,
) -> None:
    two = (
        b"Accounts\naccount_id,name,region\nA1,Acme,EMEA\nA2,Bolt,EMEA\nA3,Cat,EMEA\n\n"
        b"Contacts\ncontact_id,account_id,full_name,email\nC1,A1,Kim,kim@a.example\n"
        b"C2,A2,Lee,lee@a.example\nC3,A3,May,may@a.example\n"
    )
    page = bring(open_page, two=two)
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert list(counts["File"]) == ["two.csv / table 1", "two.csv / table 2"]
    page.number_input(key=control(page, "table")).set_value(2).run()
    press(page, "Read it so")
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert list(counts["Recognised as"]) == ["Rapport contacts"]
    press(page, "As found")
    counts = next(frame.value for frame in page.dataframe if "Accepted" in frame.value.columns)
    assert len(counts) == 2
