"""Files read as a person said: each file by itself, previewed first, followed for files of its shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.actor import COMMAND_LINE, Actor, Role
from core.capture import (
    FilePlan,
    ImportOptions,
    ImportPlan,
    forget_reading,
    learned_readings,
    plan,
    preview,
    publish,
)
from core.capture.explained import SAID, explain, sentence
from core.capture.learned import fingerprint
from core.capture.preview import EXCERPT_BYTES, EXCERPT_OVER, Preview
from core.capture.receiving import place
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store
from tests.unit.capture.conftest import Write

NAMES = "account_id;name;region"
REPORT = ("Customers", "", NAMES, "A1;Acme;EMEA", "B1;Borel;EMEA", "", "checked by;Ada;")
Planned = Callable[..., ImportPlan]


@pytest.fixture
def planned(store: Store) -> Planned:
    """Plan files; ``said`` are corrections of the first, the rest are options of all."""

    def made(*paths: Path, said: dict[str, Any] | None = None, **options: Any) -> ImportPlan:
        corrections = {(paths[0], ""): said} if said else {}
        return plan(
            store,
            COMMAND_LINE,
            paths,
            options=ImportOptions(**options),
            corrections=corrections,
            check=False,
        )

    return made


def records(file: FilePlan) -> int:
    assert file.source is not None
    return file.source.records


def found(file: FilePlan, part: str) -> Any:
    """What a part of the file was read as."""
    assert file.source is not None
    return file.source.reading["dialect"][part]["value"]


def test_a_correction_is_of_one_file_and_leaves_the_others_alone(
    write: Write, planned: Planned
) -> None:
    wrong, other = write("a.csv", *REPORT), write("b.csv", *REPORT)
    first, second = planned(wrong, other, said={"header_line": 3, "footer_lines": 1}).files
    assert records(first) == 2
    assert first.options is not None and first.options.header_line == 3
    assert second.options is None


def test_what_was_said_is_kept_with_the_import_of_that_file(
    store: Store, write: Write, planned: Planned
) -> None:
    said = {"header_line": 3, "footer_lines": 1, "decimal_mark": "comma"}
    done = publish(
        store, COMMAND_LINE, planned(write("a.csv", *REPORT), write("b.csv", *REPORT), said=said)
    )
    assert {report.accepted for report in done.files} >= {2}
    options = {
        row["file_name"]: json.loads(row["options"])
        for row in store.rows("SELECT file_name, options::VARCHAR AS options FROM crm.import_batch")
    }
    assert options["a.csv"] == said
    assert options["b.csv"] == {}


def test_a_part_that_was_said_is_certain_and_says_so(
    store: Store, write: Write, planned: Planned
) -> None:
    path, said = write("a.csv", *REPORT), {"quote": "'", "decimal_mark": "comma"}
    (file,) = planned(path, said=said).files
    for parts in (file.report.reading, look(store, path, **said).parts):
        told = {part.name: part for part in parts if part.because == SAID}
        assert set(told) == {"quote", "decimal"}
        assert {part.value for part in told.values()} == {"apostrophe", "comma"}
        assert all(part.is_sure and not part.others for part in told.values())


def test_a_table_without_names_gets_numbers_for_names(write: Write, planned: Planned) -> None:
    (file,) = planned(write("a.csv", "A1;Acme", "B1;Borel"), header_rows=0).files
    assert file.source is not None
    assert file.source.header == ("column 1", "column 2")
    assert records(file) == 2


def test_nothing_said_keeps_zero_and_empty_answers_apart_from_no_answer() -> None:
    options = ImportOptions(header_rows=0, quote="", footer_lines=0)
    assert options.reading == {"quote": "", "header_rows": 0, "footer_lines": 0}
    assert options.to_dict() == options.reading
    assert ImportOptions().to_dict() == {}


@pytest.mark.parametrize(
    "said",
    [
        {"header_line": 0},
        {"header_rows": 21},
        {"footer_lines": -1},
        {"table": 0},
        {"quote": "''"},
        {"escape": "\\\\"},
        {"delimiter": "a,b,c,d,e,f"},
        {"delimiter": "\n"},
    ],
)
def test_an_answer_that_is_none_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        ImportOptions(**said)


def corrected(store: Store, planned: Planned, path: Path, **said: Any) -> None:
    publish(store, COMMAND_LINE, planned(path, said=said, remember=True))


def test_a_correction_is_followed_for_a_file_of_the_same_shape_wherever_its_names_stand(
    store: Store, write: Write, planned: Planned
) -> None:
    lines = (NAMES, "A1;Acme;'EMEA", "B1;Borel;EMEA'")
    corrected(store, planned, write("july.csv", *lines), quote="", delimiter=";")
    (known,) = learned_readings(store, COMMAND_LINE)
    assert (known.fingerprint, known.file_name) == (fingerprint(NAMES), "july.csv")
    assert known.choices == {"quote": "", "delimiter": ";"}

    (august,) = planned(write("august.csv", "As of August;;", "", *lines)).files
    assert august.source is not None
    assert (found(august, "quote"), august.source.header_line, records(august)) == ("", 3, 2)
    assert august.learned == fingerprint(NAMES)


def test_a_file_of_another_shape_follows_nothing(
    store: Store, write: Write, planned: Planned
) -> None:
    corrected(store, planned, write("july.csv", *REPORT), quote="")
    (file,) = planned(write("other.csv", "account_id;name", "A1;Acme")).files
    assert file.learned == ""
    assert found(file, "quote") == '"'


def test_what_was_said_now_beats_what_was_learned(
    store: Store, write: Write, planned: Planned
) -> None:
    corrected(store, planned, write("july.csv", *REPORT), quote="")
    (file,) = planned(write("august.csv", *REPORT), quote="'").files
    assert file.learned == ""
    assert found(file, "quote") == "'"


def test_an_encoding_given_for_all_files_leaves_what_was_learned_in_force(
    store: Store, write: Write, planned: Planned
) -> None:
    corrected(store, planned, write("july.csv", *REPORT), quote="'")
    (file,) = planned(write("august.csv", *REPORT), encoding="cp1252").files
    assert (found(file, "quote"), found(file, "encoding")) == ("'", "cp1252")
    assert file.learned == fingerprint(NAMES)


def test_lines_left_out_are_not_learned_because_the_next_file_may_have_none(
    store: Store, write: Write, planned: Planned
) -> None:
    corrected(store, planned, write("july.csv", *REPORT), footer_lines=1, header_line=3)
    (known,) = learned_readings(store, COMMAND_LINE)
    assert "footer_lines" not in known.choices
    (file,) = planned(write("august.csv", NAMES, "A1;Acme;EMEA", "B1;Borel;EMEA")).files
    assert records(file) == 2


def test_what_decides_values_is_offered_and_never_followed(
    store: Store, write: Write, planned: Planned
) -> None:
    lines = ("account_id,name,renewal_on", "A1,Acme,01/02/2026")
    corrected(store, planned, write("july.csv", *lines), date_order="dmy")
    (file,) = planned(write("august.csv", *lines)).files
    assert file.offered == {"date_order": "dmy"}
    assert file.options is None


def test_nothing_is_remembered_unasked(store: Store, write: Write, planned: Planned) -> None:
    publish(store, COMMAND_LINE, planned(write("july.csv", *REPORT), said={"quote": ""}))
    assert learned_readings(store, COMMAND_LINE) == []


def test_what_was_learned_is_forgotten_by_whoever_may_save_mappings(
    store: Store, write: Write, planned: Planned
) -> None:
    corrected(store, planned, write("july.csv", *REPORT), quote="")
    shape = fingerprint(NAMES)
    with pytest.raises(Forbidden):
        forget_reading(store, Actor("cy@example.com", frozenset({Role.CSM})), shape)
    forget_reading(store, COMMAND_LINE, shape)
    assert learned_readings(store, COMMAND_LINE) == []
    with pytest.raises(NotFound):
        forget_reading(store, COMMAND_LINE, shape)


def look(store: Store, path: Path, **said: Any) -> Preview:
    return preview(store, COMMAND_LINE, path, options=ImportOptions(**said))


def test_a_preview_marks_each_line_with_what_it_is_taken_for(store: Store, write: Write) -> None:
    found = look(store, write("a.csv", *REPORT), header_line=3, footer_lines=1)
    kinds = {line.number: line.kind for line in found.lines}
    assert [kinds[number] for number in (1, 3, 4, 5, 7)] == [
        "above",
        "header",
        "record",
        "record",
        "below",
    ]
    assert found.header == ("account_id", "name", "region")
    assert found.rows[0] == ("A1", "Acme", "EMEA")
    assert (found.records, found.refused, found.problem) == (2, 0, "")


def test_a_preview_marks_the_records_that_do_not_fit(store: Store, write: Write) -> None:
    lines = [f"A{n};Name {n};EMEA" for n in range(30)]
    found = look(store, write("a.csv", NAMES, *lines, "B1;Borel;EMEA;more"))
    assert found.refused == 1
    assert [line.number for line in found.lines if line.kind == "refused"] == [32]


def test_a_preview_writes_nothing(store: Store, write: Write, tmp_path: Path) -> None:
    path = write("a.csv", *REPORT)
    before = (store.data_version, sorted(tmp_path.rglob("*")))
    look(store, path, delimiter=",")
    assert (store.data_version, sorted(tmp_path.rglob("*"))) == before


def test_a_file_that_is_refused_still_shows_its_lines(store: Store, write: Write) -> None:
    found = look(store, write("page.csv", "<!DOCTYPE html>", "<html><body>Sign in</body></html>"))
    assert found.problem
    assert found.header == ()
    assert found.lines[0].text == "<!DOCTYPE html>"


def test_a_preview_needs_the_right_to_look_at_imports(store: Store, write: Write) -> None:
    nobody = Actor("no@example.com", frozenset())
    with pytest.raises(Forbidden):
        preview(store, nobody, write("a.csv", NAMES), options=ImportOptions())


def test_a_large_file_is_previewed_by_its_beginning(store: Store, write: Write) -> None:
    row = "A1;Acme;" + "x" * 1000
    found = look(store, write("a.csv", NAMES, *[row] * (EXCERPT_OVER // len(row) + 10)))
    assert found.is_excerpt
    assert 0 < found.records < EXCERPT_BYTES / len(row)


def test_a_file_that_is_gone_is_said_to_be(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        look(store, tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("member", "where"),
    [("", ""), ("table 2", ""), ("a.csv/table 2", "a.csv"), ("Sheet1", "Sheet1")],
)
def test_tables_of_one_place_are_read_together(member: str, where: str) -> None:
    assert place(member) == where


def test_a_reading_is_told_in_a_sentence_and_part_by_part(store: Store, write: Write) -> None:
    rows = ("A1;Müller und Söhne;Köln", "A2;Bäckerei Groß;Düsseldorf", "A3;Schröder;Lübeck")
    seen = look(store, write("a.csv", "Kunden für Jürgen", "", NAMES, *rows, encoding="cp1252"))
    assert seen.summary.startswith("semicolon, cp1252, names in line 3")
    assert seen.summary == sentence(seen.reading)
    parts = {part.name: part for part in explain(seen.reading)}
    assert parts["delimiter"].value == "semicolon"
    assert parts["escape"].value == "quote written twice"
    assert all(part.because and 0 <= part.confidence <= 1 for part in parts.values())
    assert (explain({}), sentence({})) == ((), "")
