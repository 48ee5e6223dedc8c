"""The commands and what becomes of errors: a message, a remedy, an exit code, never a trace."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from core.cli import (
    accounts,
    coach,
    coach_briefing,
    coach_feedback,
    coach_knowledge,
    coach_skills,
    coach_week,
    communicate,
    demo,
    documents_command,
    draft,
    erase,
    green,
    identity,
    imports,
    look,
    notices,
    poll,
    profile,
    prompts,
    releases,
    scan,
    serve,
    sla,
    sweep,
    tasks,
    today,
    tokens,
    upkeep,
)
from core.cli import report as sponsor_report
from core.cli.output import report, say
from core.errors import RapportError

DEFECT_EXIT_CODE = 70


class Commands(TyperGroup):
    """Turns what a person can put right into a message; a defect shows its trace only if asked."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except RapportError as error:
            report(error)
            raise typer.Exit(error.exit_code) from None
        except (typer.Exit, typer.Abort, KeyboardInterrupt):
            raise
        except Exception as error:
            # Click shows its own errors (a wrong option); all others are defects of the program.
            if hasattr(error, "exit_code"):
                raise
            if ctx.params.get("debug"):
                raise
            say(f"This command failed ({type(error).__name__}) and saved nothing.")
            say("Run it again as `python -m core --debug ...` to see where, and report that.")
            raise typer.Exit(DEFECT_EXIT_CODE) from None


app = typer.Typer(
    name="rapport",
    cls=Commands,
    help="Rapport: a cockpit for customer-success and sales teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def common(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the trace of a failure of the program.")
    ] = False,
) -> None:
    """Rapport: a cockpit for customer-success and sales teams."""
    del debug  # read by Commands.invoke


app.command("import")(imports.import_files)
app.add_typer(imports.app, name="imports")
app.add_typer(identity.app, name="identity")
app.command("poll")(poll.poll)
app.command("sweep")(sweep.sweep)
app.command("refresh")(accounts.refresh)
app.command("scan")(scan.scan)
app.add_typer(accounts.score_app, name="score")
app.command("portfolio")(accounts.portfolio)
app.command("today")(today.today)
app.command("green")(green.green)
app.command("simulate")(green.simulate)
app.command("look")(look.look)
app.command("profile")(profile.profile)
app.add_typer(draft.app, name="draft")
app.command("communicate")(communicate.communicate)
app.add_typer(communicate.check_ins_app, name="checkins")
app.add_typer(sponsor_report.app, name="report")
app.add_typer(notices.app, name="notices")
app.add_typer(demo.app, name="demo")
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)
app.add_typer(upkeep.audit_app, name="audit")
app.command("erase")(erase.erase)
app.command("doctor")(upkeep.doctor)
app.command("lake")(upkeep.move_to_lake)
app.add_typer(tokens.app, name="token")
app.add_typer(tasks.app, name="tasks")
app.add_typer(coach.app, name="coach")
coach.app.command("feedback")(coach_feedback.feedback)
coach.app.command("skills")(coach_skills.skills)
coach.app.command("progress")(coach_skills.progress)
coach.app.command("team")(coach_skills.team)
coach.app.command("briefings")(coach_briefing.briefings)
coach.app.command("brief")(coach_briefing.brief)
coach.app.command("weekly")(coach_week.weekly)
coach.app.command("rate")(coach_week.rate)
coach.app.command("search")(coach_knowledge.search)
coach.app.command("read")(coach_knowledge.read)
coach.app.command("write")(coach_knowledge.write)
app.command("sla")(sla.sla)
app.command("releases")(releases.releases)
app.command("serve")(serve.serve)
app.add_typer(prompts.app, name="prompts")
app.command("docs")(documents_command.docs)


def main() -> None:
    """Run the command line."""
    app(prog_name="python -m core")
