"""P9: a draft without a model, from the facts to the gate's report."""

from __future__ import annotations

from core.actor import COMMAND_LINE
from core.drafting.fact import Fact, FactKind
from core.drafting.gate import check
from core.drafting.kind import Assignment, DraftRequest
from core.drafting.prompts import load_prompt
from core.drafting.template.writer import TemplateWriter
from core.errors import MissingFacts
from core.sponsors.outreach.facts import gather
from core.store import ModelSet, Store, refresh
from tests.benchmarks.bench import Bench, copy_database
from tests.benchmarks.measure import Measurement, absolute, seconds
from tests.benchmarks.scores import AS_OF, CLOCK

KIND = "executive_outreach"
SENDER = Fact("sender.name", FactKind.PERSON, "Sender", "Maya Okonjo", AS_OF)
"""The data have no people of ours."""
EXECUTIVES = """
    SELECT account_key, contact_key
    FROM mart.contact_profile
    WHERE as_of = $as_of AND is_executive
    ORDER BY hash(contact_key)
    LIMIT 24
"""


def one_draft(bench: Bench) -> list[Measurement]:
    """P9: executives of many accounts, each with the purposes that the data support."""
    database = copy_database(bench.loaded(), bench.scratch("drafting"))
    writer, limit = TemplateWriter("Lumenfold"), load_prompt(KIND).max_words
    parts: dict[str, list[float]] = {"facts": [], "text": [], "gate": []}
    with Store.open(database, clock=CLOCK) as store:
        refresh(store, ModelSet.load(), AS_OF, COMMAND_LINE)
        people = store.rows(EXECUTIVES, {"as_of": AS_OF})
        for person in [people[0], *people]:
            for purpose in ("introduction", "strategic_alignment"):
                request = DraftRequest(
                    KIND, person["account_key"], purpose, AS_OF, "", person["contact_key"]
                )
                try:
                    _draft(store, request, writer, limit, parts)
                except MissingFacts:
                    continue
    # The first draft of a process reads the prompts; a person waits for it once a day.
    times = [1000 * sum(one) for one in zip(*parts.values(), strict=True)][2:]
    shares = ", ".join(
        f"{name} {1000 * sorted(v)[len(v) // 2]:.0f} ms" for name, v in parts.items()
    )
    return [
        absolute(
            "P9",
            "draft without a model: facts, text, gate",
            values=times,
            at_most=30,
            unit="ms",
            note=f"medians: {shares}; slowest of {len(times)}: {max(times):.0f} ms",
        )
    ]


def _draft(
    store: Store,
    request: DraftRequest,
    writer: TemplateWriter,
    limit: int,
    parts: dict[str, list[float]],
) -> None:
    """Make one draft; add its times only when all of it was made."""
    made: dict[str, object] = {}

    def facts() -> None:
        made["sheet"] = gather(store, COMMAND_LINE, request).with_facts(SENDER)

    def text() -> None:
        made["letter"] = writer.write(Assignment(request, made["sheet"], "other", limit)).letter

    def gate() -> None:
        letter = made["letter"]
        made["report"] = check(letter.subject, letter.body, made["sheet"], own_names=("Lumenfold",))

    taken = [seconds(step) for step in (facts, text, gate)]
    for name, value in zip(parts, taken, strict=True):
        parts[name].append(value)
