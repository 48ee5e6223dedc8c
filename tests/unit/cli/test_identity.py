"""Duplicates from the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import Run, payload


def test_two_accounts_are_merged_shown_and_parted_again(imported: Run) -> None:
    shown = payload(imported("identity", "show", "account", "A1", "A2", "--json"))
    assert (shown["left"]["system"], shown["decision"], shown["obstacle"]) == ("rapport", None, "")
    assert shown["moving"]["crm.ticket"] == 1
    assert "account_key" not in shown["left"]["fields"]
    done = imported("identity", "decide", "account", "A1", "rapport:A2", "--reason", "one firm")
    assert "1 pair decided: decision 1." in done.stdout
    clusters = payload(imported("identity", "clusters", "--json"))
    assert {one["id"] for one in clusters["items"][0]["members"]} == {"A1", "A2"}
    golden = payload(imported("identity", "show", "account", "A2", "--json"))["golden"]
    assert next(one for one in golden if one["field"] == "name")["others"] != []
    assert "withdrawn" in imported("identity", "undo", "1", "--reason", "no").stdout
    (decision,) = payload(imported("identity", "decisions", "--json"))["items"]
    assert (decision["reason"], decision["withdrawn_reason"]) == ("one firm", "no")
    assert payload(imported("identity", "clusters", "--json"))["total"] == 0


def test_the_lists_in_words(imported: Run) -> None:
    assert "0 pairs wait." in imported("identity", "review").stdout
    imported("identity", "decide", "contact", "Cleo Finn", "theo@acme.example")
    assert "1 cluster." in imported("identity", "clusters", "--entity", "contact").stdout
    assert "Cleo Finn" in imported("identity", "decisions", "--entity", "contact").stdout
    said = imported("identity", "show", "contact", "C1", "C2").stdout
    assert "most_trusted" in said and "rapport:C2" in said
    assert "0 pairs decided." in imported("identity", "settle").stdout


def test_a_record_that_is_not_known_or_means_several_is_refused(imported: Run) -> None:
    assert "No account 'X'" in imported("identity", "show", "account", "X", code=3).stderr
