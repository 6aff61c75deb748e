"""The emails of job alerts: confirmation, new postings, and links to manage alerts."""

from dataclasses import replace

from careers.company.queries import company_profile
from careers.http.urls import external_url
from careers.mail.composition import CannotCompose, Content, composes
from careers.mail.kinds import EmailKind
from careers.mail.models import OutboundEmail
from careers.mail.rendering import render
from careers.postings.alerts.models import Alert
from careers.postings.alerts.presenters import FREQUENCIES, criteria_phrase, describe_criteria
from careers.postings.alerts.queries import alert_by_id, alerts_of, postings_with
from careers.postings.alerts.services import UNCONFIRMED_LIFETIME
from careers.postings.alerts.tokens import token_for
from careers.postings.card_presenters import cards
from careers.postings.listing.presenters import filter_options

# Shown instead of search terms: otherwise, anyone could send text to a stranger in our name.
HIDDEN_QUERY = "the words you entered, shown on the page below"


@composes(EmailKind.ALERT_CONFIRMATION)
def confirmation(email: OutboundEmail) -> Content:
    """Ask the owner of the address to confirm the alert."""
    alert = _alert(email)
    return render(
        "postings/mail/alert_confirmation",
        company_name=company_profile().name,
        criteria=describe_criteria(
            {**alert.criteria, "q": HIDDEN_QUERY} if "q" in alert.criteria else alert.criteria,
            filter_options(),
        ),
        frequency=FREQUENCIES[alert.frequency],
        url=external_url("alerts.show", token=token_for(alert)),
        days=UNCONFIRMED_LIFETIME.days,
    )


@composes(EmailKind.ALERT_NEW_POSTINGS, is_bulk=True)
def new_postings(email: OutboundEmail) -> Content:
    """Announce new postings; those that have closed in the meantime are only listed by title."""
    alert = _alert(email)
    postings = postings_with(email.context["posting_ids"])
    still_open = [posting for posting in postings if posting.is_open()]
    token = token_for(alert)
    end_url = external_url("alerts.end", token=token)
    content = render(
        "postings/mail/new_postings",
        subject=_subject([posting.title for posting in still_open or postings]),
        company_name=company_profile().name,
        cards=cards(still_open),
        closed=[posting.title for posting in postings if not posting.is_open()],
        criteria=describe_criteria(alert.criteria, filter_options()),
        frequency=FREQUENCIES[alert.frequency],
        manage_url=external_url("alerts.show", token=token),
        end_url=end_url,
    )
    return replace(content, unsubscribe_url=end_url)


@composes(EmailKind.ALERT_LINKS)
def links(email: OutboundEmail) -> Content:
    """Send new links to the pages of all the subscriber's alerts."""
    options = filter_options()
    alerts = alerts_of(email.context["subscriber_id"])
    if not alerts:
        raise CannotCompose("The alerts were deleted before their links could be sent.")
    return render(
        "postings/mail/alert_links",
        company_name=company_profile().name,
        alerts=[
            (criteria_phrase(alert.criteria, options), external_url("alerts.show", token=token_for(alert)))
            for alert in alerts
        ],
    )


def _subject(titles: list[str]) -> str:
    if len(titles) == 1:
        return f"New position: {titles[0]}"
    return f"{len(titles)} new positions: {titles[0]}, {titles[1]}" + (" and more" if len(titles) > 2 else "")


def _alert(email: OutboundEmail) -> Alert:
    alert = alert_by_id(email.context["alert_id"])
    if alert is None:
        raise CannotCompose("The alert was deleted.")
    return alert
