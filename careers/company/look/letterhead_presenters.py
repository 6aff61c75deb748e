"""How e-mails look and sign: the accent, and what stands at their foot."""

from __future__ import annotations

from careers.company.look.stylesheet_presenters import look_of
from careers.company.models import CompanyProfile
from careers.company.queries import company_profile
from careers.mail.rendering import Letterhead


def letterhead() -> Letterhead:
    """The company's, as the profile is now."""
    company = company_profile()
    return Letterhead(**look_of(company).accents, imprint=tuple(imprint(company)))


def imprint(company: CompanyProfile) -> list[str]:
    """The lines at the foot: who and where, where the profile names a street, and the company's own words."""
    lines = []
    if company.street and company.locality:
        region = f"{company.region} {company.postal_code}".strip()
        where = [company.street, company.locality, region, company.country]
        lines.append(", ".join([company.legal_name or company.name, *filter(None, where)]))
    return [*lines, *filter(None, (line.strip() for line in company.mail_footer.splitlines()))]
