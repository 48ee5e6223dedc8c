"""A database of its own for each test, and a small set of exports in Rapport's own format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from core.cli.main import app

Run = Callable[..., Result]
AS_OF = "2026-06-30"

FILES = {
    "accounts.csv": """\
account_id,name,tier,owner_email,arr_amount,currency,renewal_on
A1,Acme,enterprise,ann@us.example,1000,EUR,2026-12-31
A2,Bolt,smb,bob@us.example,200,EUR,
A3,Boltzmann,smb,bob@us.example,many,EUR,
""",
    "contacts.csv": """\
contact_id,account_id,full_name,title,email,role,is_primary_sponsor
C1,A1,Cleo Finn,CFO,cleo@acme.example,executive_sponsor,true
C2,A1,Theo Tan,CTO,theo@acme.example,,
""",
    "activities.csv": """\
activity_id,account_id,kind,direction,occurred_at,participants,from_email,subject,thread_id
T1,A1,qbr,,2026-06-10T09:00:00Z,cleo@acme.example,,Q2 review,
T2,A1,email,outbound,2026-06-12T09:00:00Z,cleo@acme.example,ann@us.example,Next,t1
T3,A1,email,inbound,2026-06-13T09:00:00Z,ann@us.example,cleo@acme.example,Re: Next,t1
T4,A1,one_to_one,,2026-05-10T09:00:00Z,cleo@acme.example,,Plans,
""",
    "goals.csv": """\
goal_id,account_id,our_initiative,their_priority,alignment
G1,A1,Automation,Cost,high
""",
    "tickets.csv": """\
ticket_id,account_id,subject,priority,status,opened_at
S1,A2,Down,P1,open,2026-06-20T00:00:00Z
S2,A1,Slow,P3,open,2026-06-29T00:00:00Z
""",
    "heartbeats.csv": """\
account_id,integration,seen_at,api_calls
A1,sync,2026-06-30T12:00:00Z,100
A2,sync,2026-06-30T12:00:00Z,100
""",
}


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder of exports, with one row that will be refused and one file that is none."""
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content)
    (folder / "README.md").write_text("Not an export")
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on a database of this test; nothing else is touched."""
    monkeypatch.setenv("RAPPORT_DATABASE", str(tmp_path / "home" / "rapport.duckdb"))
    runner = CliRunner()

    def command(*words: object, code: int = 0) -> Result:
        result = runner.invoke(app, [str(word) for word in words])
        assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
        return result

    return command


@pytest.fixture
def imported(run: Run, exports: Path) -> Run:
    """The same, after the exports were imported."""
    run("import", exports)
    return run


def payload(result: Result) -> Any:
    """The result's standard output, which must be JSON and nothing else."""
    return json.loads(result.stdout)
