"""What a turn within a conversation wants: the reasons, fewer words, a draft, another person, or something new."""

from __future__ import annotations

import re
from enum import StrEnum


class Turn(StrEnum):
    """What a question asks of the answer before it."""

    NEW = "new"
    WHY = "why"
    SHORTER = "shorter"
    LONGER = "longer"
    DRAFT = "draft"
    PLAN = "plan"
    PERSON = "person"
    FIRST = "first"
    WORDS = "words"
    WATCH = "watch"
    TOPIC = "topic"
    THANKS = "thanks"


_FORMS: tuple[tuple[Turn, str], ...] = (
    (Turn.THANKS, r"^(ok(ay)?|great|perfect|thanks?( you)?|thx|cheers|got it|cool|super)\b([\s,!.]|great|good|thanks?( you)?|thx|a lot|so much|very much)*$"),
    (Turn.SHORTER, r"\b(shorter|brief(er|ly)?|shorten|tl;?dr|in short|sum (it |this )?up|summar(y|ise|ize)|too long|fewer words|just the (steps|actions|essentials)|condense)\b"),
    (Turn.LONGER, r"\b(more detail|in (more )?detail|elaborate|longer|explain more|tell me more|say more|go deeper|everything)\b"),
    (Turn.DRAFT, r"\b(draft (it|that|this|one|the|an?)|write (it|that|this|one|the (e-?mail|message|letter))|compose|e-?mail (for|to) (it|him|her|them))\b|^draft\b|\b(yes|please|ok(ay)?),? (draft|write)\b"),
    (Turn.PLAN, r"\b((make|create|save|build) (it |this |that )?(a |the |into a )?(plan|tasks?)|turn (it|this|that) into (a plan|tasks)|add (them|it|these) to my tasks)\b"),
    (Turn.WATCH, r"\b(what (could|can|might) go wrong|risks?\?|watch out|pitfalls?|mistakes? to avoid|what to avoid|what should i (not|avoid))\b"),
    (Turn.WORDS, r"\b(how (do|should|would|could|can) i (say|phrase|word|put|open|answer|respond)|what (do|should|can|would) i (say|answer|reply|write)|what if (they|he|she)|exact words|script|give me (an )?example|wording|example)\b"),
    (Turn.FIRST, r"\b(where (do|should) i (start|begin)|what (comes )?first|first step|most important|one thing|what( do i do)? (today|next|now)|if i only)\b"),
    (Turn.WHY, r"^(but )?why\b|\bwhy (is|would|should|do|does|not)\b|\b(how come|what makes you|reason(s|ing)?|on what grounds|based on what|says who|what for)\b"),
    (Turn.PERSON, r"^(and |but |ok(ay)?,? )?(what|how) about\b|^and (the|his|her|their|my)?\s*\w+( \w+)?\?*$|\binvolve\b"),
)  # fmt: skip
_LONGEST_FOLLOW_UP = 16
"""Words beyond which a question describes something of its own."""


def turn_of(text: str) -> Turn:
    """The likeliest; long texts describe a situation."""
    said = text.strip().casefold()
    if len(said.split()) > _LONGEST_FOLLOW_UP:
        return Turn.NEW
    for turn, form in _FORMS:
        if re.search(form, said):
            return turn
    return Turn.NEW
