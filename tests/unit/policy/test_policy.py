"""The policy: shipped, validated, versioned, and in force for every model."""

from __future__ import annotations

import re

import pytest

from core import policy
from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, InvalidInput
from core.policy import TIERS, Policy
from core.policy.versions import INSTALLER
from core.store import ModelSet, Store

MANAGER = Actor("m@us.example", frozenset({Role.MANAGER}))


@pytest.fixture
def shipped(store: Store) -> Store:
    policy.ensure_shipped(store)
    return store


def in_force(store: Store, name: str) -> dict[str, float]:
    rows = store.rows("SELECT tier, value FROM ops.policy WHERE name = $name", {"name": name})
    return {row["tier"]: row["value"] for row in rows}


def test_the_shipped_policy_holds_the_domain_thresholds() -> None:
    found = policy.shipped()
    for name, tier, value in [
        ("touchpoint_target", "enterprise", 12),
        ("touchpoint_target", "mid_market", 4),
        ("touchpoint_target", "smb", 2),
        ("cadence_days", "enterprise", 30),
        ("cadence_days", "mid_market", 91),
        ("cadence_days", "smb", 182),
        ("silence_days", "enterprise", 90),
        ("silence_days", "mid_market", 180),
        ("silence_days", "smb", 365),
        ("silence_alert_days", "enterprise", 90),
        ("silence_alert_days", "smb", 0),
        ("reply_window_days", None, 14),
        ("min_coverage_pct", None, 50),
        ("p1_max_age_days", None, 3),
        ("p2_max_age_days", None, 10),
        ("open_tickets_target", None, 5),
        ("open_tickets_max", None, 15),
        ("heartbeat_warn_hours", None, 24),
        ("heartbeat_max_hours", None, 72),
        ("heartbeat_drop_pct", None, 50),
        ("escalation_score", None, 40),
        ("recovery_scans", None, 2),
    ]:
        assert found.value(name, tier) == value, name


def test_every_threshold_says_what_it_is() -> None:
    for name, threshold in policy.shipped().thresholds.items():
        assert threshold.unit and threshold.source and threshold.label, name
        assert threshold.description.endswith("."), name


def test_an_unknown_tier_has_the_default() -> None:
    threshold = policy.shipped()["silence_days"]
    assert threshold.value() == threshold.value("") == threshold.value("galaxy") == 365


def test_opening_ships_version_one_once(shipped: Store) -> None:
    version = shipped.data_version
    policy.ensure_shipped(shipped)
    assert shipped.data_version == version
    (only,) = policy.history(shipped, LOCAL)
    assert (only.version, only.saved_by) == (1, INSTALLER.name)
    assert policy.current(shipped) == policy.shipped()
    assert policy.current_version(shipped).hash == policy.shipped().hash


def test_a_database_without_a_policy_reads_the_shipped_one(store: Store) -> None:
    assert policy.current(store) == policy.shipped()


def test_saving_puts_a_new_version_in_force_for_the_models(shipped: Store) -> None:
    version = shipped.data_version
    stricter = policy.current(shipped).with_value("p1_max_age_days", 2, "enterprise")
    saved = policy.save(shipped, LOCAL, stricter.to_toml(), " faster fixes ")
    assert (saved.version, saved.reason) == (2, "faster fixes")
    assert in_force(shipped, "p1_max_age_days") == {
        "": 3,
        "enterprise": 2,
        "mid_market": 3,
        "smb": 3,
    }
    touched = shipped.value(
        "SELECT data_version FROM ops.table_version WHERE table_name = 'ops.policy'"
    )
    assert touched == shipped.data_version == version + 1
    assert [row.version for row in policy.history(shipped, MANAGER)] == [2, 1]


def test_saving_is_audited_with_the_names_that_changed(shipped: Store) -> None:
    policy.save(shipped, LOCAL, policy.current(shipped).with_value("window_days", 180), "shorter")
    event = shipped.one("SELECT * FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")
    assert event is not None
    assert event["action"] == "policy.save"
    assert '"changed": ["window_days"]' in event["detail"]


def test_only_an_administrator_may_save(shipped: Store) -> None:
    changed = policy.current(shipped).with_value("window_days", 180)
    with pytest.raises(Forbidden):
        policy.save(shipped, MANAGER, changed, "mine")
    with pytest.raises(Forbidden):
        policy.history(shipped, Actor("nobody"))
    assert len(policy.history(shipped, LOCAL)) == 1


@pytest.mark.parametrize(
    ("name", "value", "tier", "words"),
    [
        ("p1_max_age_days", 0, "", "not between 0.25 and 90 days"),
        ("silence_days", 9999, "smb", "for smb is not between"),
        ("open_tickets_target", 15, "", "open_tickets_target must be less than open_tickets_max"),
        ("heartbeat_warn_hours", 72, "", "must be less than heartbeat_max_hours"),
        ("weight_open_tickets", 31, "", "must add up to 100"),
        ("weight_responsiveness", 26, "smb", "must add up to 100 for smb"),
        ("cap_one_rule", 70, "", "cap_one_rule must be less than rag_green_min"),
        ("cap_two_rules", 40, "", "cap_two_rules must be less than rag_amber_min"),
        ("counts_qbr", 0.5, "", "neither 0 (no) nor 1 (yes)"),
        ("window_days", float("nan"), "", "finite"),
        ("no_such", 1, "", "no threshold 'no_such'"),
        ("window_days", 90, "galaxy", "no tier 'galaxy'"),
    ],
)
def test_values_that_do_not_hold_together_are_refused_by_name(
    name: str, value: float, tier: str, words: str
) -> None:
    with pytest.raises(InvalidInput, match=re.escape(words)):
        policy.shipped().with_value(name, value, tier)


