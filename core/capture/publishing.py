"""Publishing an import: all its files in one transaction, or none of them.

Accounts go first, then what belongs to them; within a transaction a later file sees the earlier.
A rehearsal is the same work, rolled back: its counts are those of the real thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture import refuse
from core.capture.ahead import Ahead
from core.capture.batch import new_batch, record_batch
from core.capture.disappear import flag_disappeared, flag_reappeared
from core.capture.identity.reconcile import follow, reconcile, release
from core.capture.learned import learn
from core.capture.load import Loaded, load
from core.capture.mapping.registry import Registry, load_registry
from core.capture.model import (
    FilePlan,
    FileReport,
    ImportPlan,
    ImportResult,
    Level,
    Problem,
    Question,
)
from core.capture.place import PLACED, place_all
from core.capture.prepare import Prepared, prepare
from core.capture.questions import question_problem
from core.capture.stage import drop_cells, read_cells, stage
from core.capture.statement import statement
from core.capture.twins import drop_twins
from core.errors import Ambiguous, Corrupt
from core.store import Store, Transaction, require_free_space

Progress = Callable[[str, float], None]
SPACE_FACTOR = 3
"""Disk an import may need, in sizes of its files: the rows, the write-ahead log, spilled work."""


class Unanswered(Ambiguous):
    """Open questions keep every recognised file back; ``files`` are the reports that say so."""

    def __init__(self, question: Question, file: str, files: tuple[FileReport, ...]) -> None:
        remedy = question_problem(question, 0).reason.removeprefix(question.text).strip()
        super().__init__(f"{file}: {question.text}", remedy, question.choices)
        self.files = files


class _Rehearsed(Exception):
    """Raised on purpose, to roll a rehearsal back."""


def _silent(_step: str, _share: float) -> None:
    return


def publish(
    store: Store, actor: Actor, plan: ImportPlan, progress: Progress = _silent
) -> ImportResult:
    """Import every file of ``plan`` that is ready, in one transaction.

    A file with an open question is not imported and says so in its report. Raises
    :class:`Unanswered` when questions keep every recognised file back, and
    :class:`~core.errors.DiskFull` when the disk would not hold what is to be written.
    """
    require(actor, Permission.IMPORT_PUBLISH)
    _require_space(store, plan)
    if not any(file.is_ready for file in plan.files):
        _refuse_if_asked(plan.reports)
        return ImportResult(None, plan.reports)
    registry = load_registry(store)
    ahead = Ahead.of(plan)
    with store.transaction(actor, "import.publish", beforehand=ahead.stage) as work:
        import_id = int(work.value("SELECT coalesce(max(import_id), 0) + 1 FROM crm.import_batch"))
        reports = _Publication(
            work, store, actor, ahead, registry=registry, import_id=import_id, progress=progress
        ).run()
        _refuse_if_asked(reports)
        work.note(
            import_id=import_id,
            files=[
                {"file": Path(report.path).name, "kind": report.kind, "accepted": report.accepted}
                for report in reports
            ],
        )
    return ImportResult(import_id, reports)


def _require_space(store: Store, plan: ImportPlan) -> None:
    sizes = (file.source.file_bytes for file in plan.files if file.source and file.is_ready)
    require_free_space(store.path.parent, SPACE_FACTOR * sum(sizes), "The import")


def rehearse(
    store: Store, actor: Actor, plan: ImportPlan, progress: Progress = _silent
) -> ImportPlan:
    """The plan with the counts, problems and questions that publishing it would give."""
    require(actor, Permission.IMPORT_READ)
    registry = load_registry(store)
    ahead = Ahead.of(plan)
    reports: tuple[FileReport, ...] = ()
    try:
        with store.transaction(actor, "import.rehearse", beforehand=ahead.stage) as work:
            reports = _Publication(
                work, store, actor, ahead, registry=registry, import_id=0, progress=progress
            ).run()
            raise _Rehearsed  # noqa: TRY301  (the way to roll back)
    except _Rehearsed:
        files = tuple(
            replace(file, report=replace(report, batch_id=None))
            for file, report in zip(plan.files, reports, strict=True)
        )
        return ImportPlan(files, plan.options, checked=True)


def _refuse_if_asked(reports: Sequence[FileReport]) -> None:
    asked = [report for report in reports if report.questions]
    known = [report for report in reports if report.kind]
    if asked and len(asked) == len(known):
        raise Unanswered(asked[0].questions[0], Path(asked[0].path).name, tuple(reports))


class _Publication:
    """One run over a plan's files inside an open transaction."""

    def __init__(
        self,
        work: Transaction,
        store: Store,
        actor: Actor,
        ahead: Ahead,
        *,
        registry: Registry,
        import_id: int,
        progress: Progress,
    ) -> None:
        self.work, self.actor, self.plan, self.ahead = work, actor, ahead.plan, ahead
        self.registry, self.import_id, self.progress = registry, import_id, progress
        self.now = store.clock.now()
        self.batch_ids: list[int] = []
        self.touched: set[str] = set()

    def run(self) -> tuple[FileReport, ...]:
        """Load the files in order of their tables, then place what has no account yet."""
        reports = {number: file.report for number, file in enumerate(self.plan.files)}
        order = self.ahead.order
        facts = self._facts()
        release(self.work, facts)
        for done, number in enumerate(order):
            file = self.plan.files[number]
            self.progress(f"Importing {Path(file.report.path).name}", done / len(order) * 0.9)
            reports[number] = self._load(file, number)
            drop_cells(self.work, number)
        if "crm.ticket_event" in self.touched:
            self.touched |= drop_twins(self.work, self.batch_ids)
        self.progress("Finding accounts", 0.9)
        self._place()
        if facts is None:
            reconcile(self.work, rows_changed=True, released=True)
        else:
            follow(self.work, facts)
        for number, report in reports.items():
            if report.batch_id is not None:
                reports[number] = self._count_unplaced(self.plan.files[number], report)
        self.work.touch(*self.touched, "crm.import_batch")
        self.progress("Done", 1.0)
        return tuple(reports[number] for number in sorted(reports))

    def _facts(self) -> set[str] | None:
        """The tables whose rows the import may touch; ``None`` for all: it brings accounts or contacts."""
        mappings = [file.mapping for file in self.plan.files if file.is_ready and file.mapping]
        tables = {fill.target.table for mapping in mappings for fill in mapping.target}
        if tables & {"crm.account", "crm.contact"}:
            return None
        return tables | {"crm.contact", "crm.change_event"}

    def _load(self, file: FilePlan, number: int) -> FileReport:
        source, mapping, options = file.source, file.mapping, file.options or self.plan.options
        assert source is not None and mapping is not None  # noqa: S101  (a ready file)
        if number not in self.ahead.staged:
            read_cells(self.work, source, number)
        staged = stage(self.work, source, number)
        prepared = prepare(self.work, staged, mapping, self.registry.words, options)
        if prepared.questions:
            return _held_back(file.report, prepared)
        batch = new_batch(self.work, options.exported_at or self.now)
        loaded, problems = self._write(prepared, batch)
        disappeared = self._compare_presence(prepared, batch)
        refused = refuse.keep(self.work, source.header, batch["batch_id"])
        if refused:
            self.touched.add("crm.refused_row")
        if loaded.accepted + refused != source.records:
            raise Corrupt(
                f"{source.file_name}: {source.records} records were read, but {loaded.accepted}"
                f" accepted and {refused} refused.",
                "Nothing was imported. Please report this with the file's first lines.",
            )
        self.batch_ids.append(batch["batch_id"])
        report = replace(
            file.report,
            read=source.records,
            accepted=loaded.accepted,
            refused=refused,
            new=loaded.new,
            changed=loaded.changed,
            unchanged=loaded.unchanged,
            disappeared=disappeared,
            problems=(*refuse.refusal_problems(self.work), *problems),
            batch_id=batch["batch_id"],
        )
        record_batch(
            self.work,
            file,
            report,
            batch,
            import_id=self.import_id,
            options=options,
            imported=(self.now, self.actor.name),
        )
        if options.remember:
            learn(self.work, file, options, self.now, self.actor.name)
        return report

    def _write(self, prepared: Prepared, batch: dict[str, Any]) -> tuple[Loaded, list[Problem]]:
        """Write every share of the file; the first one's counts, and what was left out of all."""
        refuse.open_refusals(self.work)
        loaded = Loaded(0)
        problems: list[Problem] = []
        for number, part in enumerate(prepared.parts):
            counts = load(self.work, prepared, part, batch, first=number == 0)
            loaded = counts if number == 0 else loaded
            if counts.new or counts.changed:
                self.touched.add(part.target.table)
            if counts.changed:
                self.touched |= {"crm.change_event", "crm.superseded_row"}
                if part.target.name == "opportunity":
                    self.touched.add("crm.opportunity_history")
            problems += refuse.notes(self.work, prepared, part, first=number == 0)
        return loaded, [*problems, *_currency_note(self.work, prepared)]

    def _compare_presence(self, prepared: Prepared, batch: dict[str, Any]) -> int:
        """Flag what came back and, for a full export, what is gone; how many are gone."""
        if flag_reappeared(self.work, prepared, batch):
            self.touched.add("crm.change_event")
        if not self.plan.options.full_export:
            return 0
        disappeared = flag_disappeared(self.work, prepared, batch)
        if disappeared:
            table = prepared.parts[0].target.table
            self.touched |= {table, "crm.change_event", "crm.superseded_row"}
        return disappeared

    def _place(self) -> None:
        """Rows of earlier imports are tried again only when accounts or contacts changed."""
        everything = bool(self.touched & {"crm.account", "crm.contact"})
        self.touched |= place_all(self.work, self.batch_ids, None if everything else self.touched)

    def _count_unplaced(self, file: FilePlan, report: FileReport) -> FileReport:
        mapping = file.mapping
        target = mapping.target[0].target if mapping else None
        if target is None or target not in PLACED:
            return report
        unplaced = self.work.value(
            statement("count_unplaced", table=target.table), {"batch_id": report.batch_id}
        )
        self.work.execute(
            "UPDATE crm.import_batch SET unplaced_rows = $unplaced WHERE batch_id = $batch_id",
            {"unplaced": unplaced, "batch_id": report.batch_id},
        )
        return replace(report, unplaced=int(unplaced))


def _held_back(report: FileReport, prepared: Prepared) -> FileReport:
    """The report of a file that waits for an answer: none of its records is imported."""
    return replace(
        report,
        accepted=0,
        refused=report.read,
        questions=prepared.questions,
        problems=tuple(question_problem(question, report.read) for question in prepared.questions),
    )


def _currency_note(work: Transaction, prepared: Prepared) -> list[Problem]:
    """Amounts that came without a currency: kept, but never added to others."""
    found = []
    for part in prepared.parts:
        amount = part.value("arr_amount") or part.value("amount")
        if amount is None or part.value("currency") is not None:
            continue
        sql = statement(
            "count_filled",
            raw=amount.column.raw,
            relation=part.part.relation,
            accepted=part.accepted,
        )
        count = int(work.value(sql, prepared.binder.used(sql)) or 0)
        if count:
            header = prepared.staged.source.header
            name = header[amount.column.positions[0]] if amount.column.positions else ""
            reason = (
                "the amounts name no currency and are kept without one;"
                " name it with --currency to add them up"
            )
            found.append(Problem(None, name, "", reason, count, Level.NOTE))
    return found
