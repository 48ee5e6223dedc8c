"""With the first defence gone, what an obedient model writes meets the claim gate."""

from __future__ import annotations

import pytest

from core.drafting.fact import FactSheet
from core.drafting.gate import check
from tests.unit.drafting.model.conftest import Desk
from tests.unit.drafting.model.test_injection import (
    OWN_ATTACKS,
    _is_clean,
    _planted,
    _write,
    unscreened,
)

__all__ = ["unscreened"]


@pytest.mark.usefixtures("unscreened")
@pytest.mark.parametrize("attack", OWN_ATTACKS[:7])
def test_security_13_what_an_obedient_model_would_promise_is_stopped_by_the_gate(
    desk: Desk, attack: str
) -> None:
    sheet = _planted(attack, "goal.served.priority")
    written = _write(desk, sheet)
    if written.writer == "claude":
        without = FactSheet(sheet.account_key, sheet.as_of, sheet.facts[1:], sheet.contact_key)
        report = check(written.letter.subject, written.letter.body, without)
        assert not report.passes or _is_clean(written, attack)
