"""The accent colors and the imprint of emails."""

from careers.company.branding.stylesheet_presenters import look_of
from careers.company.models import CompanyProfile
from careers.company.queries import company_profile
from careers.mail.rendering import Letterhead


def letterhead() -> Letterhead:
    """Return the letterhead for the profile as it is now."""
    company = company_profile()
    return Letterhead(**look_of(company).accents, imprint=tuple(imprint(company)))


def imprint(company: CompanyProfile) -> list[str]:
    """Return the lines at the foot of an email: name and address, if it has a street, and the company's own text."""
    lines = []
    if company.street and company.locality:
        region = f"{company.region} {company.postal_code}".strip()
        where = [company.street, company.locality, region, company.country]
        lines.append(", ".join([company.legal_name or company.name, *filter(None, where)]))
    return [*lines, *filter(None, (line.strip() for line in company.mail_footer.splitlines()))]
