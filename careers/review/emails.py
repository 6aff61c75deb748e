"""The e-mails of reviewing: to colleagues who are named in a note or asked to review, at once or once a day."""

from __future__ import annotations

from careers.accounts.queries import user_by_id
from careers.applications.identity import mailed_name
from careers.applications.models import Application
from careers.applications.notifications.queries import require_reader
from careers.applications.queries import whole_application
from careers.company.queries import company_profile
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.models import Message
from careers.mail.rendering import render
from careers.review.mentions.services import MENTION
from careers.review.reviewers.services import ASSIGNMENT
from careers.review.today.own_work import own_work, words_for
from careers.review.today.reminding import OWN_WORK


@composes(MENTION)
def mention(message: Message) -> Content:
    """Tells a colleague that a note names them; what it says stays on the site."""
    return _about(message, "review/mail/mention")


@composes(ASSIGNMENT)
def assignment(message: Message) -> Content:
    """Tells a colleague that they are asked to review an application."""
    return _about(message, "review/mail/assignment")


@composes(OWN_WORK)
def waiting(message: Message) -> Content:
    """Names what waits for somebody, as their first page does when it goes out."""
    user = user_by_id(message.context["user_id"])
    if user is None:
        raise CannotCompose("The account was closed before this could be sent.")
    work = own_work(user)
    return render(
        "review/mail/own_work",
        company_name=company_profile().name,
        to_name=message.to_name,
        count=words_for(work.cards_count + work.mentions_count),
        cards=[(card.name, card.posting, _url(card.id)) for card in work.cards],
        mentions=[
            (mention.who, mention.name, mention.posting, _url(mention.application_id))
            for mention in work.mentions
        ],
        url=external_url("review.today"),
        account_url=external_url("accounts.account"),
    )


def _url(application_id: int) -> str:
    return external_url("review.show", application_id=application_id)


def _about(message: Message, template: str) -> Content:
    application: Application | None = whole_application(message.context["application_id"])
    by = user_by_id(message.context["by"])
    if application is None:
        raise CannotCompose("The application was deleted before this could be sent.")
    require_reader(message, application)
    return render(
        template,
        company_name=company_profile().name,
        to_name=message.to_name,
        by=by.name if by else "A colleague",
        name=mailed_name(application),
        posting=application.posting,
        reference=application.reference,
        url=_url(application.id),
    )
