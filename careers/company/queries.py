"""Read the company's profile, pages, benefits, hiring steps, departments, and locations."""

from collections.abc import Sequence
from typing import Any

from flask import g
from sqlalchemy import select

from careers.company.models import (
    Benefit,
    CompanyProfile,
    Department,
    HiringStep,
    Location,
    LogoImage,
    Page,
)
from careers.database import db


def company_profile() -> CompanyProfile:
    """Return the company's profile, read once per transaction; a blank one before it has been filled in."""
    profile = db.session.get(CompanyProfile, 1)
    # The session only holds weak references, so it would load the profile again for each date on a page.
    db.session.info["company_profile"] = profile
    return profile or _blank_profile()


def look_values() -> Any:
    """Return the profile's columns for logo and colors, on a connection of its own: the request's may have failed."""
    look = (
        CompanyProfile.name,
        CompanyProfile.logo_letters,
        CompanyProfile.accent_light,
        CompanyProfile.accent_dark,
        CompanyProfile.logo_light,
        CompanyProfile.logo_dark,
        CompanyProfile.logo_has_name,
    )
    with db.engine.connect() as connection:
        return connection.execute(select(*look).where(CompanyProfile.id == 1)).one_or_none()


def logo_image(digest: str) -> LogoImage | None:
    """Return the current logo image with this digest, or None."""
    return db.session.scalar(select(LogoImage).filter_by(digest=digest).limit(1))


def page_by_slug(slug: str) -> Page | None:
    """Return the published page with this slug, or None."""
    return db.session.scalar(select(Page).filter_by(slug=slug, is_published=True))


def listed_pages() -> list[tuple[str, str]]:
    """Return (slug, title) of the pages that the footer links to, by title."""
    listed = select(Page.slug, Page.title).where(Page.is_published, Page.is_listed)
    return [(row[0], row[1]) for row in db.session.execute(listed.order_by(Page.title, Page.id))]


def benefits() -> Sequence[Benefit]:
    """Return all benefits in their order."""
    return db.session.scalars(select(Benefit).order_by(Benefit.position, Benefit.id)).all()


def hiring_steps() -> Sequence[HiringStep]:
    """Return the steps of the hiring process in their order."""
    return db.session.scalars(select(HiringStep).order_by(HiringStep.position, HiringStep.id)).all()


def departments() -> Sequence[Department]:
    """Return all departments in their order, including archived ones."""
    order = Department.position, Department.name, Department.id
    return db.session.scalars(select(Department).order_by(*order)).all()


def locations() -> Sequence[Location]:
    """Return all locations in their order, including archived ones."""
    order = Location.position, Location.name, Location.id
    return db.session.scalars(select(Location).order_by(*order)).all()


class LazyProfile:
    """The profile for templates, read once per request, when a template first uses it."""

    def __getattr__(self, name: str) -> Any:
        if "company_profile" not in g:
            g.company_profile = company_profile()
        return getattr(g.company_profile, name)


def _blank_profile() -> CompanyProfile:
    columns = [column for column in CompanyProfile.__table__.columns if column.name != "id"]
    blank = {column.name: column.default.arg if column.default is not None else "" for column in columns}
    known = {"name": "Careers", "country": "US", "time_zone": "UTC", "privacy_version": "1"}
    return CompanyProfile(**blank | known)
