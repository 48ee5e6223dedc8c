"""Coaching: ask, practise, have notes scored, see skills grow, read the knowledge base."""

from core.auth.guard import allows
from core.auth.permissions import Permission
from core.ui import forms, fresh, parts
from core.ui.coaching import ask, feedback, knowledge, practice, skills, team, week
from core.ui.opener import open_page

view = open_page("coaching", bar="none")
fresh.ensure(view.actor, view.today)  # answers and levels rest on scores

PARTS = {
    "Ask": ask.draw,
    "Practice": practice.draw,
    "Feedback": feedback.draw,
    "Skills": skills.draw,
    **({"Team": team.draw} if allows(view.actor, Permission.COACHING_TEAM) else {}),
    "This week": week.draw,
    "Knowledge": knowledge.draw,
}
parts.draw_open(PARTS, "part", view)
forms.open_drawer()
