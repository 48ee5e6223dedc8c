"""Names as identifiers, and the other honest names of people and companies."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_HONORIFICS = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "ing", "dipl", "mag"}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "mba", "md", "cpa", "esq"})
_LEGAL_FORMS_CJK = ("株式会社", "有限会社", "合同会社", "股份有限公司", "有限公司", "주식회사")
"""Legal forms written without a space, which cleanco does not know."""


def slug(text: str) -> str:
    """Letters and digits of any script, parted by underscores: ``Order cycle time`` is order_cycle_time."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(mark for mark in flat if not unicodedata.combining(mark))
    return "_".join(re.findall(r"\w+", flat.replace("_", " "))) or "unnamed"


def slugs(names: Sequence[tuple[str, object]]) -> list[str]:
    """A slug for each (name, key); names that agree are told apart by their keys."""
    plain = [slug(name) for name, _key in names]
    count = Counter(plain)
    return [
        made if count[made] == 1 else f"{made}_{key}"
        for made, (_name, key) in zip(plain, names, strict=True)
    ]


def name_parts(full_name: str) -> tuple[str, ...]:
    """Words of a person's name without honorifics and suffixes, what stands in brackets left out."""
    bare = re.sub(r"\([^)]*\)", " ", full_name).replace(",", " ")
    words = [word for word in bare.split() if _bare(word) not in _HONORIFICS | _SUFFIXES]
    return tuple(words)


def first_name(full_name: str) -> str | None:
    """How a greeting addresses the person; ``None`` when the name does not tell.

    Names are taken to start with the first name, as every CRM's full name does. An initial is no
    greeting, and a single word may be either name.
    """
    words = name_parts(full_name)
    if len(words) < 2 or len(_bare(words[0])) < 2:
        return None
    return words[0]


def person_aliases(full_name: str) -> tuple[str, ...]:
    """First name, last name with its particles, last word of it, and what stands in brackets."""
    words = name_parts(full_name)
    found = [" ".join(words), *re.findall(r"\(([^)]+)\)", full_name)]
    if len(words) > 1:
        found += [first_name(full_name) or "", " ".join(words[1:]), words[-1]]
    return tuple(dict.fromkeys(name for name in found if name and name != full_name))


@lru_cache(maxsize=4096)
def company_aliases(name: str, domain: str | None = None) -> tuple[str, ...]:
    """The name without its legal form, and the part of it that the company's domain is named for."""
    from cleanco import basename  # noqa: PLC0415 - its tables take a while to load

    bare = str(basename(name)).strip()
    for form in _LEGAL_FORMS_CJK:
        bare = bare.removeprefix(form).removesuffix(form).strip()
    found = [bare] if len(bare) > 1 else []
    if domain:
        found.append(_domain_name(bare or name, domain))
    return tuple(dict.fromkeys(alias for alias in found if alias and alias != name))


def _domain_name(name: str, domain: str) -> str:
    """The leading words of the name that spell the first label of the domain, e.g. Brightkiln."""
    label = re.sub(r"[^a-z0-9]", "", domain.casefold().split(".", maxsplit=1)[0])
    words = name.split()
    for count in range(1, len(words) + 1):
        if label and "".join(slug(word).replace("_", "") for word in words[:count]) == label:
            return " ".join(words[:count])
    return ""


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).casefold()
