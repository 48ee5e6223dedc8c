"""Who is acting: a person, an API token, a scheduled job or the command line.

Every use case takes an :class:`Actor`; the guard in ``core.auth`` decides what it may do and the
audit log records it. The store knows actors only by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does here; permissions follow from it (``core.auth.permissions``).

    ``INTEGRATION`` is no person's: a token that reports heartbeats and can do nothing else.
    """

    MANAGER = "manager"
    CSM = "csm"
    ANALYST = "analyst"
    ADMIN = "admin"
    INTEGRATION = "integration"


class ActorKind(StrEnum):
    """By which door the actor came in."""

    PERSON = "person"
    TOKEN = "token"
    JOB = "job"
    COMMAND_LINE = "command_line"


@dataclass(frozen=True)
class Actor:
    """``email`` says whose accounts the actor sees; ``roles`` empty means: may do nothing.

    ``label`` names the actor in the audit log where the e-mail address does not (a token's name).
    ``for_person`` marks a token that stands for one person and can do no more than they can.
    """

    email: str
    roles: frozenset[Role] = frozenset()
    kind: ActorKind = ActorKind.PERSON
    label: str = ""
    for_person: bool = False

    @property
    def is_person(self) -> bool:
        """Whether a person stands behind each act: signed in, or by a token of their own."""
        return self.kind is ActorKind.PERSON or (self.kind is ActorKind.TOKEN and self.for_person)

    @property
    def name(self) -> str:
        """As the audit log shows it, e.g. ``person:ada@example.com`` or ``token:nightly import``."""
        return f"{self.kind.value}:{self.label or self.email}"


LOCAL = Actor("local", frozenset({Role.ADMIN}))
"""The only user of single-user mode, on loopback, without sign-in."""

COMMAND_LINE = Actor("local", frozenset({Role.ADMIN}), ActorKind.COMMAND_LINE)
"""Whoever can run a command on the machine can read the database file: an administrator."""

SCHEDULER = Actor("scheduler", frozenset({Role.ADMIN}), ActorKind.JOB)
