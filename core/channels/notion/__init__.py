"""Accounts' pages in Notion: one section of each is Rapport's, the rest is never touched."""

from core.channels.notion.blocks import PageBlock, from_markdown
from core.channels.notion.channel import NotionChannel
from core.channels.notion.pages import CrmPage, crm_page, set_crm_page
from core.channels.notion.sections import PROFILE, TECHNICAL_HEALTH, Section, write_section

__all__ = [
    "PROFILE",
    "TECHNICAL_HEALTH",
    "CrmPage",
    "NotionChannel",
    "PageBlock",
    "Section",
    "crm_page",
    "from_markdown",
    "set_crm_page",
    "write_section",
]
