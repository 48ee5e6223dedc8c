"""Web domains: which part of a host is registered, and which belong to everyone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.capture.mapping.words import MAPPINGS


@cache
def _extractor() -> object:
    import tldextract  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    # The suffix list that came with the package: no network, no cache on disk.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registrable(host: str | None) -> str | None:
    """The registrable domain of a host or address, e.g. ``acme.co.uk``; ``None`` without one."""
    if not host:
        return None
    found = _extractor()(host.rpartition("@")[2])  # type: ignore[operator]
    if found.suffix or found.ipv4 or found.ipv6:
        return found.top_domain_under_public_suffix or None
    # The list's own rule for an ending it does not name: the last label is the suffix. Inner
    # networks and reserved endings (.example) are such.
    labels = [label for label in (*found.subdomain.split("."), found.domain) if label]
    return ".".join(labels[-2:]) if len(labels) > 1 else None


@cache
def free_mail(folder: Path = MAPPINGS) -> frozenset[str]:
    """Domains of mail providers: an address there says nothing about a company."""
    lines = (folder / "free_mail.txt").read_text().splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
