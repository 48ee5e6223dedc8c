"""Who reports to whom: managers are named by identifiers that are in the same file of users."""

from __future__ import annotations

from core.store import Store
from tests.unit.capture.conftest import Bring, Write

HEAD = "Id,Username,FirstName,LastName,Email,Alias,IsActive,TimeZoneSidKey,UserType,ManagerId"
ANN, MEG, BOB = "0055g000001AAAAAA2", "0055g000002AAAAAA2", "0055g000003AAAAAA2"


def _user(number: str, name: str, manager: str = "") -> str:
    return f"{number},{name}@us.example,{name},Lee,{name}@us.example,{name},1,Europe/London,Standard,{manager}"


def _managers(store: Store) -> dict[str, str | None]:
    rows = store.rows("SELECT email, manager_email FROM crm.team_member")
    return {row["email"]: row["manager_email"] for row in rows}


def test_a_manager_of_the_same_file_is_found_wherever_they_stand_in_it(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(
        write("User.csv", HEAD, _user(ANN, "ann", MEG), _user(MEG, "meg"), _user(BOB, "bob", ANN))
    )
    assert _managers(store) == {
        "ann@us.example": "meg@us.example",
        "meg@us.example": None,
        "bob@us.example": "ann@us.example",
    }


def test_a_manager_of_an_earlier_file_is_found_and_an_unknown_one_says_nothing(
    store: Store, write: Write, bring: Bring
) -> None:
    bring(write("User.csv", HEAD, _user(MEG, "meg")))
    bring(write("User.csv", HEAD, _user(ANN, "ann", MEG), _user(BOB, "bob", "0055g000009AAAAAA2")))
    found = _managers(store)
    assert found["ann@us.example"] == "meg@us.example"
    assert found["bob@us.example"] is None
