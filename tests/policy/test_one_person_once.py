"""Readers see accounts and people once: through the golden records, never row by imported row."""

from __future__ import annotations

import re

from core.settings import PROJECT_ROOT

KEEPERS = ("capture", "demo", "erasure", "store")
"""Packages that write or keep the imported rows themselves."""

EXCEPTIONS = {
    "core/cockpit/sql/evidence.sql": "opens imported rows, each by itself, to the line of its file",
    "core/sponsors/sql/mart/contact_profile.sql": "gathers what all records of a merged person are addressed by: through "
    "the alias every refresh of an account would be planned over everybody's records",
    "core/sponsors/report/sql/source.sql": "names the line of the file that each cited row came from",
}

_READ = re.compile(r"\b(?:FROM|JOIN)\s+crm\.(?:account|contact)\b", re.IGNORECASE)
_COMMENT = re.compile(r"--[^\n]*")


def _readers() -> set[str]:
    found = set()
    for folder in ("core", "pages"):
        for path in sorted((PROJECT_ROOT / folder).rglob("*")):
            parts = path.relative_to(PROJECT_ROOT).parts
            if path.suffix not in {".sql", ".py"} or (folder == "core" and parts[1] in KEEPERS):
                continue
            if _READ.search(_COMMENT.sub("", path.read_text())):
                found.add("/".join(parts))
    return found


def test_only_the_keepers_of_imported_rows_read_them_and_each_exception_has_a_reason() -> None:
    assert _readers() == set(EXCEPTIONS)


def test_a_test_of_who_reads_imported_rows_would_notice() -> None:
    assert _READ.search("SELECT 1 FROM crm.account AS account")
    assert _READ.search("LEFT JOIN\n    crm.contact AS contact")
    assert not _READ.search("FROM crm.account_team")
    assert not _READ.search("'crm.account/' || account_key")
