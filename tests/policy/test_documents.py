"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT

DOCUMENTS = [PROJECT_ROOT / "README.md", *sorted((PROJECT_ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT_ROOT))


def test_the_readme_names_make_targets_that_exist() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    named = set(re.findall(r"`make ([a-z]+)`", (PROJECT_ROOT / "README.md").read_text()))
    assert named
    assert named <= targets


def test_every_document_is_listed_in_the_index() -> None:
    index = PROJECT_ROOT / "docs/README.md"
    listed = {(index.parent / link).resolve() for link in LINK.findall(index.read_text())}
    apart = PROJECT_ROOT / "docs/decisions"
    pages = {path for path in DOCUMENTS[1:] if path != index and apart not in path.parents}
    assert sorted(_name(path) for path in pages - listed) == []
    assert "(docs/README.md)" in DOCUMENTS[0].read_text()


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_relative_links_lead_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_commands_in_documents_exist(path: Path) -> None:
    from core.cli.main import app

    commands = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    named = set(re.findall(r"python -m core ([a-z]+)", path.read_text()))
    assert named <= commands


def test_every_decision_is_short_and_has_a_title() -> None:
    decisions = sorted((PROJECT_ROOT / "docs/decisions").glob("*.md"))
    assert decisions
    for path in decisions:
        lines = path.read_text().splitlines()
        assert lines[0].startswith("# "), _name(path)
        assert len(lines) <= 30, _name(path)


def test_the_project_speaks_of_itself_only() -> None:
    elsewhere = re.compile(r"(?<![\w./])/(?:work|root|home)/|\bissue #?\d+\b", re.I)
    files = [
        path
        for pattern in ("*.py", "*.md", "*.sql", "*.toml", "Makefile")
        for path in PROJECT_ROOT.rglob(pattern)
        if not {".venv", "var", ".git", ".hypothesis"} & set(path.relative_to(PROJECT_ROOT).parts)
        and path != Path(__file__)
    ]
    assert [_name(path) for path in files if elsewhere.search(path.read_text())] == []
