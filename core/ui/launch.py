"""Start and stop of the server: who may come in, on which address, and with which database."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import anyio.to_thread
import streamlit as st
from streamlit import config
from streamlit.auth_util import get_secrets_auth_section

from core import wiring
from core.auth.door import Door, check_address, check_cookie_secret
from core.errors import RapportError
from core.ui.cookies import claims_from_cookies


@cache
def door() -> Door:
    """How people come in, from the ``[auth]`` section of Streamlit's secrets."""
    return _door(get_secrets_auth_section())


def _door(auth_section: Mapping[str, Any]) -> Door:
    if not auth_section:
        return Door()
    return Door(sign_in_required=True, claims_of=claims_from_cookies)


def safe_door() -> Door:
    """The same for the server's start, which ends here when serving would be unsafe."""
    try:
        check_address(door(), str(config.get_option("server.address") or ""))
        if door().sign_in_required:
            check_cookie_secret(str(get_secrets_auth_section().get("cookie_secret", "")))
    except RapportError as error:
        _say(error)
        sys.exit(error.exit_code)
    return door()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the database, run the scheduled jobs, and close the database at the end."""
    try:
        cockpit = await anyio.to_thread.run_sync(wiring.cockpit)
    except RapportError as error:
        _say(error)
        # An exception from here, SystemExit too, would be logged with a trace that helps nobody;
        # nothing is open yet that would need closing.
        os._exit(error.exit_code)
    if not door().sign_in_required:
        print("Rapport runs in single-user mode, for this machine only.", flush=True)
    try:
        yield {"cockpit": cockpit}
    finally:
        wiring.install(None)
        await anyio.to_thread.run_sync(cockpit.store.close)


def _say(error: RapportError) -> None:
    print(f"Rapport does not start. {error}", file=sys.stderr, flush=True)
