"""The applications list."""

from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask_login import current_user

from careers.desk.application_list.presenters import SEARCH_FIELDS, listing
from careers.desk.application_search import queries as queue
from careers.desk.application_search.filters import NEWEST, SORTS, filter_from
from careers.desk.blueprint import bp
from careers.desk.bulk_actions.forms import SelectionForm
from careers.desk.bulk_actions.services import MAX_ITEMS
from careers.desk.saved_views.forms import NewViewForm
from careers.http.arguments import id_argument
from careers.security import Permission, is_allowed, requires


@bp.get("/applications")
@requires(Permission.READ_APPLICATIONS)
def index() -> str:
    """Show the applications that match the filter and the search, in the requested order."""
    wanted, before = filter_from(request.args), id_argument("before")
    found, is_newest = listing(current_user, wanted, before), wanted.sort == NEWEST
    asked = urlencode(wanted.query)
    return render_template(
        "desk/application_list.html",
        listing=found,
        new_view=NewViewForm(formdata=None, asked=asked),
        can_source=is_allowed(current_user, Permission.READ_POSTINGS),
        can_tag=is_allowed(current_user, Permission.TAG),
        can_export=is_allowed(current_user, Permission.EXPORT),
        export_url=f"/hr/applications.csv?{asked}",
        asked=asked,
        selection=SelectionForm(formdata=None) if is_allowed(current_user, Permission.BULK) else None,
        most_selected=MAX_ITEMS,
        wanted=wanted,
        leaves_out=found.leaves_out,
        order=SORTS[wanted.sort],
        fields=SEARCH_FIELDS,
        newest_url=url_for(".index", **wanted.query) if before else None,
        older_url=url_for(".index", before=found.more, **wanted.query) if found.more else None,
        newer_label="Newer" if is_newest else "First page",
        older_label="Search further" if found.is_cut else "Older" if is_newest else "Next page",
        most_read=f"{queue.search_depth(current_user, wanted):,}",
    )
