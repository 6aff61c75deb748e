"""The company as content: its profile, logo, pages, benefits, hiring steps, departments, and locations."""

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Id, LongBytes, LongText, Model


class CompanyProfile(Model):
    """The one company whose site this is; the table has a single row with id 1."""

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
    # The company's main website, if it is not this one.
    website: Mapped[str] = mapped_column(String(300), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    locality: Mapped[str] = mapped_column(String(120), default="")
    region: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    country: Mapped[str] = mapped_column(String(2), default="US")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    # The version of the privacy notice that applicants see; each application stores the version it agreed to.
    privacy_version: Mapped[str] = mapped_column(String(40), default="1")
    # Shown at the foot of every email, with the name and address.
    mail_footer: Mapped[str] = mapped_column(String(600), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    # The company's own logo letters and colors (#rrggbb); empty for the defaults.
    logo_letters: Mapped[str] = mapped_column(String(2), default="")
    # The logo for light and dark mode, as ``<digest>.<width>x<height>``; the image itself is a LogoImage.
    logo_light: Mapped[str] = mapped_column(String(40), default="")
    logo_dark: Mapped[str] = mapped_column(String(40), default="")
    # Whether the logo contains the name, so that pages don't repeat it.
    logo_has_name: Mapped[bool] = mapped_column(default=False)
    accent_light: Mapped[str] = mapped_column(String(7), default="")
    accent_dark: Mapped[str] = mapped_column(String(7), default="")
    branding_version: Mapped[int] = mapped_column(Integer, default=1)
    # How many months after the last contact an application is kept, and the reason for that period.
    retention_months: Mapped[int] = mapped_column(Integer, default=24)
    retention_reason: Mapped[str] = mapped_column(String(600), default="")
    retention_version: Mapped[int] = mapped_column(Integer, default=1)


class LogoImage(Model):
    """The logo for one color scheme (``light`` or ``dark``) as PNG, with a square icon made from it."""

    __tablename__ = "logo_images"

    scheme: Mapped[str] = mapped_column(String(5), primary_key=True)
    digest: Mapped[str] = mapped_column(String(20))
    picture: Mapped[bytes] = mapped_column(LongBytes)
    icon: Mapped[bytes] = mapped_column(LongBytes)


class Page(Model):
    """A page of text as visitors read it: Markdown and its HTML. The footer links to listed pages."""

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
    """Something that the company offers its employees."""

    __tablename__ = "benefits"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(600))
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)


class HiringStep(Model):
    """A step of the hiring process, with how long it usually takes."""

    __tablename__ = "hiring_steps"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(600))
    duration: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Department(Model):
    """A department that postings belong to. An archived one keeps its postings and gets no new ones."""

    __tablename__ = "departments"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(600), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    is_archived: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Location(Model):
    """An office, in the terms of schema.org's PostalAddress. An archived one keeps its postings."""

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
    is_archived: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
