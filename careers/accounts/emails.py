"""The email with the link to set a password."""

from flask import current_app

from careers.accounts import password_link_services as password_links
from careers.formatting import format_datetime
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render


@composes(EmailKind.PASSWORD_LINK)
def invitation(email: OutboundEmail) -> Content:
    """Return the email with the link and how long it works."""
    found = password_links.link_by_id(email.context["link_id"])
    if found is None:
        raise CannotCompose("The link was used, revoked, or replaced before it could be sent.")
    return render(
        "accounts/mail/invitation",
        # The company's package imports this one, so the templates get the company from there.
        company_name=str(getattr(current_app.jinja_env.globals["company"], "name")),  # noqa: B009
        name=found.user.name,
        email=found.user.email,
        is_new=not found.user.has_password,
        url=external_url("password_links.show", token=password_links.token_of(found)),
        expires=format_datetime(found.expires_at, "UTC"),
    )
