"""Start and stop of the server: who may come in, on which address, and with which database."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, NoReturn

import anyio.to_thread
import streamlit as st
from streamlit import config
from streamlit.auth_util import get_secrets_auth_section

from core import wiring
from core.auth.door import Claims, Door, check_address
from core.errors import RapportError
from core.ui.cookies import claims_from_cookies


@cache
def door() -> Door:
    """How people come in, from Streamlit's secrets; ends the process on an unsafe address."""
    found = _door(get_secrets_auth_section())
    try:
        check_address(found, str(config.get_option("server.address") or ""))
    except RapportError as error:
        refuse(error)
    return found


def _door(auth_section: Mapping[str, Any]) -> Door:
    if not auth_section:
        return Door()
    return Door(sign_in_required=True, claims_of=claims_from_cookies)


def refuse(error: RapportError) -> NoReturn:
    """Say why the server does not start, without a trace, and end the process."""
    print(f"Rapport does not start. {error}", file=sys.stderr, flush=True)
    sys.exit(error.exit_code)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the database, run the scheduled jobs, and close the database at the end."""
    try:
        cockpit = await anyio.to_thread.run_sync(wiring.cockpit)
    except RapportError as error:
        refuse(error)
    if not door().sign_in_required:
        print("Rapport runs in single-user mode, for this machine only.", flush=True)
    try:
        yield {"cockpit": cockpit}
    finally:
        wiring.install(None)
        await anyio.to_thread.run_sync(cockpit.store.close)


__all__ = ["Claims", "door", "lifespan", "refuse"]
