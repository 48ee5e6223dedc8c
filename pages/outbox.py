"""Outbox: everything drafted, in review, approved, in Gmail, sent and answered."""

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.ui import forms, parts
from core.ui.opener import open_page
from core.ui.outbox import attention, costs, listing, mailbox, rates, review, suppressed

view = open_page("outbox", bar="none")
mailbox.draw(view)

PARTS = {
    "Drafts": listing.draw,
    "Review": review.draw,
    "Attention": attention.draw,
    "What is answered": rates.draw,
    "Not to be written to": suppressed.draw,
}
if allows(view.actor, Permission.MODEL_READ_COSTS):
    PARTS["What the model costs"] = costs.draw
parts.draw_open(PARTS, "part", view)

forms.open_drawer()
