"""What the matching keeps of a person goes with the person."""

from __future__ import annotations

from core.actor import LOCAL
from core.erasure import erase
from core.store import Store

from .conftest import Bring, Matched


def test_security_26_the_pairs_of_an_erased_person_go_with_their_evidence(
    store: Store, bring: Bring, matched: Matched
) -> None:
    bring("accounts.csv", "account_id,name", "A1,Acme")
    bring(
        "contacts.csv",
        "contact_id,account_id,full_name,email,phone",
        "C1,A1,Jane Quuxmaster,jane.q@acme.example,+12125550100",
        "C2,A1,Jane Quuxmaster,jane.q@acme.example,",
        "C3,A1,Ada Byron,ada@acme.example,",
        "C4,A1,Ada Byron,ada@acme.example,",
    )
    assert len(matched("contact")) == 2
    erase(store, LOCAL, "jane.q@acme.example", store.path.parent / "backups")
    left = store.rows("SELECT evidence::VARCHAR AS evidence FROM ops.match_pair")
    assert len(left) == 1
    assert "Quuxmaster" not in left[0]["evidence"]


def test_security_26_the_evidence_of_accounts_that_share_an_erased_contact_goes_as_well(
    store: Store, bring: Bring, matched: Matched
) -> None:
    bring("accounts.csv", "account_id,name,country", "A1,Acme,US", "A2,Acme Inc,US")
    bring(
        "contacts.csv",
        "contact_id,account_id,full_name,email,phone",
        "C1,A1,Jane Quuxmaster,jane.q.x+news@gmail.com,(212) 555-0100",
        "C2,A2,Jane Quuxmaster,jane.qx@gmail.com,212-555-0100",
    )
    evidence = str([pair["evidence"] for pair in matched("account").values()])
    assert "janeqx@gmail.com" in evidence
    assert "5550100" in evidence
    for address in ("jane.q.x+news@gmail.com", "jane.qx@gmail.com"):
        erase(store, LOCAL, address, store.path.parent / "backups")
    left = str(store.rows("SELECT evidence::VARCHAR AS evidence FROM ops.match_pair"))
    assert "janeqx" not in left
    assert "5550100" not in left
