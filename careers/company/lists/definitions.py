"""What each list in the settings holds and how it is edited."""

from dataclasses import dataclass

from careers.company.lists.forms import (
    BenefitForm,
    DepartmentForm,
    HiringStepForm,
    ListForm,
    LocationForm,
)
from careers.company.models import Benefit, Department, HiringStep, Location

Row = Department | Location | Benefit | HiringStep


@dataclass(frozen=True)
class ListType:
    """One list: its URL below /hr/settings, its model, and its form.

    ``name`` and ``about`` are the columns shown. Postings belong to the rows of a list that ``is_used``; those rows
    are archived instead of removed.
    """

    key: str
    model: type[Row]
    form: type[ListForm]
    title: str
    one: str
    lede: str
    name: str
    about: str
    is_used: bool = False


LIST_TYPES = {
    kind.key: kind
    for kind in (
        ListType(
            "departments",
            Department,
            DepartmentForm,
            "Departments",
            "department",
            "Postings belong to a department, and visitors can filter by it.",
            "name",
            "summary",
            is_used=True,
        ),
        ListType(
            "locations",
            Location,
            LocationForm,
            "Locations",
            "location",
            "Where people work. Search engines and job boards get the address.",
            "name",
            "locality",
            is_used=True,
        ),
        ListType(
            "benefits",
            Benefit,
            BenefitForm,
            "Benefits",
            "benefit",
            "What the company offers, shown on the Benefits page.",
            "title",
            "description",
        ),
        ListType(
            "hiring-steps",
            HiringStep,
            HiringStepForm,
            "Hiring steps",
            "step",
            "The steps from application to decision, shown on “How we hire” and on every posting.",
            "title",
            "description",
        ),
    )
}
