"""Postings, their sections, locations, criteria, history, and hiring teams."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.company.models import Department, Location
from careers.database import Id, LongText, Model, UtcDateTime

DRAFT, PUBLISHED, CLOSED = "draft", "published", "closed"
HIRING_MANAGER, INTERVIEWER = "hiring_manager", "interviewer"

# The sections of a posting, in reading order; each is stored as Markdown and as HTML.
SECTIONS = (
    "description",
    "responsibilities",
    "qualifications",
    "education_requirements",
    "experience_requirements",
    "job_benefits",
    "how_to_apply",
)

posting_locations = Table(
    "posting_locations",
    Model.metadata,
    Column("posting_id", Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True),
    Column("location_id", Id, ForeignKey("locations.id", ondelete="RESTRICT"), primary_key=True, index=True),
    **Model.__table_args__,
)


class RoleOverview(Model):
    """A description of a role and how to get into it; its statistics come from the open postings."""

    __tablename__ = "role_overviews"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    introduction: Mapped[str] = mapped_column(String(600), default="")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    version: Mapped[int] = mapped_column(Integer, default=1)

    sections: Mapped[list[RoleSection]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="RoleSection.position",
    )


class RoleSection(Model):
    """A section of a role overview, as Markdown and as HTML."""

    __tablename__ = "role_sections"

    role_id: Mapped[int] = mapped_column(Id, ForeignKey("role_overviews.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(120))
    markdown: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)


class Posting(Model):
    """A job posting. Fields are named like schema.org's JobPosting; money is in minor units (cents).

    ``office_mode`` is how people work at its locations; ``is_remote`` means that working fully remotely from the
    ``remote_countries`` is possible. Both may apply: "remote, or hybrid in San Francisco".
    """

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'closed')", name="state"),
        CheckConstraint("office_mode IN ('', 'hybrid', 'on_site')", name="office_mode"),
        CheckConstraint("base_salary_min IS NULL OR base_salary_min <= base_salary_max", name="base_salary"),
        Index("ix_postings_listing", "state", "date_posted", "id"),
        Index("ix_postings_is_general", "is_general", unique=True),
        Index("ix_postings_opened", "state", "opened_at", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    # True for the one posting that collects general applications, otherwise null, which the unique index ignores.
    is_general: Mapped[bool | None] = mapped_column()
    title: Mapped[str] = mapped_column(String(120))
    slug: Mapped[str] = mapped_column(String(140))
    summary: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[str] = mapped_column(String(10), default=DRAFT)
    department_id: Mapped[int] = mapped_column(Id, ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    employment_type: Mapped[str] = mapped_column(String(20), default="FULL_TIME")
    is_remote: Mapped[bool] = mapped_column(default=False)
    remote_countries: Mapped[str] = mapped_column(String(120), default="")
    office_mode: Mapped[str] = mapped_column(String(10), default="")
    base_salary_min: Mapped[int | None] = mapped_column(BigInteger)
    base_salary_max: Mapped[int | None] = mapped_column(BigInteger)
    base_salary_currency: Mapped[str] = mapped_column(String(3), default="USD")
    base_salary_unit: Mapped[str] = mapped_column(String(10), default="YEAR")
    degree_required: Mapped[bool] = mapped_column(default=False)
    # Whether its page shows the first names and titles of the hiring managers.
    show_manager: Mapped[bool] = mapped_column(default=False)
    # Whether reviewers score before they see who the candidate is, and the work sample before the resume.
    blind_review: Mapped[bool] = mapped_column(default=False)
    work_sample_first: Mapped[bool] = mapped_column(default=False)
    # The keys of the stages that its applications go through, with commas; empty for all of the company's stages.
    stages: Mapped[str] = mapped_column(String(1800), default="", server_default="")
    role_id: Mapped[int | None] = mapped_column(Id, ForeignKey("role_overviews.id", ondelete="SET NULL"), index=True)
    reply_within_days: Mapped[int] = mapped_column(Integer, default=10)
    date_posted: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When it last became visible to visitors: published or reopened.
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    valid_through: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    # Counts edits (careers/versions.py).
    version: Mapped[int] = mapped_column(Integer, default=1)

    department: Mapped[Department] = relationship(lazy="raise")
    locations: Mapped[list[Location]] = relationship(
        secondary=posting_locations, lazy="raise", order_by=Location.id, passive_deletes=True
    )
    sections: Mapped[list[PostingSection]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    role: Mapped[RoleOverview | None] = relationship(lazy="raise")
    criteria: Mapped[list[PostingCriterion]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="PostingCriterion.position",
    )
    team: Mapped[list[HiringTeamMember]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def stage_keys(self) -> tuple[str, ...]:
        """The keys of the stages chosen for it; empty if it uses all."""
        return tuple(self.stages.split(",")) if self.stages else ()

    def team_member(self, user_id: int) -> HiringTeamMember | None:
        """Return the user's place on the hiring team, or None. The team must be loaded."""
        return next((member for member in self.team if member.user_id == user_id), None)

    def is_open(self) -> bool:
        """Return whether it accepts applications: published, and not past ``valid_through``."""
        return self.state == PUBLISHED and (self.valid_through is None or self.valid_through > now())


class PostingSection(Model):
    """A section of a posting's text, as Markdown and as HTML."""

    __tablename__ = "posting_sections"

    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    markdown: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)


class PostingCriterion(Model):
    """A criterion that reviewers score, published with the posting."""

    __tablename__ = "posting_criteria"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")


class PostingChange(Model):
    """An entry of a posting's public history.

    ``field`` is one of ``history_services.FIELDS`` or ``TEXTS``, empty unless ``kind`` is
    'changed'; ``before`` and ``after`` are the old and new wording, or the removed and added lines of a text.
    """

    __tablename__ = "posting_changes"
    __table_args__ = (
        CheckConstraint("kind IN ('published', 'changed', 'closed', 'reopened')", name="kind"),
        Index("ix_posting_changes_posting_id_id", "posting_id", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    kind: Mapped[str] = mapped_column(String(10))
    field: Mapped[str] = mapped_column(String(40), default="")
    before: Mapped[str] = mapped_column(LongText, default="")
    after: Mapped[str] = mapped_column(LongText, default="")


class HiringTeamMember(Model):
    """A staff member on a posting's hiring team."""

    __tablename__ = "hiring_team_members"
    __table_args__ = (
        CheckConstraint("role IN ('hiring_manager', 'interviewer')", name="role"),
        Model.__table_args__,
    )

    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(20), default=HIRING_MANAGER)
    # Choices of notification settings that differ from the defaults (mail/kinds.py), by key.
    notifications: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
