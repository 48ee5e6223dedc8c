"""An installation with a person in it, and the process that erases them and is killed doing so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.actor import LOCAL
from core.capture import ImportOptions, plan, publish
from core.erasure import erase
from core.policy import ensure_shipped
from core.store import ModelSet, Store, refresh

PERSON = "jane.doe@acme.example"
NAME = "Jane Doe"
OTHERS = 200
STARTED, DONE = 1, 2
STEPS = ("replace", "rename", "unlink", "fsync", "rmdir")
"""Calls of the operating system that change what is on disk for good."""


def prepare(home: Path) -> None:
    """Contacts and activities, hers among them, imported and scored; an event that names her."""
    home.mkdir()
    contacts = "".join(f"C{n},A1,Person Number{n},p{n}@acme.example\n" for n in range(OTHERS))
    calls = "".join(
        f"T{n},A1,call,2026-06-14T09:00:00Z,p{n}@acme.example;{PERSON},Call {n} with {NAME}\n"
        for n in range(OTHERS)
    )
    files = {
        "accounts.csv": "account_id,name,tier\nA1,Acme,smb\n",
        "contacts.csv": f"contact_id,account_id,full_name,email\n{contacts}X,A1,{NAME},{PERSON}\n",
        "activities.csv": f"activity_id,account_id,kind,occurred_at,participants,subject\n{calls}",
    }
    with Store.open(home / "rapport.duckdb", threads=2) as store:
        ensure_shipped(store)
        for name, text in files.items():
            path = home.parent / name
            path.write_text(text)
            options = ImportOptions(time_zone="UTC")
            publish(store, LOCAL, plan(store, LOCAL, [path], options=options))
        with store.transaction(LOCAL, "note.add", PERSON) as work:
            work.note(said=NAME)
        refresh(store, ModelSet.load(), date(2026, 6, 30), LOCAL)


def run(home: Path, die_at: int, told: Connection) -> None:
    """Erase her; with ``die_at`` end without a word just before that step, counting from 1."""
    with Store.open(home / "rapport.duckdb", threads=2) as store:
        if die_at:
            _arm(die_at)
        told.send(STARTED)
        erase(store, LOCAL, PERSON, home / "backups")
        told.send(DONE)


def _arm(die_at: int) -> None:
    taken = 0

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == die_at:
                os._exit(9)
            return step(*args, **named)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    shutil.rmtree = counted(shutil.rmtree)
