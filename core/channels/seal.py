"""Secrets kept in the database are sealed with a key that is not in it.

The key is a setting, or else a file beside the database that only its owner can read. Backups hold
the database alone: whoever finds one cannot open what is sealed in it.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from core.errors import RapportError
from core.settings import Settings


class SealBroken(RapportError):
    """What was sealed cannot be opened with the keys of this installation."""

    status = 409


def key_path(settings: Settings) -> Path:
    """Where the key is kept when no setting names one."""
    return settings.home / f"{settings.database.name}.mail-key"


def seal(settings: Settings, owner: str, secret: Mapping[str, Any]) -> bytes:
    """``secret`` encrypted and bound to ``owner``: in another's row it cannot be opened."""
    content = json.dumps({"owner": owner, "secret": dict(secret)}).encode()
    return _keys(settings).encrypt(content)


def unseal(settings: Settings, owner: str, sealed: bytes) -> dict[str, Any]:
    """What :func:`seal` sealed for ``owner``; raises :class:`SealBroken`."""
    try:
        found = json.loads(_keys(settings).decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise _broken() from error
    if found["owner"] != owner:
        raise _broken()
    return dict(found["secret"])


def _keys(settings: Settings) -> MultiFernet:
    given = settings.gmail_token_keys.get_secret_value()
    named = [key.strip() for key in given.split(",") if key.strip()]
    try:
        return MultiFernet([Fernet(key) for key in named or [_key_on_file(key_path(settings))]])
    except ValueError as error:
        raise SealBroken(
            "A key in RAPPORT_GMAIL_TOKEN_KEYS, or in the key file, is no Fernet key.",
            "Make one with: python -c 'from cryptography.fernet import Fernet;"
            " print(Fernet.generate_key().decode())'",
        ) from error


def _key_on_file(path: Path) -> str:
    if not path.exists():
        _make_key(path)
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise SealBroken(
            f"The key file {path} can be read by others on this machine.",
            f"Run: chmod 600 {path}",
        )
    return path.read_text().strip()


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all; the first of two writers wins."""
    scratch = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(Fernet.generate_key().decode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(scratch, path)
        except FileExistsError:
            return
    finally:
        scratch.unlink()


def _broken() -> SealBroken:
    return SealBroken(
        "The stored access to Gmail cannot be opened with this installation's key.",
        "Connect the mailbox again.",
    )
