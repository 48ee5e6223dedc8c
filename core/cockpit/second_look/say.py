"""Second looks as the API and the command line give them. Keys are only ever added."""

from __future__ import annotations

from typing import Any

from core.cockpit.second_look.model import Contradiction, Looked, Watermelon


def watermelon_json(one: Watermelon) -> dict[str, Any]:
    """A green account with what speaks against it."""
    return {
        **_account(one.account),
        "sources": list(one.sources),
        "signals": [
            {
                "signal": signal.name,
                "title": signal.title,
                "source": signal.source,
                "says": signal.says,
                "evidence": list(signal.evidence),
            }
            for signal in one.signals
        ],
    }


def contradiction_json(one: Contradiction) -> dict[str, Any]:
    """Two statements with the rows of each."""
    return {
        **_account(one.account),
        "rule": one.rule,
        "title": one.title,
        "sides": [
            {"side": one.one, "says": one.says_one, "evidence": list(one.evidence_one)},
            {"side": one.other, "says": one.says_other, "evidence": list(one.evidence_other)},
        ],
    }


def _account(account: Looked) -> dict[str, Any]:
    return {
        "account_id": account.account_id,
        "name": account.name,
        "rag": account.rag,
        "health_score": account.health_score,
    }
