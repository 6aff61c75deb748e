"""The form of the company's profile."""

from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from careers.company.forms import country_field, line_field, text_field, time_zone_field
from careers.company.markdown import MAX_LENGTH
from careers.mail.addresses import normalized
from careers.versions import version_field


class ProfileForm(FlaskForm):
    """The company's name, contact details, address, and texts; its fields are the profile's columns."""

    groups = (
        ("Name and contact", ("name", "legal_name", "email", "website")),
        ("Address", ("street", "locality", "region", "postal_code", "country", "time_zone")),
        ("Emails", ("mail_footer",)),
        ("About the company", ("headline", "introduction", "tagline", "about_markdown")),
    )
    version = version_field()
    name = line_field("Name", 120, needed="Enter a company name.", hint="The name visitors see.")
    legal_name = line_field("Legal name", 200, hint="In the footer of every page.")
    email = line_field(
        "Email", 254, needed="Enter an email address that someone reads.", hint="Visitors see this address."
    )
    website = line_field(
        "Company website",
        300,
        hint="Like https://www.example.com; search engines use it to identify the company.",
    )
    street = line_field("Street", 200)
    locality = line_field("City", 120)
    region = line_field("State or region", 120)
    postal_code = line_field("Postal code", 20, width="short")
    country = country_field()
    time_zone = time_zone_field("Postings close at midnight in this time zone.")
    mail_footer = text_field(
        "Email footer",
        600,
        hint=(
            "Any other legally required text, like a registration number. The legal name and address "
            "are added automatically."
        ),
        rows=3,
    )
    headline = line_field("Headline", 120, hint="The large text on the home page.")
    introduction = text_field("Introduction", 600, hint="Shown below the headline.")
    tagline = line_field("Tagline", 200, hint="One sentence for the footer, search results, and shared links.")
    about_markdown = text_field(
        "About the company",
        MAX_LENGTH,
        hint="Shown at the top of every posting. You can use Markdown.",
        rows=8,
    )

    def validate_email(self, control: Field) -> None:
        """Accept one valid email address."""
        try:
            normalized(control.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def validate_website(self, control: Field) -> None:
        """Accept an absolute URL, or nothing."""
        parts = urlsplit(control.data)
        if control.data and not (parts.scheme in ("http", "https") and parts.netloc and " " not in control.data):
            raise ValidationError("Enter the full URL, starting with https://.")
