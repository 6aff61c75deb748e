"""A posting as schema.org's JobPosting, following Google's rules for job search."""

import json
from typing import Any

from markupsafe import Markup

from careers.company.models import Location
from careers.postings.details_presenters import PostingDetails

# Characters that could end a script element, and line ends that older JavaScript rejects in strings.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_ld(posting: PostingDetails) -> Markup:
    """Return the JSON of an open posting, safe inside a script element."""
    # ESCAPES covers every character that could end the element.
    return Markup(json.dumps(job_posting(posting), ensure_ascii=False).translate(ESCAPES))  # noqa: S704  # nosec B704


def job_posting(posting: PostingDetails) -> dict[str, Any]:
    """Return the JobPosting object."""
    data: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": posting.title,
        "description": posting.description,
        "datePosted": posting.first_day.isoformat() if posting.first_day else None,
        "hiringOrganization": {"@type": "Organization", "name": posting.company, "sameAs": posting.website},
        "identifier": {"@type": "PropertyValue", "name": posting.company, "value": posting.identifier},
        "employmentType": posting.employment_type,
        "directApply": True,
        "url": posting.address,
    }
    if posting.logo:
        data["hiringOrganization"]["logo"] = posting.logo
    data |= _location(posting) | _pay(posting)
    if posting.valid_through is not None:
        data["validThrough"] = posting.valid_through.isoformat()
    return data


def _location(posting: PostingDetails) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if posting.locations:
        data["jobLocation"] = [_place(location) for location in posting.locations]
    if posting.is_remote:
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = [
            {"@type": "Country", "name": code} for code in posting.remote_countries
        ]
    return data


def _place(location: Location) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": location.street,
        "addressLocality": location.locality,
        "addressRegion": location.region,
        "postalCode": location.postal_code,
        "addressCountry": location.country,
    }
    return {"@type": "Place", "address": {key: value for key, value in address.items() if value}}


def _pay(posting: PostingDetails) -> dict[str, Any]:
    salary = posting.salary
    if salary is None:
        return {}
    value = {
        "@type": "QuantitativeValue",
        "minValue": salary.low,
        "maxValue": salary.high,
        "unitText": salary.unit,
    }
    return {"baseSalary": {"@type": "MonetaryAmount", "currency": salary.currency, "value": value}}
