"""The forms of the company's lists; their fields are the columns of the rows."""

from flask_wtf import FlaskForm

from careers.company.forms import country_field, line_field, text_field, time_zone_field
from careers.versions import version_field


class ListForm(FlaskForm):
    """What the forms of all lists have in common."""

    version = version_field()


class DepartmentForm(ListForm):
    """A department."""

    name = line_field("Name", 120, needed="Enter a name.")
    summary = text_field("What it does", 600, hint="One or two sentences.", rows=3)


class LocationForm(ListForm):
    """An office."""

    name = line_field("Name", 120, needed="Enter a name.", hint="How people refer to it.")
    street = line_field("Street", 200, hint="Leave empty if there’s no street address.")
    locality = line_field("City", 120, needed="Enter a city.")
    region = line_field("State or region", 120)
    postal_code = line_field("Postal code", 20, width="short")
    country = country_field()
    time_zone = time_zone_field("Used for interviews at this location.")


class BenefitForm(ListForm):
    """A benefit."""

    title = line_field("Title", 120, needed="Enter a title.")
    description = text_field("Description", 600, needed="Describe the benefit.")


class HiringStepForm(ListForm):
    """A step of the hiring process."""

    title = line_field("Title", 120, needed="Enter a title.")
    description = text_field("Description", 600, needed="Describe what happens in this step.")
    duration = line_field("Duration", 80, hint="Like “45 minutes” or “Within 3 working days”.")
