"""XML of a stranger as plain elements: no document type, so no entities and nothing fetched."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from core.capture.poll.trouble import SourceDown

_REMEDY = "Check that the address is that of the API."
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Plain(ElementTree.TreeBuilder):
    """Builds elements and nothing else."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called when a document type begins, before anything of it is read."""
        raise SourceDown(f"The answer declares a document type ({name}).", _REMEDY)


def parsed(document: str) -> ElementTree.Element:
    """The root element. Raises :class:`SourceDown` for what is no XML, or declares a document type."""
    parser = ElementTree.XMLParser(target=_Plain())  # noqa: S314 - see above
    try:
        # Kayako passes on control characters that no XML may hold.
        parser.feed(_ILLEGAL.sub("", document).strip())
        root: ElementTree.Element = parser.close()
    except ElementTree.ParseError as error:
        raise SourceDown("The answer is no XML.", _REMEDY) from error
    return root


def child(element: ElementTree.Element, name: str) -> str:
    """The text of the first child of that name, or of the attribute; empty without either."""
    found = element.find(name)
    text = found.text if found is not None else element.get(name)
    return (text or "").strip()
