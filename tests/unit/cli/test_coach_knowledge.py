"""The knowledge base from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run, payload
from tests.unit.coaching.knowledge.documents import ARTICLE


def test_a_document_is_written_found_read_and_changed(imported: Run, tmp_path: Path) -> None:
    file = tmp_path / "tasting.md"
    file.write_text(ARTICLE)
    assert payload(imported("coach", "write", file, "--json"))["slug"] == "hosting_a_tasting"
    (hit, *_) = payload(imported("coach", "search", "tasting table", "--json"))
    assert hit["slug"] == "hosting_a_tasting"
    assert 0 < hit["relevance"] <= 1
    file.write_text(imported("coach", "read", hit["slug"]).stdout.replace("six", "ten"))
    changed = imported("coach", "write", file, "--name", hit["slug"], "--reason", "More")
    assert "version 2" in changed.stdout
    assert "ten" in payload(imported("coach", "read", hit["slug"], "--json"))["text"]


def test_the_list_in_words_says_how_well_and_by_which_words(imported: Run) -> None:
    said = imported("coach", "search", "champion promoted", "--kind", "playbook").stdout
    assert "champion_promoted" in said and "%" in said and "Found by" in said


def test_what_does_not_exist_is_refused(imported: Run, tmp_path: Path) -> None:
    imported("coach", "read", "nothing", code=3)
    imported("coach", "search", "x", "--kind", "book", code=2)
    imported("coach", "search", "x", "--skill", "cooking", code=2)
    imported("coach", "write", tmp_path / "none.md", code=2)
