"""What can go wrong between a client and Gmail, to order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field


class Hangup(Exception):
    """The connection ends without an answer."""


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: object, status: int = 200, **headers: str) -> Answer:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return cls(
            status,
            json.dumps(content).encode(),
            {"Content-Type": "application/json; charset=UTF-8"} | named,
        )

    @classmethod
    def google(cls, status: int, reason: str, message: str, name: str = "", **more: str) -> Answer:
        """An error in the form of Google's APIs."""
        error = {
            "code": status,
            "message": message,
            "errors": [{"message": message, "domain": "global", "reason": reason}],
        }
        return cls.of({"error": error | ({"status": name} if name else {})}, status, **more)


@dataclass
class Fault:
    """``when`` is ``before`` the server acts, ``after`` it acted, or once it has ``answered``."""

    function: str
    when: str
    act: Callable[[], Answer | None]
    times: int = 1


class Faults:
    """A list of faults, each used up after its number of times."""

    def __init__(self) -> None:
        self._listed: list[Fault] = []

    def status(
        self, function: str, status: int, reason: str = "", *, times: int = 1,
        after: bool = False, retry_after: str = "",
    ) -> None:  # fmt: skip
        """Answer with an error; ``after``: having done what was asked."""
        more = {"Retry_After": retry_after} if retry_after else {}
        answer = Answer.google(status, reason or "backendError", "Try again later.", **more)
        self.add(Fault(function, "after" if after else "before", lambda: answer, times))

    def page(self, function: str, *, after: bool = False) -> None:
        """Answer with somebody else's web page."""
        answer = Answer(200, b"<html><body>Sign in to the Wi-Fi</body></html>")
        self.add(Fault(function, "after" if after else "before", lambda: answer))

    def redirect(self, function: str, to: str) -> None:
        """Point somewhere else."""
        answer = Answer(307, b"", {"Location": to})
        self.add(Fault(function, "before", lambda: answer))

    def hang_up(self, function: str, *, after: bool = False, times: int = 1) -> None:
        """End the connection without an answer."""

        def act() -> None:
            raise Hangup

        self.add(Fault(function, "after" if after else "before", act, times))

    def add(self, fault: Fault) -> None:
        self._listed.append(fault)

    def clear(self) -> None:
        """From now on all goes well."""
        self._listed.clear()

    def meet(self, function: str, when: str) -> Answer | None:
        """What the next fault at this point answers, if there is one."""
        for fault in self._listed:
            if fault.function == function and fault.when == when and fault.times > 0:
                fault.times -= 1
                return fault.act()
        return None
