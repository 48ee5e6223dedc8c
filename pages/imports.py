"""Imports: exports in, and what became of every line of them."""

import streamlit as st

from core.capture.read import SUFFIXES
from core.ui.imports import coverage, desk, history, plan, polled, templates, unplaced
from core.ui.opener import open_page

view = open_page("imports", bar="none")
bring, live, past, without, needs, formats = st.tabs(
    ["Bring in", "Polling", "History", "Without account", "Coverage", "Templates"],
    on_change="rerun",
    key="imports-tab",
    bind="query-params",
)
if bring.open:
    with bring:
        here = desk.desk()
        uploads = st.file_uploader(
            "Exports: CSV, TSV, Excel, OpenDocument or zip, several at once",
            type=sorted(SUFFIXES),
            accept_multiple_files=True,
            key=f"imports.files.{here.generation}",
            help="Salesforce, HubSpot, Jira, Zendesk, Kayako, Notion and Rapport's own templates "
            "are recognised by their columns; anything else asks what its columns mean.",
        )
        desk.receive(uploads)
        if here.paths and here.plan is None:
            desk.check()
        plan.result()
        if here.plan is not None:
            plan.draw(view, here.plan)
        elif not here.result:
            st.caption(
                "Nothing is written until you publish: files are first recognised, checked and "
                "counted. Accounts first, then what belongs to them; they can come together."
            )
            coverage.draw(view)
if live.open:
    with live:
        polled.draw(view)
if past.open:
    with past:
        history.draw(view)
if without.open:
    with without:
        unplaced.draw(view)
if needs.open:
    with needs:
        coverage.draw(view)
if formats.open:
    with formats:
        templates.draw()
