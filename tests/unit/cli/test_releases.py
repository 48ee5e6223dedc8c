"""Releases on the command line."""

from __future__ import annotations

from pathlib import Path

from core.clock import Clock
from tests.unit.cli.conftest import Run, payload

RELEASES = """\
release,released_on,item_id,feature,component,title,description,integrations
7.2,{day},R1,,,Sync keeps its place,Resumes where it stopped.,sync
7.2,{day},R2,Returns,,Returns in bulk,Up to 500 at once.,
"""


def _import(run: Run, folder: Path) -> None:
    path = folder / "releases.csv"
    path.write_text(RELEASES.format(day=Clock().today().isoformat()))
    run("import", path)


def test_releases_as_json_name_who_was_told_and_who_was_not(imported: Run, tmp_path: Path) -> None:
    _import(imported, tmp_path)
    found = payload(imported("releases", "--draft", "--json"))
    assert set(found) == {"drafts_made", "releases", "release", "notes"}
    (release,) = found["releases"]
    assert (release["release"], release["items"], release["is_new"]) == ("7.2", 2, True)
    states = {row["account_id"]: row["state"] for row in found["notes"]}
    assert states.keys() == {"A1", "A2"}
    assert "7.2" in imported("releases").stdout


def test_what_matters_to_an_account_is_told_with_what_does_not(
    imported: Run, tmp_path: Path
) -> None:
    _import(imported, tmp_path)
    found = payload(imported("releases", "--account", "A1", "--json"))
    assert (found["account_id"], set(found)) == (
        "A1",
        {"account_id", "as_of", "releases", "roadmap"},
    )
    titles = {item["title"] for item in found["releases"]["items"]}
    assert "Returns in bulk" not in titles
    said = imported("releases", "--account", "A1").stdout
    assert "not: Nothing on record of theirs has to do with it." in said
