"""The daily summary email."""

from careers.accounts.queries import user_by_id
from careers.company.queries import company_profile
from careers.desk.today.assigned_work_presenters import assigned_work, count_in_words
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.pipeline.notifications.emails import application_url


@composes(EmailKind.DAILY_SUMMARY)
def daily_summary(email: OutboundEmail) -> Content:
    """List what waits for the user, like Today at the time of sending."""
    user = user_by_id(email.context["user_id"])
    if user is None:
        raise CannotCompose("The recipient’s account was deactivated before this could be sent.")
    work = assigned_work(user)
    return render(
        "desk/mail/daily_summary",
        company_name=company_profile().name,
        to_name=email.to_name,
        count=count_in_words(work.cards_count + work.mentions_count),
        cards=[(card.name, card.posting, application_url(card.id)) for card in work.cards],
        mentions=[
            (mention.who, mention.name, mention.posting, application_url(mention.application_id))
            for mention in work.mentions
        ],
        url=external_url("desk.today"),
        account_url=external_url("accounts.account"),
    )
