"""The channel: a notice on the account's page, in the section that says how the account is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.channels.links import link_to
from core.channels.notices.channel import Sent
from core.channels.notices.model import ChannelName, Notice
from core.channels.notion.api import Notion
from core.channels.notion.blocks import PageBlock
from core.channels.notion.sections import SQL, TECHNICAL_HEALTH, Section, keep, put, unchanged
from core.channels.patience import Pause
from core.channels.plain import headline, lines_of
from core.settings import Settings
from core.store import Store, Transaction, load_sql

SHOWN = 10
"""Notices that a section shows."""


@dataclass(frozen=True)
class _Told:
    notice: Notice
    on: datetime

    @property
    def headline(self) -> str:
        severity = f" ({self.notice.severity})" if self.notice.severity else ""
        return (
            f"{self.on:%Y-%m-%d}: {headline(self.notice.title, self.notice.account_name)}{severity}"
        )


class NotionChannel:
    """Writes the account's newest notices into its page; the same again changes nothing there."""

    name = ChannelName.CRM_PAGE
    webhook = ""

    def __init__(self, store: Store, settings: Settings, pause: Pause) -> None:
        self._store = store
        self._settings = settings
        self._api = Notion(settings, pause)

    def missing(self) -> str:
        """What has to be set up first; empty when nothing."""
        return Notion.missing(self._settings)

    def where(self) -> str:
        """Which pages."""
        within = "one database" if self._settings.notion_database else "pages shared with it"
        return f"Notion, {within}"

    def deliver(self, notice: Notice) -> Sent:
        """Make the section say what the ledger says; a repeat writes the same section again."""
        section = Section(notice.account_key, TECHNICAL_HEALTH, self._blocks(notice))
        written = unchanged(self._store, section) or put(
            self._store, self._settings, self._api, section, given=notice.crm_page_id
        )

        def remember(work: Transaction) -> None:
            keep(work, written)

        return Sent(written.block_id, remember)

    def _blocks(self, notice: Notice) -> list[PageBlock]:
        params = {"account_key": notice.account_key, "shown": SHOWN}
        rows = self._store.rows(load_sql(SQL, "notices_of_account"), params)
        latest, *earlier = [
            _Told(Notice.from_json(row["notice"]), row["queued_at"]) for row in rows
        ]
        link = link_to(self._settings, latest.notice.path)
        blocks = [PageBlock("paragraph", latest.headline)]
        blocks += [PageBlock("bullet", line) for line in lines_of(latest.notice.lines)]
        if link:
            blocks.append(PageBlock("paragraph", "Open in Rapport", link))
        if earlier:
            blocks.append(PageBlock("heading", "Before"))
            blocks += [PageBlock("bullet", told.headline) for told in earlier]
        note = "Rapport rewrites this section; what you write elsewhere on the page stays as it is."
        return [*blocks, PageBlock("paragraph", note)]
