"""Lists of domains with their industries: imported like any other file."""

from __future__ import annotations

from pathlib import Path

from core.actor import Actor, Role
from core.capture import plan, publish, undo
from core.store import Store

ANALYST = Actor("ana@rapport.example", frozenset({Role.ANALYST}))


def _import(store: Store, folder: Path, *lines: str) -> int:
    path = folder / "industries.csv"
    path.write_text("\n".join(("domain,industry", *lines)) + "\n")
    result = publish(store, ANALYST, plan(store, ANALYST, [path]))
    assert result.import_id is not None
    return result.import_id


def _listed(store: Store) -> dict[str, str]:
    rows = store.rows("SELECT domain, industry FROM ops.listed_industry")
    return {row["domain"]: row["industry"] for row in rows}


def test_a_list_of_domains_is_recognised_and_kept_by_registrable_domain(
    store: Store, tmp_path: Path
) -> None:
    _import(store, tmp_path, "https://www.acme.co.uk/about,Logistics", "Borealis.io,Software")
    assert _listed(store) == {"acme.co.uk": "Logistics", "borealis.io": "Software"}


def test_a_line_without_an_industry_is_refused_by_name(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "industries.csv"
    path.write_text("domain,industry\nacme.io,\nborealis.io,Software\n")
    report = plan(store, ANALYST, [path]).reports[0]
    assert (report.accepted, report.refused) == (1, 1)
    assert report.problems[0].column == "industry"


def test_a_domain_listed_twice_has_the_industry_said_last_and_undo_brings_the_first_back(
    store: Store, tmp_path: Path
) -> None:
    _import(store, tmp_path, "acme.io,Logistics")
    second = _import(store, tmp_path, "www.acme.io,Freight")
    assert _listed(store) == {"acme.io": "Freight"}
    undo(store, ANALYST, second)
    assert _listed(store) == {"acme.io": "Logistics"}
