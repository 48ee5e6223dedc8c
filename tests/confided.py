"""What one person told the coach, so that tests can look for it where others look."""

from __future__ import annotations

from core.actor import Actor
from core.coaching.feedback import feedback
from core.coaching.guidance import ask
from core.coaching.learning import rate
from core.coaching.practice import finish, prepare, reply
from core.coaching.skills import assess, exercise_done, exercises
from core.coaching.tasks import NewTask, create_tasks
from core.coaching.weekly import write_week
from core.cockpit import ensure_fresh
from core.wiring import Cockpit

SECRETS = {
    "question": "zebrafinch",
    "notes": "quagmirely",
    "comment": "oxidental",
    "private note": "wombatine",
    "shared note": "fjordlike",
    "practice": "mistralish",
    "task": "pangolinic",
}
"""A made-up word for each kind of text, found nowhere else."""

PRIVATE_LEVEL = 4.73
"""A level that was kept to themselves."""


def confide(cockpit: Cockpit, who: Actor, account_key: int, contact_key: int) -> None:
    """Use every part of the coach, sharing what can be shared, with a word of :data:`SECRETS` in each text."""
    store, today = cockpit.store, cockpit.clock.today()
    ensure_fresh(cockpit, who, today)
    ask(
        store,
        who,
        f"My champion was promoted and I feel {SECRETS['question']} about it, what should I do?",
        account_key=account_key,
    )
    rate(store, who, 1, rating=2, followed="not", comment=f"Too {SECRETS['comment']}")
    feedback(
        store,
        who,
        f"Me: What would success look like for you, honestly, {SECRETS['notes']}?\n"
        "Customer: Fewer outages.\nMe: So what I hear is that outages are what matters. "
        f"Next steps: I will send the {SECRETS['notes']} plan by Friday and you bring the CFO.\n",
        account_key=account_key,
        own_speakers=("Me",),
        title=f"Call about {SECRETS['notes']}",
        is_shared=True,
    )
    practice = prepare(store, who, account_key, contact_key, today)
    practice = reply(practice, f"I understand. What would {SECRETS['practice']} mean for you?")
    finish(store, who, practice, is_shared=True)
    assess(store, who, {"commercial": PRIVATE_LEVEL}, note=SECRETS["private note"])
    assess(store, who, {"listening": 4}, note=SECRETS["shared note"], is_shared=True)
    exercise_done(store, who, exercises()[0].slug, is_shared=True)
    create_tasks(store, who, None, [NewTask(f"Think about {SECRETS['task']}", today)])
    write_week(store, who)
