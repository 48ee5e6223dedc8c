"""Small exports in Rapport's own templates, and one in a format nobody knows."""

from __future__ import annotations

from pathlib import Path

ACCOUNTS = """account_id,name,tier,region,owner_email,arr_amount,currency,renewal_on,domain
A1,Northwind Traders,enterprise,EMEA,ada@example.com,420000,USD,2027-01-31,northwind.example
A2,Blue Yonder Airlines,mid_market,Americas,bob@example.com,96000,USD,2026-12-15,blueyonder.example
A3,Fourth Coffee,smb,EMEA,ada@example.com,18000,USD,2027-03-01,fourthcoffee.example
"""
CONTACTS = """contact_id,account_id,full_name,title,email,is_primary_sponsor,status
C1,A1,Grace Hopper,Chief Technology Officer,grace@northwind.example,true,active
C2,A1,Alan Kay,VP Engineering,alan@northwind.example,false,active
C3,A2,Mary Shaw,CIO,mary@blueyonder.example,true,active
"""
ACTIVITIES = (
    "activity_id,account_id,kind,direction,occurred_at,participants,from_email,subject,thread_id\n"
    + "".join(
        f"M{month},A1,one_to_one,outbound,2026-{month:02d}-10T10:00:00Z,grace@northwind.example,,"
        f"Monthly with Grace {month},\n"
        for month in range(1, 7)
    )
    + "Q1,A1,qbr,outbound,2026-04-20T09:00:00Z,grace@northwind.example;alan@northwind.example,,"
    "QBR of the first quarter,\n"
    "E1,A1,email,outbound,2026-06-01T08:00:00Z,grace@northwind.example,ada@example.com,Roadmap,T1\n"
    "E2,A1,email,inbound,2026-06-02T08:00:00Z,grace@northwind.example,grace@northwind.example,"
    "Re: Roadmap,T1\n"
)
TICKETS = """ticket_id,account_id,subject,priority,status,opened_at
T1,A1,Sync stops at midnight,P1,open,2026-06-18T09:00:00Z
T2,A2,Typo on invoice,P4,open,2026-06-20T09:00:00Z
"""
UNKNOWN = """Kundennummer,Firma,Webseite
K1,Contoso,contoso.example
K2,Fabrikam,fabrikam.example
"""


def write(folder: Path) -> list[Path]:
    """The known exports as files."""
    contents = {
        "accounts.csv": ACCOUNTS,
        "contacts.csv": CONTACTS,
        "activities.csv": ACTIVITIES,
        "tickets.csv": TICKETS,
    }
    paths = []
    for name, text in contents.items():
        (folder / name).write_text(text)
        paths.append(folder / name)
    return paths
