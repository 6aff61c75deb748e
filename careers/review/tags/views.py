"""The page with all tags."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import in_transaction
from careers.errors import DomainError
from careers.review.tags import queries as tag_queries, services as tag_services
from careers.review.tags.forms import TagNameForm
from careers.security import Permission, is_allowed, requires

bp = Blueprint("tags", __name__, url_prefix="/hr")
TAG = "/tags/<id:tag_id>"


@bp.get("/tags")
@requires(Permission.TAG)
def tags() -> str:
    """Show all tags by name with their usage."""
    return _tags_page()


@bp.post(f"{TAG}/name")
@requires(Permission.MANAGE_TAGS)
def rename_tag(tag_id: int) -> ResponseReturnValue:
    """Rename a tag."""
    form = TagNameForm()
    return _change(tag_id, form, "rename", lambda tag: tag_services.rename_tag(tag, form.name.data, by=current_user))


@bp.post(f"{TAG}/merger")
@requires(Permission.MANAGE_TAGS)
def merge_tag(tag_id: int) -> ResponseReturnValue:
    """Merge a tag into another."""
    form = TagNameForm()
    return _change(tag_id, form, "merge", lambda tag: tag_services.merge_tag(tag, form.name.data, by=current_user))


@bp.post(f"{TAG}/deletion")
@requires(Permission.MANAGE_TAGS)
def delete_tag(tag_id: int) -> Response:
    """Delete a tag that no application has."""
    tag_queries.tag_by_id(tag_id)
    try:
        in_transaction(lambda: tag_services.delete_tag(tag_queries.tag_by_id(tag_id), by=current_user))
    except DomainError as error:
        flash(str(error), "warning")
    else:
        flash("Tag deleted.", "success")
    return redirect(url_for(".tags", after=request.args.get("after") or None), 303)


def _change(tag_id: int, form: TagNameForm, act_name: str, act: Any) -> ResponseReturnValue:
    tag_queries.tag_by_id(tag_id)
    try:
        if not form.validate_on_submit():
            return _tags_page(wrong=(tag_id, act_name, form, next(iter(form.errors.values()))[0])), 422
        in_transaction(lambda: act(tag_queries.tag_by_id(tag_id)))
    except DomainError as error:
        return _tags_page(wrong=(tag_id, act_name, form, str(error))), 422
    flash("Renamed." if act_name == "rename" else "Merged.", "success")
    return redirect(url_for(".tags", after=request.args.get("after") or None), 303)


def _tags_page(wrong: tuple[int, str, TagNameForm, str] | None = None) -> str:
    after = request.args.get("after", "")[:200]
    page = tag_queries.tags_page(after)
    rows = [{"id": tag.id, "name": tag.name, "uses": _uses(page.uses.get(tag.id, 0))} for tag in page.tags]
    return render_template(
        "review/tags.html",
        rows=rows,
        names=tag_queries.tag_names(),
        can_manage=is_allowed(current_user, Permission.MANAGE_TAGS),
        wrong_id=wrong[0] if wrong else None,
        wrong_act=wrong[1] if wrong else "",
        typed=(wrong[2].name.data or "") if wrong else "",
        trouble=wrong[3] if wrong else "",
        after=after,
        next_url=url_for(".tags", after=page.next_after) if page.next_after else None,
        first_url=url_for(".tags") if after else None,
    )


def _uses(count: int) -> str:
    most = tag_queries.MAX_COUNTED
    return f"{most:,}+" if count > most else str(count)
