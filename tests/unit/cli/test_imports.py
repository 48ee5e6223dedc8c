"""Importing from the command line: the contract of its JSON, dry runs, undo, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli.paths import expand
from core.errors import NotFound
from tests.unit.cli.conftest import FILES, Run, payload


def test_every_file_says_what_became_of_its_records(run: Run, exports: Path) -> None:
    found = payload(run("import", exports, "--json"))["files"]
    assert {Path(file["path"]).name for file in found} == set(FILES)
    for file in found:
        assert {"path", "kind", "read", "accepted", "refused", "unplaced", "problems"} <= set(file)
        assert file["kind"].startswith("rapport.")
        assert file["accepted"] + file["refused"] == file["read"]
    accounts = next(file for file in found if file["kind"] == "rapport.accounts")
    assert (accounts["read"], accounts["accepted"], accounts["refused"]) == (3, 2, 1)
    (problem,) = accounts["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (4, "arr_amount", "many")


def test_a_dry_run_writes_nothing(run: Run, exports: Path) -> None:
    planned = payload(run("import", exports, "--dry-run", "--json"))
    assert planned["dry_run"] is True
    assert planned["import_id"] is None
    assert payload(run("imports", "list", "--json"))["imports"] == []
    done = payload(run("import", exports, "--json"))
    assert [f["accepted"] for f in done["files"]] == [f["accepted"] for f in planned["files"]]


def test_the_same_files_again_bring_nothing_new(imported: Run, exports: Path) -> None:
    again = payload(imported("import", exports, "--json"))
    assert sum(file["new"] for file in again["files"]) == 0


def test_an_import_is_listed_and_undone_as_a_whole(imported: Run) -> None:
    batches = payload(imported("imports", "list", "--json"))["imports"]
    assert {batch["file_name"] for batch in batches} == set(FILES)
    (number,) = {batch["import_id"] for batch in batches}
    assert "accounts.csv" in imported("imports", "list").stdout
    imported("imports", "undo", number)
    imported("score", "health", "--account", "A1", code=3)


def test_refused_rows_come_as_csv_with_line_and_reason(imported: Run, tmp_path: Path) -> None:
    batches = payload(imported("imports", "list", "--json"))["imports"]
    number = next(b["batch_id"] for b in batches if b["file_name"] == "accounts.csv")
    shown = imported("imports", "rejects", number).stdout
    assert "arr_amount" in shown
    assert "many" in shown
    output = tmp_path / "refused.csv"
    imported("imports", "rejects", number, "--output", output)
    assert output.read_text(encoding="utf-8-sig") == shown


def test_refused_rows_of_a_batch_that_does_not_exist_end_with_not_found(run: Run) -> None:
    refused = run("imports", "rejects", 77, code=3)
    assert "77" in refused.stderr
    assert refused.stdout == ""


def test_an_unknown_file_is_said_and_stops_nothing(run: Run, exports: Path) -> None:
    (exports / "odd.csv").write_text("planet,moons\nMars,2\n")
    found = payload(run("import", exports, "--json"))["files"]
    odd = next(file for file in found if file["path"].endswith("odd.csv"))
    assert odd["kind"] is None
    assert odd["accepted"] + odd["refused"] == odd["read"]
    assert sum(file["accepted"] for file in found) > 0


def test_nothing_recognised_has_an_exit_code_of_its_own(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("planet,moons\nMars,2\n")
    result = run("import", odd, "--json", code=9)
    assert payload(result)["files"][0]["kind"] is None
    assert "--kind" in result.stderr


def test_an_open_question_names_the_option_that_answers_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("account_id,name,renewal_on\nA1,Acme,01/02/2026\n")
    refused = run("import", file, "--json", code=4)
    assert "--date-order" in refused.stderr
    assert payload(refused)["files"][0]["questions"]
    done = payload(run("import", file, "--date-order", "dmy", "--json"))
    assert done["files"][0]["accepted"] == 1


def test_a_file_with_an_open_question_waits_while_the_rest_is_imported(
    run: Run, exports: Path
) -> None:
    (exports / "accounts_old.csv").write_text("account_id,name,renewal_on\nA9,Old,01/02/2026\n")
    held = run("import", exports, "--json", code=4)
    assert "--date-order" in held.stderr
    files = {Path(file["path"]).name: file for file in payload(held)["files"]}
    assert files["accounts_old.csv"]["accepted"] == 0
    assert files["contacts.csv"]["new"] == 2
    assert payload(held)["import_id"] == 1
    assert "Import 1 published" in held.stderr
    assert "waiting for an answer: accounts_old.csv" in held.stderr
    again = run("import", exports, code=4)
    assert f"Import 2 published {len(FILES)} of {len(FILES) + 1} files" in again.stdout
    assert "waiting for an answer: accounts_old.csv" in again.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["--date-order", "ymd"],
        ["--decimal-mark", "dot"],
        ["--exported-at", "yesterday"],
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(
    run: Run, exports: Path, wrong: list[str]
) -> None:
    result = run("import", exports, *wrong, code=2)
    assert wrong[0] in result.stderr
    assert result.stdout == ""


def test_a_path_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("import", tmp_path / "nowhere.csv", code=3)
    assert "nowhere.csv" in result.stderr


def test_folders_files_and_patterns_give_each_file_once(exports: Path) -> None:
    hidden = exports / ".cache" / "old.csv"
    hidden.parent.mkdir()
    hidden.write_text("a\n")
    given = expand([str(exports), str(exports / "accounts.csv"), str(exports / "*s.csv")])
    assert [path.name for path in given.files] == sorted(FILES)
    assert [path.name for path in given.skipped] == ["README.md"]
    assert [path.name for path in expand([str(exports / "README.md")]).files] == ["README.md"]
    with pytest.raises(NotFound):
        expand([str(exports / "*.parquet")])


def test_every_part_of_a_reading_can_be_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("Customers\n\naccount_id;name\nA1;'Acme; Inc'\nB1;Borel\nend;of list\n")
    told = (
        "--delimiter",
        "semicolon",
        "--quote",
        "single",
        "--header-line",
        3,
        "--footer-lines",
        1,
    )
    (found,) = payload(run("import", file, *told, "--json"))["files"]
    assert (found["kind"], found["read"], found["accepted"]) == ("rapport.accounts", 2, 2)
    parts = {part["name"]: part["value"] for part in found["reading"]}
    assert (parts["delimiter"], parts["quote"]) == ("semicolon", "apostrophe")


def test_a_file_without_names_is_read_as_columns_with_numbers(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plain.csv"
    file.write_text("A1,Acme\nB1,Borel\n")
    (found,) = payload(run("import", file, "--no-header", "--dry-run", "--json", code=9))["files"]
    assert found["read"] == 2
    refused = run("import", file, "--no-header", "--header-rows", 2, code=2)
    assert "--header-rows" in refused.stderr


def test_a_dry_run_says_how_each_file_was_read_and_why(run: Run, exports: Path) -> None:
    said = run("import", exports / "accounts.csv", "--dry-run").stderr
    assert "accounts.csv: between cells: comma (" in said
    assert "accounts.csv: column names: line 1 (" in said


def test_a_reading_is_remembered_when_asked(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "july.csv", tmp_path / "august.csv"
    first.write_text("account_id,name\nA1,Acme\n")
    second.write_text("account_id,name\nA2,Borel\n")
    run("import", first, "--quote", "single", "--remember")
    (found,) = payload(run("import", second, "--json"))["files"]
    parts = {part["name"]: part["value"] for part in found["reading"]}
    assert parts["quote"] == "apostrophe"


@pytest.mark.parametrize("words", [("--delimiter", ""), ("--quote", "ab"), ("--header-line", 0)])
def test_an_option_that_makes_no_sense_is_refused(
    run: Run, exports: Path, words: tuple[object, ...]
) -> None:
    run("import", exports, *words, code=2)


def test_one_of_a_thing_is_said_in_the_singular(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        "account_id,name,tier,owner_email,arr_amount,currency,renewal_on\n"
        "A1,Acme,smb,,10,USD,\nA2,Byte,smb,,many,USD,\n"
    )
    said = run("import", path)
    assert "published 1 of 1 file: 1 record accepted, 1 refused" in said.stdout
    assert "(1 row)" in said.stdout + said.stderr
