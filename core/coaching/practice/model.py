"""Who is played, what they bring up, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.coaching.model import Line
from core.drafting.fact import FactSheet


@dataclass(frozen=True)
class Persona:
    """A stakeholder as they are played. ``tone`` is a word, ``manner`` says how they speak; ``knows`` are facts."""

    contact_key: int
    full_name: str
    title: str
    tone: str
    manner: str
    opening: str
    knows: tuple[Line, ...] = ()

    @property
    def described(self) -> str:
        """In a few sentences, for whoever plays them."""
        known = " ".join(line.text for line in self.knows)
        return f"{self.full_name}, {self.title or 'a contact'}. {self.manner} {known}".strip()


@dataclass(frozen=True)
class Challenge:
    """What the persona brings up, and a good answer with what it rests on."""

    they_say: Line
    answer: Line


@dataclass(frozen=True)
class Exchange:
    """One turn: what was brought up, in the words used, and what the person answered."""

    challenge: Challenge
    they_said: str
    answer: str


@dataclass(frozen=True)
class Practice:
    """A practice as it stands. ``spoken`` is how the challenge that waits was put; empty before it was.

    ``situation`` is the slug of the playbook its objections come from.
    """

    account_key: int
    account_name: str
    situation: str
    situation_title: str
    as_of: date
    persona: Persona
    challenges: tuple[Challenge, ...]
    exchanges: tuple[Exchange, ...] = ()
    spoken: str = ""
    writer: str = "template"
    note: str = ""
    sheet: FactSheet | None = field(default=None, repr=False)

    @property
    def waiting(self) -> Challenge | None:
        """The challenge to be answered; ``None`` at the end."""
        done = len(self.exchanges)
        return self.challenges[done] if done < len(self.challenges) else None

    @property
    def is_over(self) -> bool:
        return self.waiting is None
