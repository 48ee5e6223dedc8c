"""Where the table is among title lines and footers."""

from __future__ import annotations

import pytest

from core.capture.read.layout import find_header, footer_start, promised_records
from core.capture.read.records import Dialect, Record, records


def parsed(*lines: str) -> list[Record]:
    return list(records([line + "\n" for line in lines], Dialect(",")))


HEADERS = {
    "the first line": (["id,name", "1,a", "2,b"], 1, True),
    "below titles": (["Report", "", "id,name,c", "1,a,b", "2,b,c"], 3, True),
    "below padded titles": (
        ["Report,,,", "As of,,,", "id,name,c,d", "1,a,b,c", "2,b,c,d"],
        3,
        True,
    ),
    "a narrow header over wide rows": (["id,name", "1,a,b", "2,b,c"], 1, True),
    "with unnamed columns": (["a,b,c,,", "1,2,3,,", "1,2,3,,"], 1, True),
    "data where a header should be": (["1,a@b.com", "2,c@d.com"], 1, False),
    "one column": (["name", "Acme", "Beta"], 1, True),
    "only titles": (["Report"], 1, True),
}


@pytest.mark.parametrize(("lines", "line", "certain"), HEADERS.values(), ids=HEADERS.keys())
def test_the_header_is_found(lines: list[str], line: int, certain: bool) -> None:
    found = parsed(*lines)
    layout = find_header(found)
    assert (found[layout.header].line, layout.is_certain) == (line, certain)


def test_a_header_that_was_pointed_at_is_taken() -> None:
    found = parsed("a,b", "c,d", "1,2")
    assert find_header(found, 2).header == 1
    assert find_header(found, 9).header == -1


def test_no_record_gives_no_header() -> None:
    assert find_header(parsed("", "")).header == -1


FOOTERS = {
    "none": (["1,a,b", "2,c,d"], 0),
    "trailing blank lines alone": (["1,a,b", "", ""], 0),
    "a total": (["1,a,b", "Grand Totals (1 records),,"], 1),
    "sums below the columns": (["1,a,20", "Total,,20"], 1),
    "sums in another language": (["1,a,20", 'Gesamtsumme:,,"20,00 €"'], 1),
    "a company called Total": (["1,a,20", "Total,Ada,20"], 0),
    "a company called Total and its identifier": (["1,a,20", "2,Total,20"], 0),
    "rows selected": (["1,a,b", "", "(12 rows selected)"], 2),
    "a page of it": (["1,a,b", "", "", "My report", "Copyright (c) 2000-2026 x", "Acme"], 5),
    "a narrow record is no footer": (["1,a,b", "2"], 0),
    "a blank line before a record": (["1,a,b", "", "2,a,b"], 0),
    "a note after a blank line": (["1,a,b", "", "Exported by Ada"], 2),
    "a note of two lines": (["1,a,b", '"Note: one, two",,', "and three,,"], 2),
    "a note in a record": (["1,a,b", "Note: a,b,c"], 0),
    "one filled cell": (["1,a,b", "2,,"], 0),
    "a company named like a footer": (["1,a,b", "2,Confidential Information Ltd,c"], 0),
}


@pytest.mark.parametrize(("lines", "count"), FOOTERS.values(), ids=FOOTERS.keys())
def test_the_footer_is_found(lines: list[str], count: int) -> None:
    found = parsed(*lines)
    assert len(found) - footer_start(found, 3) == count


def test_the_promised_count_is_read() -> None:
    assert promised_records(parsed("Grand Totals (1,234 records)")) == 1234
    assert promised_records(parsed("Copyright (c) 2026")) is None
