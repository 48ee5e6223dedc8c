"""How a job title is read: the table of `data/titles.toml`, by example."""

from __future__ import annotations

import pytest

TITLES = [
    # title, seniority, function
    ("CEO", "c_level", "executive"),
    ("C.E.O.", "c_level", "executive"),
    ("Chief Executive Officer", "c_level", "executive"),
    ("Chief Executive", "c_level", "executive"),
    ("CFO", "c_level", "finance"),
    ("Chief Financial Officer", "c_level", "finance"),
    ("VP, Finance & CFO", "c_level", "finance"),
    ("CTO", "c_level", "technology"),
    ("Co-Founder & CTO", "c_level", "technology"),
    ("Chief Technology Officer", "c_level", "technology"),
    ("CIO", "c_level", "it"),
    ("Chief Information Officer", "c_level", "it"),
    ("Chief Information Security Officer", "c_level", "security"),
    ("CISO", "c_level", "security"),
    ("COO", "c_level", "operations"),
    ("Chief Operating Officer", "c_level", "operations"),
    ("Chief Revenue Officer", "c_level", "sales"),
    ("Chief Marketing Officer", "c_level", "marketing"),
    ("Chief Product Officer", "c_level", "product"),
    ("Chief People Officer", "c_level", "hr"),
    ("CHRO", "c_level", "hr"),
    ("Chief Legal Officer", "c_level", "legal"),
    ("Chief Data Officer", "c_level", "data"),
    ("Chief Customer Officer", "c_level", "customer_success"),
    ("Chief Procurement Officer", "c_level", "procurement"),
    ("President", "c_level", "executive"),
    ("Founder", "c_level", "executive"),
    ("Owner", "c_level", "executive"),
    ("Managing Director", "c_level", "executive"),
    ("Board Member", "c_level", "executive"),
    ("Chief of Staff", "director", "executive"),
    ("Chief of Staff to the CEO", "director", "executive"),
    ("Chief Architect", "director", "technology"),
    ("Chief Engineer", "director", "engineering"),
    ("Assistant to the CEO", "individual", "executive"),
    ("Executive Assistant to CFO", "individual", "finance"),
    ("Former CEO", "individual", "executive"),
    ("Office of the CTO, Analyst", "individual", "technology"),
    ("VP, Office of the CTO", "vp", "technology"),
    ("Deputy CFO", "vp", "finance"),
    # A first part that names a role below the executives decides, whatever rank is named after it
    ("Product Manager, VP Tools", "individual", "product"),
    ("Staff Engineer (CTO office)", "individual", "technology"),
    ("Senior Software Engineer, Office of the CTO", "individual", "technology"),
    ("Project Manager - CIO Office", "individual", "it"),
    ("Data Analyst \N{EN DASH} VP Operations team", "individual", "data"),
    ("Business Analyst to the COO", "individual", "operations"),
    ("HR Business Partner to CHRO", "individual", "hr"),
    ("Software Engineer, Vice President", "individual", "engineering"),
    ("Account Executive, VP accounts", "individual", "sales"),
    ("Solution Architect for the CTO", "individual", "technology"),
    ("Engineering Manager, VP Platform", "manager", "engineering"),
    ("Manager, Office of the CEO", "manager", "executive"),
    ("Director, CEO Office", "director", "executive"),
    ("Head of the CEO's Office", "director", "executive"),
    ("Chief of Staff, CEO Office", "director", "executive"),
    ("VP, CTO Office", "vp", "technology"),
    ("Office of the CEO", "individual", "executive"),
    ("CFO's Office", "individual", "finance"),
    ("Assistant to the CFO", "individual", "finance"),
    ("Executive Assistant, CEO", "individual", "executive"),
    ("Delegate to the CEO", "individual", "executive"),
    # and one that names none, or an executive's, does not
    ("VP Sales, EMEA", "vp", "sales"),
    ("EVP & CFO", "c_level", "finance"),
    ("Sales, VP", "vp", "sales"),
    ("Director, VP Finance", "vp", "finance"),
    ("President & CEO, North America", "c_level", "executive"),
    ("CEO, Office of the Group", "c_level", "executive"),
    ("CFO, reporting to the CEO", "c_level", "finance"),
    ("CTO & Software Engineer, Platform", "c_level", "technology"),
    ("Chief Engineer, Platform", "director", "engineering"),
    ("Software Engineer, Co-Founder", "c_level", "engineering"),
    ("VP of Engineering", "vp", "engineering"),
    ("Vice President", "vp", "executive"),
    ("Vice-President, Sales", "vp", "sales"),
    ("V.P. Marketing", "vp", "marketing"),
    ("SVP, Procurement", "vp", "procurement"),
    ("EVP Customer Success", "vp", "customer_success"),
    ("Sr. VP Human Resources", "vp", "hr"),
    ("RVP Sales EMEA", "vp", "sales"),
    ("Senior Vice President of Product Management", "vp", "product"),
    ("Assistant Vice President", "director", "executive"),
    ("Head of IT", "director", "it"),
    ("Global Head of Procurement", "director", "procurement"),
    ("Director of Information Security", "director", "security"),
    ("Sr Director, Revenue Operations", "director", "operations"),
    ("General Counsel", "director", "legal"),
    ("Financial Controller", "director", "finance"),
    ("Engineering Manager", "manager", "engineering"),
    ("Team Lead, Support", "manager", "customer_success"),
    ("IT Manager", "manager", "it"),
    ("Product Manager", "individual", "product"),
    ("Product Owner", "individual", "product"),
    ("Customer Success Manager", "individual", "customer_success"),
    ("Account Executive", "individual", "sales"),
    ("HR Business Partner", "individual", "hr"),
    ("Software Engineer", "individual", "engineering"),
    ("Data Scientist", "individual", "data"),
    ("Data Protection Officer", "individual", "legal"),
    ("Loan Officer", "individual", "other"),
    ("Wizard", "individual", "other"),
    # Spanish
    ("Director General", "c_level", "executive"),
    ("Consejero Delegado", "c_level", "executive"),
    ("Director Financiero", "c_level", "finance"),
    ("Director de Finanzas", "director", "finance"),
    ("Directora de Compras", "director", "procurement"),
    ("Vicepresidente de Ventas", "vp", "sales"),
    ("Gerente de Operaciones", "manager", "operations"),
    ("Jefe de Sistemas", "manager", "it"),
    # German
    ("Geschäftsführer", "c_level", "executive"),
    ("Geschaeftsfuehrerin", "c_level", "executive"),
    ("Vorstandsvorsitzender", "c_level", "executive"),
    ("Finanzvorstand", "c_level", "finance"),
    ("Assistentin der Geschäftsführung", "individual", "executive"),
    ("Leiter Einkauf", "director", "procurement"),
    ("Vertriebsleiterin", "director", "sales"),
    ("Leiter IT", "director", "it"),
    ("Teamleiter Entwicklung", "manager", "engineering"),
    # French
    ("Directeur général", "c_level", "executive"),
    ("Directrice Générale Adjointe", "vp", "executive"),
    ("PDG", "c_level", "executive"),
    ("Directeur financier", "c_level", "finance"),
    ("DSI", "c_level", "it"),
    ("Directeur des Achats", "director", "procurement"),
    ("Responsable marketing", "manager", "marketing"),
    ("Chef de projet", "individual", "other"),
    # Dutch
    ("Algemeen directeur", "c_level", "executive"),
    ("Financieel directeur", "c_level", "finance"),
    ("Hoofd Inkoop", "director", "procurement"),
    ("Inkoopmanager", "manager", "procurement"),
]


@pytest.fixture(scope="module")
def readings(world):
    contacts = "\n".join(f"c{n} | A | {title}" for n, (title, _, _) in enumerate(TITLES))
    told = world(
        f"""
accounts
account_id
A

contacts
contact_id | account_id | title
{contacts}
untitled | A |
"""
    )
    return {row["source_id"]: row for row in told.rows("contact_profile")}


@pytest.mark.parametrize("number", range(len(TITLES)), ids=[title for title, _, _ in TITLES])
def test_a_title_says_seniority_and_function(readings, number):
    row = readings[f"c{number}"]
    assert (row["seniority"], row["function"]) == TITLES[number][1:]
    assert row["is_executive"] is (TITLES[number][1] in ("c_level", "vp"))


def test_without_a_title_nothing_is_claimed(readings):
    row = readings["untitled"]
    assert (row["seniority"], row["function"], row["is_executive"]) == (None, None, False)
