"""The company as content: its profile, mark, pages, benefits, hiring steps, departments and locations."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, LongBytes, LongText, Model


class CompanyProfile(Model):
    """The one company whose site this is; the table has one row, number 1."""

    __tablename__ = "company_profile"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, default=1, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    legal_name: Mapped[str] = mapped_column(String(200), default="")
    headline: Mapped[str] = mapped_column(String(120), default="")
    introduction: Mapped[str] = mapped_column(String(600), default="")
    tagline: Mapped[str] = mapped_column(String(200), default="")
    about_markdown: Mapped[str] = mapped_column(LongText, default="")
    about_html: Mapped[str] = mapped_column(LongText, default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    # The company's own site, where it is not this one.
    website: Mapped[str] = mapped_column(String(300), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    locality: Mapped[str] = mapped_column(String(120), default="")
    region: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    country: Mapped[str] = mapped_column(String(2), default="US")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    # The version of the privacy notice that applicants are shown; it is stored with each application.
    privacy_version: Mapped[str] = mapped_column(String(40), default="1")
    # What stands at the foot of every e-mail beside name and address.
    mail_footer: Mapped[str] = mapped_column(String(600), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    # The look, where it is not the one that the site comes with: letters for a mark, colors as #rrggbb.
    mark_letters: Mapped[str] = mapped_column(String(2), default="")
    # Pictures of the mark, for light and dark pages, as ``<digest>.<width>x<height>``; their bytes are MarkPictures.
    mark_light: Mapped[str] = mapped_column(String(40), default="")
    mark_dark: Mapped[str] = mapped_column(String(40), default="")
    # Whether the name is part of the picture, so that it is not written beside it.
    mark_has_name: Mapped[bool] = mapped_column(default=False)
    accent_light: Mapped[str] = mapped_column(String(7), default="")
    accent_dark: Mapped[str] = mapped_column(String(7), default="")
    look_version: Mapped[int] = mapped_column(Integer, default=1)
    # How many months after the last contact an application is kept, and why so long.
    retention_months: Mapped[int] = mapped_column(Integer, default=24)
    retention_reason: Mapped[str] = mapped_column(String(600), default="")
    retention_version: Mapped[int] = mapped_column(Integer, default=1)


class MarkPicture(Model):
    """The mark of one scheme (``light``, ``dark``) as PNG, drawn by the child, and a square icon of it."""

    __tablename__ = "mark_pictures"

    scheme: Mapped[str] = mapped_column(String(5), primary_key=True)
    digest: Mapped[str] = mapped_column(String(20))
    picture: Mapped[bytes] = mapped_column(LongBytes)
    icon: Mapped[bytes] = mapped_column(LongBytes)


class Page(Model):
    """A page of words as visitors read it, written in Markdown and kept rendered; a listed one stands in the footer."""

    __tablename__ = "pages"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    lede: Mapped[str] = mapped_column(String(600), default="")
    body_markdown: Mapped[str] = mapped_column(LongText, default="")
    body_html: Mapped[str] = mapped_column(LongText, default="")
    is_published: Mapped[bool] = mapped_column(default=True)
    is_listed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Benefit(Model):
    """One thing that the company offers."""

    __tablename__ = "benefits"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(600))
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)


class HiringStep(Model):
    """One step from applying to an answer, with how long it usually takes."""

    __tablename__ = "hiring_steps"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(600))
    duration: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Department(Model):
    """A part of the company that postings belong to. A retired one keeps its postings and gets no more."""

    __tablename__ = "departments"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(600), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Location(Model):
    """An office; its address in schema.org's PostalAddress words. A retired one keeps its postings and gets no more."""

    __tablename__ = "locations"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    street: Mapped[str] = mapped_column(String(200), default="")
    locality: Mapped[str] = mapped_column(String(120))
    region: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    country: Mapped[str] = mapped_column(String(2))
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    position: Mapped[int] = mapped_column(Integer, default=0)
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
