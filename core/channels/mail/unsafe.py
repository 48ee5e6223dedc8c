"""Why a mail is not built: every refusal has a name."""

from __future__ import annotations

from enum import StrEnum

from core.errors import InvalidInput


class Danger(StrEnum):
    """What is wrong with a part of a mail."""

    LINE_BREAK = "line_break"
    CONTROL_CHARACTER = "control_character"
    DIRECTION_MARK = "direction_mark"
    INVISIBLE = "invisible"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TWO_ADDRESSES = "two_addresses"
    NO_ADDRESS = "no_address"
    ROUTED = "routed"
    MIXED_SCRIPTS = "mixed_scripts"
    LOOK_ALIKE = "look_alike"
    NAME_HOLDS_ADDRESS = "name_holds_address"
    NOT_AS_APPROVED = "not_as_approved"


class UnsafeMail(InvalidInput):
    """A part of a mail that is not let out; ``danger`` names why, ``part`` says where."""

    def __init__(self, danger: Danger, part: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.danger = danger
        self.part = part
