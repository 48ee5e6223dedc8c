"""Files written on the spot, and the shortest way to import them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.actor import COMMAND_LINE
from core.capture import FileReport, ImportOptions, plan, publish
from core.store import Store

Write = Callable[..., Path]
Bring = Callable[..., list[FileReport]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write("accounts.csv", "account_id,name", "A1,Acme")`` gives the file's path."""

    def _write(name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    return _write


@pytest.fixture
def bring(store: Store) -> Bring:
    """Import files without a dry run; the options are those of an import."""

    def _bring(*paths: Path, kind: str | None = None, **options: Any) -> list[FileReport]:
        made = plan(
            store,
            COMMAND_LINE,
            paths,
            kind=kind,
            options=ImportOptions(**options),
            check=False,
        )
        return list(publish(store, COMMAND_LINE, made).files)

    return _bring


@pytest.fixture
def accounts(write: Write, bring: Bring) -> list[FileReport]:
    """Two accounts: A1 Acme (acme.com) and B1 Borel (borel.fr)."""
    return bring(
        write(
            "accounts.csv",
            "account_id,name,domain,tier",
            "A1,Acme Corporation,https://www.acme.com/home,enterprise",
            "B1,Borel et Fils SARL,borel.fr,smb",
        )
    )
