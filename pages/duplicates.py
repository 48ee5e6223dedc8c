"""Duplicates: records that may be of one person or company, decided one by one or many at once."""

from core.ui import forms, parts
from core.ui.duplicates import bulk, decided, merged, review, rules
from core.ui.opener import open_page

view = open_page("duplicates", bar="none")
bulk.left()

PARTS = {
    "Review": review.draw,
    "Decided": decided.draw,
    "Merged": merged.draw,
    "Rules": rules.draw,
}
parts.draw_open(PARTS, "part", view)

forms.open_drawer()
