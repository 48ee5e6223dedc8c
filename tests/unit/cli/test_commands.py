"""The rest of the command line: upkeep, tokens, documents, start-up, errors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core import store as stores
from core.actor import COMMAND_LINE, Actor
from core.auth import permissions
from core.cli import documents, reference, serve
from core.cli.imports import NOTHING_IMPORTED_EXIT_CODE
from core.cli.main import DEFECT_EXIT_CODE
from core.errors import DatabaseBusy
from core.settings import PROJECT_ROOT
from tests.unit.cli.conftest import AS_OF, Run, payload

HEAVY = ("streamlit", "plotly", "pandas", "pyarrow", "anthropic", "googleapiclient", "duckdb")


def test_help_imports_nothing_heavy() -> None:
    probe = (
        "import sys, json\n"
        "sys.argv = ['rapport', '--help']\n"
        "from core.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_every_command_of_the_contract_is_there(run: Run) -> None:
    for words in (
        "import",
        "imports list",
        "imports undo",
        "imports rejects",
        "refresh",
        "score sponsors",
        "score health",
        "portfolio",
        "today",
        "draft executive-outreach",
        "draft list",
        "draft show",
        "draft document",
        "draft eml",
        "demo load",
        "demo clear",
        "backup",
        "restore",
        "audit verify",
        "token create",
        "doctor",
        "serve",
        "docs",
    ):
        assert "Usage" in run(*words.split(), "--help").stdout


def test_a_backup_is_made_and_restored(imported: Run, tmp_path: Path) -> None:
    imported("backup")
    (made,) = (tmp_path / "home" / "backups").glob("2*")
    imported("imports", "undo", 1)
    imported("restore", made)
    assert payload(imported("portfolio", "--json"))["multi_thread_score"]["denominator"] == 2
    assert "restored" in imported("restore", made.name).stdout.lower()
    imported("restore", "20000101T000000Z", code=3)


def test_the_audit_log_is_verified(imported: Run, tmp_path: Path) -> None:
    found = payload(imported("audit", "verify", "--json"))
    assert found["ok"] is True
    assert found["events"] > 0
    head = tmp_path / "home" / "rapport.duckdb.audit-head"
    content = json.loads(head.read_text())
    content["head"]["hash"] = "0" * 64
    head.write_text(json.dumps(content))
    broken = imported("audit", "verify", code=8)
    assert "runbook" in broken.stderr
    imported("audit", "accept", "--reason", "head lost in a test")
    imported("audit", "verify")


def test_the_doctor_says_what_to_do(imported: Run) -> None:
    found = payload(imported("doctor", "--json", code=1))["findings"]
    assert {"name", "ok", "message", "remedy"} == set(found[0])
    assert [item["name"] for item in found if not item["ok"]] == ["backup"]
    imported("backup")
    imported("doctor")


def test_a_token_stands_alone_on_standard_output(run: Run) -> None:
    made = run("token", "create", "nightly", "--role", "analyst", "--days", "7")
    assert made.stdout.strip().count("\n") == 0
    listed = payload(run("token", "list", "--json"))["tokens"]
    assert [(token["token_id"], token["name"], token["roles"]) for token in listed] == [
        (1, "nightly", ["analyst"])
    ]
    assert made.stdout.strip() not in run("token", "list").stdout
    run("token", "revoke", 1)
    run("token", "create", "x", "--role", "king", code=2)


def test_a_database_in_use_is_refused_without_a_trace(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise DatabaseBusy("The database is in use by process 1.", "Stop that process.")

    monkeypatch.setattr(stores.Store, "open", busy)
    result = run("portfolio", "--json", code=6)
    assert result.stderr.splitlines() == [
        "Error: The database is in use by process 1.",
        "Stop that process.",
    ]
    assert result.stdout == ""


def test_a_defect_shows_no_trace_unless_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(stores.Store, "open", broken)
    result = run("portfolio", code=DEFECT_EXIT_CODE)
    assert "ZeroDivisionError" in result.stderr
    assert "secret detail" not in result.stderr
    assert isinstance(run("--debug", "portfolio", code=1).exception, ZeroDivisionError)


def test_the_server_starts_on_this_machine_only() -> None:
    command = serve.server_command("127.0.0.1", 8600, headless=True)
    assert command[1:5] == ["-m", "streamlit", "run", "app.py"]
    assert command[5:] == [
        "--server.address=127.0.0.1",
        "--server.port=8600",
        "--server.headless=true",
    ]
    assert serve.has_display({}, "darwin")
    assert serve.has_display({"DISPLAY": ":0"}, "linux")
    assert not serve.has_display({}, "linux")


@pytest.mark.parametrize("used_before", [True, False])
def test_only_a_first_start_loads_the_demonstration(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used_before: bool
) -> None:
    if used_before:
        run("portfolio")
    loaded: list[bool] = []
    started: list[list[str]] = []
    monkeypatch.setattr("core.cli.demo.load_into", lambda _cockpit: loaded.append(True))
    monkeypatch.setattr("os.execv", lambda _path, command: started.append(command))
    monkeypatch.chdir(tmp_path)
    run("serve", "--port", 8600, "--headless")
    assert loaded == ([] if used_before else [True])
    assert started[0][-1] == "--server.headless=true"


def test_the_documents_say_what_the_code_says() -> None:
    assert documents.outdated() == []


def test_each_exit_code_means_one_thing_and_is_declared_beside_the_others() -> None:
    declaring = [
        path.relative_to(PROJECT_ROOT).as_posix()
        for path in (PROJECT_ROOT / "core").rglob("*.py")
        if re.search(r"^    exit_code\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert declaring == ["core/errors.py"]
    codes = [kind.exit_code for kind in reference.coded_errors()]
    assert len(codes) > 10
    assert len({*codes, 0, NOTHING_IMPORTED_EXIT_CODE, DEFECT_EXIT_CODE}) == len(codes) + 3


def test_an_outdated_document_fails_the_check_and_is_written_anew(tmp_path: Path) -> None:
    document = documents.Document(
        "docs/permissions.md", f"{permissions.__name__}:permissions_markdown"
    )
    assert documents.outdated(tmp_path, [document]) == ["docs/permissions.md"]
    assert documents.write(tmp_path, [document]) == ["docs/permissions.md"]
    assert documents.outdated(tmp_path, [document]) == []
    assert documents.write(tmp_path, [document]) == []


def test_docs_check_fails_with_a_remedy(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.cli.documents_command.outdated", lambda: ["docs/cli.md"])
    result = run("docs", "--check", code=1)
    assert "docs/cli.md" in result.stderr
    assert "python -m core docs" in result.stderr


def test_the_demonstration_is_loaded_to_a_day_and_cleared(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []

    def load(_cockpit: object, actor: Actor, end: date, progress: Callable[[str], None]) -> None:
        progress("Importing")
        done.append((actor, end))

    monkeypatch.setattr("core.demo.load", load)
    monkeypatch.setattr("core.demo.clear", lambda _cockpit, actor, step: done.append(actor))
    run("demo", "load", "--end-date", AS_OF)
    run("demo", "clear")
    assert done == [(COMMAND_LINE, date(2026, 6, 30)), COMMAND_LINE]
    assert "--end-date" in run("demo", "load", "--end-date", "June", code=2).stderr
