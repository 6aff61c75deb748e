"""Copy a posting."""

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.postings.staff import queries as staff_queries
from careers.postings.staff.copy_services import copy_posting
from careers.postings.staff.views import ITEM_URL, bp
from careers.security import Permission, requires


@bp.post(f"{ITEM_URL}/copy")
@requires(Permission.DRAFT_POSTINGS)
def copy(posting_id: int) -> Response:
    """Create a draft with everything that another posting says."""
    with transaction():
        posting = staff_queries.posting_for(current_user, posting_id)
        if posting.is_general:
            abort(404)
        address = url_for(".show", posting_id=copy_posting(posting, by=current_user).id)
    flash("This is a draft copy. Make your changes, then publish it.", "success")
    return redirect(address, 303)
