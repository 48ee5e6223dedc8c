"""What an import would do: each file recognised, its questions named, its records counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.capture import publishing
from core.capture.erased.withhold import withheld
from core.capture.explained import explain
from core.capture.learned import Known, known
from core.capture.mapping.model import Aliases, Mapping
from core.capture.mapping.recognise import known_unsupported, recognise
from core.capture.mapping.registry import Registry, load_registry
from core.capture.mapping.save import suggestions
from core.capture.missing import missing_columns, nearest
from core.capture.model import (
    FilePlan,
    FileReport,
    ImportOptions,
    ImportPlan,
    Problem,
    Question,
)
from core.capture.questions import question_problem
from core.capture.read import SUFFIXES, SourceTable, Unreadable
from core.capture.receiving import Corrections, receive
from core.errors import NotFound
from core.store import Store, require_free_space

NOTHING_SAID = ImportOptions()
"""No answers given: what a file leaves open is asked."""

READERS = 2
"""Files read at a time; each in a child process of its own, with its own limits."""

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done, 0 to 1."""


def _silent(_step: str, _share: float) -> None:
    return


def files_dir(store: Store) -> Path:
    """Where imported files are kept: beside the database, where SQL may read them."""
    return store.path.parent / f"{store.path.name}.files"


def plan(
    store: Store,
    actor: Actor,
    paths: Sequence[Path],
    *,
    kind: str | None = None,
    options: ImportOptions = NOTHING_SAID,
    corrections: Corrections = MappingProxyType({}),
    check: bool = True,
    progress: Progress = _silent,
) -> ImportPlan:
    """Recognise the files at ``paths`` (folders are searched) and, with ``check``, count records.

    Nothing is written. ``kind`` says what the files are instead of recognising them;
    ``corrections`` are options of single files, over ``options``. Raises
    :class:`~core.errors.NotFound` for a path or a kind that does not exist.
    """
    require(actor, Permission.IMPORT_READ)
    registry = load_registry(store)
    if kind:
        registry.get(kind)
    found = list(_expanded(paths))
    size = sum(path.stat().st_size for path in found)
    require_free_space(store.path.parent, 2 * size, "Reading the files")
    files: list[FilePlan] = []
    with ThreadPoolExecutor(1) as beside, ThreadPoolExecutor(READERS) as pool:
        # The engine's binding loads pandas at a process's first parameter, which takes as long as
        # reading the file: here it is loaded while the reading child works.
        beside.submit(store.patient.value, "SELECT $ready", {"ready": True})
        said = _Said(kind, options, corrections, known(store))
        read_one = partial(_planned, store, registry, said=said)
        for number, planned in enumerate(pool.map(read_one, found)):
            progress(f"Read {found[number].name}", (number + 1) / len(found) * 0.5)
            files += planned
    made = ImportPlan(tuple(files), options, checked=False)
    if not check or not any(file.is_ready for file in files):
        return replace(made, checked=check)
    return publishing.rehearse(
        store, actor, made, lambda step, share: progress(step, 0.5 + share / 2)
    )


def _expanded(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = (entry for entry in sorted(path.rglob("*")) if entry.is_file())
            for entry in inside:
                if entry.suffix.lower() in SUFFIXES and not entry.name.startswith("."):
                    yield entry
        elif path.exists():
            yield path
        else:
            raise NotFound(f"There is no file {path}.", "Check the name.")


@dataclass(frozen=True)
class _Said:
    """What was said of the files, all together and each by itself."""

    kind: str | None
    options: ImportOptions
    corrections: Corrections
    learned: Known


def _planned(store: Store, registry: Registry, path: Path, *, said: _Said) -> list[FilePlan]:
    folder = files_dir(store)
    found = receive(
        store, path, folder, said.options, corrections=said.corrections, choices=said.learned
    )
    return [
        replace(
            _explained(
                withheld(store, _file_plan(store, registry, one.table, str(path), said.kind), path),
                one.options,
            ),
            options=None if one.options == said.options else one.options,
            learned=one.learned,
            offered=one.offered,
        )
        for one in found
    ]


def _explained(file: FilePlan, options: ImportOptions) -> FilePlan:
    """The plan with how the file was read in its report, people who were erased left out."""
    if file.source is None:
        return file
    parts = explain(file.source.reading, options.to_dict())
    return replace(file, report=replace(file.report, reading=parts))


def _file_plan(
    store: Store, registry: Registry, table: SourceTable | Unreadable, shown: str, kind: str | None
) -> FilePlan:
    if isinstance(table, Unreadable):
        problem = Problem(None, "", "", f"{table.reason} {table.remedy}".strip())
        return FilePlan(FileReport(shown, table.member_name, problems=(problem,)))
    report = FileReport(shown, table.member_name, read=table.records, refused=table.records)
    if kind:
        mapping = registry.get(kind)
        confidence = 1.0
    else:
        matches = recognise(registry, table.header, table.sample)
        if not matches:
            return FilePlan(_unknown(store, registry, table, report), table)
        mapping, confidence = matches[0].mapping, matches[0].confidence
    if lacking := missing_columns(mapping, table.header):
        return FilePlan(_lacking(store, table, report, mapping, lacking), table)
    questions = _encoding_question(table)
    report = replace(
        report,
        kind=mapping.kind,
        title=mapping.title,
        confidence=confidence,
        refused=table.records if questions else 0,
        accepted=0,
        questions=questions,
        problems=tuple(question_problem(question, table.records) for question in questions),
    )
    return FilePlan(report, table, mapping)


def _unknown(
    store: Store, registry: Registry, table: SourceTable, report: FileReport
) -> FileReport:
    known = known_unsupported(registry, table.header)
    if known:
        reason = f"{known.title}: not imported, because {known.reason}."
        return replace(report, title=known.title, problems=_whole(table, reason))
    near = nearest(registry, table.header)
    reason = (
        "The columns are not those of a known export"
        f"{f' ({near.text})' if near else ''}; make a mapping for them,"
        " or name the kind with --kind."
    )
    return replace(
        report,
        problems=_whole(table, reason),
        suggestions=suggestions(store, table),
    )


def _lacking(
    store: Store,
    table: SourceTable,
    report: FileReport,
    mapping: Mapping,
    lacking: Sequence[Aliases],
) -> FileReport:
    """A file said to be of a kind, or taken for it, that lacks columns the kind cannot do without."""
    problems = [
        Problem(
            None,
            names[0],
            "",
            f"{mapping.kind} needs the column {' or '.join(names[:5])}, and the file has none",
            table.records,
        )
        for names in lacking
    ]
    return replace(
        report,
        problems=tuple(problems),
        suggestions=suggestions(store, table),
    )


def _whole(table: SourceTable, reason: str) -> tuple[Problem, ...]:
    return (Problem(None, "", "", reason, table.records),)


def _encoding_question(table: SourceTable) -> tuple[Question, ...]:
    if table.reading.get("encoding_is_certain", True):
        return ()
    candidates = tuple(table.reading.get("encoding_candidates") or ())
    words = table.reading.get("encoding_examples") or []
    return (
        Question(
            "encoding",
            "--encoding",
            "The text can be read in more than one encoding.",
            candidates,
            example=_as_each_reads(words, candidates),
        ),
    )


def _as_each_reads(words: Sequence[dict[str, str]], encodings: Sequence[str]) -> str:
    """``cp1252: Müller, José; cp1250: …``: the same few words in every encoding there is to choose."""
    few = words[: 3 if len(encodings) < 4 else 1]
    return (
        "; ".join(f"{name}: {', '.join(word[name] for word in few)}" for name in encodings)[:300]
        if few
        else ""
    )
