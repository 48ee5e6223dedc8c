"""Reading Streamlit's signed identity cookie outside a script run (uploads, exports)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from core.auth.door import Claims


def claims_from_cookies(cookies: Mapping[str, str]) -> Claims | None:
    """The claims of a correctly signed identity cookie, or ``None``; says nothing of its session."""
    secret = get_cookie_secret()

    def single(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    try:
        raw = get_cookie_with_chunks(single, USER_COOKIE_NAME)
        claims = json.loads(raw) if raw else None
    except (UnicodeError, json.JSONDecodeError):
        return None
    return claims if isinstance(claims, dict) and claims.get("is_logged_in") else None
