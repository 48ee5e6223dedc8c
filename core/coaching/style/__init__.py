"""How the coach speaks to each person: learned, and theirs to change."""

from core.coaching.style.model import DEFAULT_STYLE, VALUES, Aspect, Leaning, Source, Style
from core.coaching.style.style import choices, choose, set_choice, style_of
from core.coaching.style.wishes import check_wishes, keep_wishes

__all__ = [
    "DEFAULT_STYLE",
    "VALUES",
    "Aspect",
    "Leaning",
    "Source",
    "Style",
    "check_wishes",
    "choices",
    "choose",
    "keep_wishes",
    "set_choice",
    "style_of",
]
