"""The child: what ends it costs the file that ended it, and says why."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.capture.read import SourceTable, Unreadable, limits, process, read
from core.errors import InvalidInput, NotFound
from tests.unit.capture.read.conftest import rows_of
from tests.unit.capture.read.test_archive import zipped

Received = Callable[..., list[SourceTable | Unreadable]]


def test_one_member_that_ends_the_child_leaves_the_others(
    received: Received, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CPU_SECONDS", 1)
    slow = b"a,b\n" + (b'x,"y\n' + b'"""",""""\n' * 9_000) * 40
    found = received(
        zipped({"1.csv": b"a,b\n1,2\n", "2.csv": slow, "3.csv": b"a,b\n3,4\n"}), "e.zip"
    )
    assert isinstance(found[0], SourceTable)
    assert isinstance(found[1], Unreadable)
    assert "processor time" in found[1].reason
    assert isinstance(found[2], SourceTable)
    assert rows_of(found[2]) == [("3", "4")]


def _child(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(process, "_START", program)


ITEMS = [{"path": "a"}, {"path": "b"}]


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ("os.kill(os.getpid(), 24)", "processor time"),
        ("os.abort()", "memory"),
        ("raise MemoryError", "memory"),
        ("raise ValueError", "not known"),
        ("sys.exit(0)", "not known"),
    ],
)
def test_how_the_child_ended_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, reason: str
) -> None:
    _child(monkeypatch, f"import os, sys\n{ending}")
    answers = process.ask(ITEMS, 0, tmp_path)
    assert len(answers) == 2
    assert all(reason in answer["refused"][0] for answer in answers)


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WAIT_EXTRA_SECONDS", 0.2)
    monkeypatch.setattr(process, "WAIT_FACTOR", 0)
    _child(monkeypatch, "import time; time.sleep(60)")
    assert "stopped" in process.ask(ITEMS[:1], 0, tmp_path)[0]["refused"][0]


def test_an_answer_beyond_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "ANSWER_BYTES", 1000)
    _child(monkeypatch, "print('x' * 5000)")
    assert "description" in process.ask(ITEMS[:1], 0, tmp_path)[0]["refused"][0]


def test_the_child_gets_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret")
    _child(monkeypatch, "import json, os; print(json.dumps({'names': list(os.environ)}))")
    (answer,) = process.ask(ITEMS[:1], 0, tmp_path)
    assert "ANTHROPIC_API_KEY" not in answer["names"]


def test_the_child_holds_itself_to_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = process._START.replace(
        "main()",
        "import core.capture.read.child as c, json, resource\n"
        "c._answer = lambda item: {n: resource.getrlimit(getattr(resource, n))[0]"
        " for n in ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_CORE')}\nmain()",
    )
    _child(monkeypatch, program)
    (answer,) = process.ask(ITEMS[:1], 120_000_000, tmp_path)
    assert answer == {"RLIMIT_AS": 1536 * limits.MIB, "RLIMIT_CPU": 60, "RLIMIT_CORE": 0}


def test_processor_time_grows_with_the_input() -> None:
    assert limits.cpu_seconds(0) == limits.cpu_seconds(50_000_000) == 20
    assert limits.cpu_seconds(50_000_001) == 40


def test_a_missing_file_and_an_unknown_encoding_are_errors(tmp_path: Path, files_dir: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "none.csv", files_dir)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(NotFound):
        read(tmp_path / "pipe.csv", files_dir)
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    for encoding in ("klingon", "hex", "undefined", "idna", "punycode"):
        with pytest.raises(InvalidInput):
            read(tmp_path / "a.csv", files_dir, encoding=encoding)


@pytest.mark.parametrize("told", [{"delimiter": "\n"}, {"delimiter": '"'}, {"quote": "\n"}])
def test_characters_that_cannot_separate_or_quote_are_refused(
    tmp_path: Path, files_dir: Path, told: dict[str, str]
) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    with pytest.raises(InvalidInput):
        read(tmp_path / "a.csv", files_dir, **told)


def test_what_is_said_of_a_file_can_be_stored(received: Received) -> None:
    (found,) = received("id,name\n1,Crème\n".encode("cp1252"))
    assert isinstance(found, SourceTable)
    assert json.loads(json.dumps(found.reading)) == found.reading


def test_answers_of_a_person_make_their_own_copies(received: Received, files_dir: Path) -> None:
    data: Any = "id,name\n1,Crème\n".encode("cp1252")
    (first,) = received(data, encoding="cp1252")
    (second,) = received(data, encoding="cp1250")
    assert isinstance(first, SourceTable)
    assert isinstance(second, SourceTable)
    assert first.csv_path != second.csv_path
    assert rows_of(first) == [("1", "Crème")]
    assert rows_of(second) == [("1", "Crčme")]


def test_a_header_line_and_a_delimiter_can_be_told(received: Received) -> None:
    (found,) = received(b"x;y,z\na;b,c\n1;2,3\n", delimiter=",", header_line=2)
    assert isinstance(found, SourceTable)
    assert found.header == ("a;b", "c")
    assert rows_of(found) == [("1;2", "3")]


def test_a_line_that_declares_its_separator_is_believed(received: Received) -> None:
    (found,) = received(b"sep=;\r\na;b,c\r\n1;2,3\r\n")
    assert isinstance(found, SourceTable)
    assert (found.header, rows_of(found)) == (("a", "b,c"), [("1", "2,3")])
