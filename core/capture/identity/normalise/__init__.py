"""One way of writing each name, address and number, so that records of one party look alike.

Nothing here is stored over what was imported: these are the values that matching compares.
"""

from core.capture.identity.normalise.company import Company, company
from core.capture.identity.normalise.email import Email, email
from core.capture.identity.normalise.fold import fold
from core.capture.identity.normalise.hosts import company_domain, domain_label, is_disposable
from core.capture.identity.normalise.person import Person, person
from core.capture.identity.normalise.phone import Phone, phone

__all__ = [
    "Company",
    "Email",
    "Person",
    "Phone",
    "company",
    "company_domain",
    "domain_label",
    "email",
    "fold",
    "is_disposable",
    "person",
    "phone",
]
