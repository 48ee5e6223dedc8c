"""The Executive Sponsor Report of one account: every line from data, every number with its rows.

``report.py`` asks the questions (``sql/``), ``section/`` turns the answers into sections, ``rule.py`` finds strengths,
concerns and actions by the named rules of ``sql/rule/``. ``stress.py`` says what the loss of a person
would do, ``pack.py`` makes the file that can be rebuilt byte for byte.
"""

from core.sponsors.report.export import FORMATS, Exported, export
from core.sponsors.report.manifest import Manifest, read_manifest
from core.sponsors.report.model import Line, Part, Report, Section, Source
from core.sponsors.report.pack import Difference, Verified, pack, verify
from core.sponsors.report.payload import as_json
from core.sponsors.report.person import find_person
from core.sponsors.report.report import sponsor_report
from core.sponsors.report.stress import Loss, Standing, loss_json, without

__all__ = [
    "FORMATS",
    "Difference",
    "Exported",
    "Line",
    "Loss",
    "Manifest",
    "Part",
    "Report",
    "Section",
    "Source",
    "Standing",
    "Verified",
    "as_json",
    "export",
    "find_person",
    "loss_json",
    "pack",
    "read_manifest",
    "sponsor_report",
    "verify",
    "without",
]
