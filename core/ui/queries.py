"""What pages ask the cockpit, answered from a cache that cannot mix two people's rows.

One cached function answers every question. Its key holds the question, the database, its data
version, the date of today (questions without a date mean today), the actor and every argument.
Nothing is left out of the key but the function that answers, which the question names.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

import streamlit as st

from core import wiring
from core.actor import Actor

P = ParamSpec("P")
T = TypeVar("T")


class Question(NamedTuple):
    """What is asked, of which data."""

    name: str
    database: str
    data_version: int
    today: date
    args: tuple[Any, ...]
    kwargs: tuple[tuple[str, Any], ...]


def ask(
    function: Callable[Concatenate[Any, Actor, P], T],
    actor: Actor,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """The answer of a cockpit function to the actor, remembered until the data changes.

    ``function`` takes the store or the cockpit first and the actor second; it checks the actor's
    permission when it runs, and the actor with the roles of this moment is part of the key.
    """
    running = wiring.cockpit()
    question = Question(
        f"{function.__module__}.{function.__qualname__}",
        str(running.store.path),
        running.store.data_version,
        running.clock.today(),
        args,
        tuple(sorted(kwargs.items())),
    )
    subject = running if function.__code__.co_varnames[0] == "cockpit" else running.store
    who = (actor.kind.value, actor.email, tuple(sorted(role.value for role in actor.roles)))
    answer: T = _answer(_key(question, who), lambda: function(subject, actor, *args, **kwargs))
    return answer


def _key(question: Question, who: tuple[str, str, tuple[str, ...]]) -> bytes:
    """Question and person in bytes that no other pair has; Streamlit's own way takes a millisecond.

    Without the memo the same values are the same bytes, whichever objects they are.
    """
    key = io.BytesIO()
    writer = pickle.Pickler(key)
    writer.fast = True
    writer.dump((tuple(question), who))
    return key.getvalue()


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(
    key: bytes,  # noqa: ARG001  only the cache reads it
    _answer_it: Callable[[], Any],
) -> Any:
    return _answer_it()
