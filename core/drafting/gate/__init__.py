"""The claim gate: no number, date, name, link or promise passes without a fact or a person's word.

It reads the final text, whoever wrote it, and needs neither network nor model. Each kind of claim has a
module that finds it and says what proves it; ``registry`` is their order, ``tolerance`` how far a
figure may stand from its fact.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.drafting.claim import Attachment, Claim, GateReport, Vouch
from core.drafting.fact import FactSheet
from core.drafting.gate.checked import Checked
from core.drafting.gate.facts import index
from core.drafting.gate.registry import FINDERS
from core.drafting.gate.report import claims_of
from core.drafting.gate.text import read

__all__ = ["check"]


def check(
    subject: str,
    body: str,
    sheet: FactSheet,
    *,
    vouches: Sequence[Vouch] = (),
    attachments: Sequence[Attachment] = (),
    own_names: Sequence[str] = (),
) -> GateReport:
    """All claims of a letter and what each stands on; the same for the same input, always.

    ``own_names`` are the sender's and those of our company and products, and our own links and
    addresses; they need no fact.
    """
    facts = index(sheet)
    claims: list[Claim] = []
    for part, written in (("subject", subject), ("body", body)):
        checked = Checked(read(part, written), facts, tuple(own_names), attachments)
        for finder in FINDERS:
            checked.add(finder(checked))
        claims += claims_of(checked, vouches)
    return GateReport(tuple(claims))