def test_a_tier_returns_to_the_default() -> None:
    changed = policy.shipped().with_value("silence_days", None, "enterprise")
    assert changed.value("silence_days", "enterprise") == 365


def test_several_values_are_checked_together() -> None:
    changed = policy.shipped().with_values(
        {("open_tickets_target", ""): 20, ("open_tickets_max", ""): 40}
    )
    assert (changed.value("open_tickets_target"), changed.value("open_tickets_max")) == (20, 40)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: "not toml", "no valid TOML"),
        (lambda text: text.replace("[window_days]", "[window_dayz]"), "lacks window_days"),
        (lambda text: text + '\n[more]\nsection="a"\nlabel="b"\nunit="c"\ndefault=1\nmin=0\nmax=2\n'
         'description="d"\nsource="e"\n', "unknown thresholds: more"),
        (lambda text: text.replace('unit = "days"', 'unit = "days"\nsurprise = 1', 1), "surprise"),
        (lambda text: text, "the same as the one in force"),
    ],
)  # fmt: skip
def test_a_document_that_is_not_a_whole_policy_is_refused(shipped: Store, spoil, words) -> None:
    document = spoil(policy.current(shipped).to_toml())
    with pytest.raises(InvalidInput, match=words):
        policy.save(shipped, LOCAL, document, "try")
    assert len(policy.history(shipped, LOCAL)) == 1


def test_a_change_needs_a_reason(shipped: Store) -> None:
    with pytest.raises(InvalidInput, match="reason"):
        policy.save(shipped, LOCAL, policy.current(shipped).with_value("window_days", 180), "  ")


def test_the_document_reads_back_as_it_was() -> None:
    found = policy.shipped()
    assert Policy.from_toml(found.to_toml()) == found


def test_the_hash_is_of_the_values_alone() -> None:
    found = policy.shipped()
    renamed = Policy(
        thresholds={
            name: threshold.model_copy(update={"description": "Otherwise."})
            for name, threshold in found.thresholds.items()
        }
    )
    assert renamed.hash == found.hash
    assert found.with_value("window_days", 180).hash != found.hash


def test_versions_are_compared_value_by_value() -> None:
    before = policy.shipped()
    after = before.with_values({("window_days", ""): 180, ("silence_days", "smb"): None})
    changes = {(c.name, c.tier): (c.before, c.after) for c in policy.diff(before, after)}
    assert changes == {("window_days", ""): (365, 180), ("silence_days", "smb"): (365, None)}


def test_an_older_database_keeps_its_values_and_gains_new_thresholds(
    shipped: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = policy.current(shipped).with_value("window_days", 180)
    policy.save(shipped, LOCAL, own, "ours")
    newer = policy.shipped().thresholds
    newer["brand_new"] = newer["window_days"].model_copy(update={"default": 77.0})
    monkeypatch.setattr("core.policy.versions.shipped", lambda: Policy(thresholds=newer))
    policy.ensure_shipped(shipped)
    found = policy.current(shipped)
    assert (found.value("brand_new"), found.value("window_days")) == (77, 180)
    assert "brand_new" in policy.history(shipped, LOCAL)[0].reason
    assert in_force(shipped, "brand_new")["smb"] == 77


def test_every_threshold_a_model_reads_exists_and_every_tier_has_it(shipped: Store) -> None:
    names = set(policy.shipped().thresholds)
    (model,) = [m for m in ModelSet.load().ordered if m.name == "tier_policy"]
    read = set(re.findall(r"threshold\['(\w+)'\] AS (\w+)", model.sql))
    assert len(read) == model.sql.count("threshold[")
    assert read and all(name == column and name in names for name, column in read)
    rows = shipped.rows("SELECT tier, count(*) AS values FROM ops.policy GROUP BY tier")
    assert {row["tier"]: row["values"] for row in rows} == dict.fromkeys(("", *TIERS), len(names))


def test_the_table_in_the_documents_lists_every_threshold() -> None:
    text = policy.policy_markdown()
    for name, threshold in policy.shipped().thresholds.items():
        assert f"| `{name}` | {threshold.description} |" in text
    assert "| `silence_days` |" in text and "| 365 | 90 | 180 | 365 |" in text


def test_a_policy_of_an_older_version_is_read_although_it_lacks_thresholds_that_are_compared() -> (
    None
):
    older = dict(policy.versions.shipped().thresholds)
    del older["new_in_role_days"], older["backup_weight_tenure"]
    assert "long_in_role_days" in Policy(thresholds=older).thresholds


def test_every_label_and_unit_is_shown_whole_beside_the_values_of_all_tiers() -> None:
    thresholds = policy.shipped().thresholds
    assert {n: t.label for n, t in thresholds.items() if len(t.label) > 28} == {}
    assert {n: t.unit for n, t in thresholds.items() if len(t.unit) > 11} == {}
