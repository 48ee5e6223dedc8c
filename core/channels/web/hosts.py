"""Which addresses a name may lead to: public ones, so that no setting reaches into one's own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from core.channels.trouble import ChannelDown

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host``, in the resolver's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether ``address`` is one of the public internet, also when an IPv4 address is wrapped in it."""
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(found)
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))


def must_be_public(host: str, port: int, look_up: Resolve = resolve) -> list[str]:
    """The addresses of ``host``. Raises :class:`ChannelDown` without any, or when one is not public."""
    try:
        addresses = look_up(host, port)
    except OSError as error:
        raise ChannelDown(
            f"The address of {host} cannot be found.", "Check the network."
        ) from error
    if not addresses or not all(is_public(address) for address in addresses):
        raise ChannelDown(
            f"{host} leads to an address that is not on the public internet.",
            "Check the name servers of this machine.",
        )
    return addresses


def _wrapped(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
