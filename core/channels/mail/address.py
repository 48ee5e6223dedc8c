"""Addresses and the names beside them, as they may stand in a header."""

from __future__ import annotations

import unicodedata
from email.headerregistry import Address

import idna
from email_validator import EmailNotValidError, validate_email

from core.channels.mail.characters import check_header
from core.channels.mail.scripts import check_host, check_words
from core.channels.mail.unsafe import Danger, UnsafeMail

LONGEST_ADDRESS = 254
LONGEST_NAME = 120


def safe_address(text: str, name: str, part: str) -> Address:
    """One address with its name, its domain in ASCII. Raises :class:`UnsafeMail` naming the danger.

    ``part`` is what the person calls it, e.g. ``recipient``.
    """
    return Address(safe_name(name, f"{part}'s name"), addr_spec=safe_mailbox(text, part))


def safe_mailbox(text: str, part: str) -> str:
    """The bare address, its domain in ASCII."""
    check_header(text, part, longest=LONGEST_ADDRESS)
    given = text.strip()
    if not given:
        raise UnsafeMail(Danger.EMPTY, part, f"There is no address of the {part}.", "Enter one.")
    if given.count("@") > 1 or any(mark in given for mark in ",;"):
        raise UnsafeMail(
            Danger.TWO_ADDRESSES,
            part,
            f"The {part} {given!r} is more than one address.",
            "A draft goes to one person.",
        )
    local, _, host = given.rpartition("@")
    if any(mark in local for mark in "%!"):
        raise UnsafeMail(
            Danger.ROUTED,
            part,
            f"The {part} {given!r} names a route through another server.",
            "Enter the person's own address.",
        )
    check_words(local, part)
    check_host(_unicode_host(host, part), part)
    try:
        found = validate_email(given, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise UnsafeMail(
            Danger.NO_ADDRESS, part, f"The {part} {given!r} is no address: {error}", "Correct it."
        ) from error
    return f"{local}@{found.ascii_domain}"


def safe_name(text: str, part: str) -> str:
    """The name shown beside an address; empty is fine."""
    check_header(text, part, longest=LONGEST_NAME)
    name = " ".join(text.split())
    if any(mark in unicodedata.normalize("NFKC", name) for mark in "@<>"):
        raise UnsafeMail(
            Danger.NAME_HOLDS_ADDRESS,
            part,
            f"The {part} {name!r} holds an address, which readers would take for the real one.",
            "Enter the name alone.",
        )
    check_words(name, part)
    return name


def _unicode_host(host: str, part: str) -> str:
    """The host as people see it: ``xn--`` labels are what they stand for."""
    try:
        return idna.decode(host) if "xn--" in host.lower() else host
    except (idna.IDNAError, UnicodeError) as error:
        raise UnsafeMail(
            Danger.NO_ADDRESS, part, f"The {part}'s domain {host!r} is no domain.", "Correct it."
        ) from error
