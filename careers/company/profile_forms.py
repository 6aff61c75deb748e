"""The form of the company's profile."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from careers.company.forms import country_field, line_field, text_field, time_zone_field
from careers.company.markdown import MAX_LENGTH
from careers.mail.addresses import normalized
from careers.versions import version_field


class ProfileForm(FlaskForm):
    """What the company is called, where it is, and what it says of itself; its fields are the profile's columns."""

    groups = (
        ("Name and contact", ("name", "legal_name", "email", "website")),
        ("Address", ("street", "locality", "region", "postal_code", "country", "time_zone")),
        ("E-mails", ("mail_footer",)),
        ("What it says of itself", ("headline", "introduction", "tagline", "about_markdown")),
    )
    version = version_field()
    name = line_field("Name", 120, needed="Give the company a name.", hint="As visitors know it.")
    legal_name = line_field("Legal name", 200, hint="In the footer of every page.")
    email = line_field(
        "E-mail address", 254, needed="Give an address that somebody reads.", hint="Visitors see it."
    )
    website = line_field(
        "The company’s website", 300, hint="Such as https://www.example.com. Search engines know it by that."
    )
    street = line_field("Street", 200)
    locality = line_field("Town", 120)
    region = line_field("State or region", 120)
    postal_code = line_field("Postal code", 20, width="short")
    country = country_field()
    time_zone = time_zone_field(
        "Closing days end at midnight here. Postings that are open keep the hour they were given."
    )
    mail_footer = text_field(
        "At the foot of every e-mail",
        600,
        hint="What the law asks for where you are, such as the register and its number. The legal name and the address "
        "above, where it has a street, stand there by themselves.",
        rows=3,
    )
    headline = line_field("Headline", 120, hint="The large words of the first page.")
    introduction = text_field("Introduction", 600, hint="Below the headline.")
    tagline = line_field("Tagline", 200, hint="One sentence for the footer, search results and shared links.")
    about_markdown = text_field(
        "About the company", MAX_LENGTH, hint="Markdown. At the beginning of every posting.", rows=8
    )

    def validate_email(self, control: Field) -> None:
        """One usable address."""
        try:
            normalized(control.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def validate_website(self, control: Field) -> None:
        """A whole address, or nothing."""
        parts = urlsplit(control.data)
        if control.data and not (
            parts.scheme in ("http", "https") and parts.netloc and " " not in control.data
        ):
            raise ValidationError("Write the whole address, beginning with https://.")
