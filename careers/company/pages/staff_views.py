"""The settings pages for writing pages: drafts, previews, publishing, and earlier versions."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from careers.company.markdown import render
from careers.company.models import Page
from careers.company.pages import queries as page_queries, services as page_services
from careers.company.pages.comparison_presenters import compare_lines
from careers.company.pages.forms import NewPageForm, PageForm
from careers.company.pages.presenters import PageView, page_path
from careers.company.pages.queries import content_of
from careers.company.settings_views import bp
from careers.security import Permission, requires
from careers.versions import run_action, save_form

ITEM_URL = "/pages/<id:page_id>"
PUBLISH, PREVIEW = "publish", "preview"
SAID = {
    PUBLISH: "Page published.",
    "": "Draft saved. Visitors can’t see it yet.",
}


@bp.get("/pages")
@requires(Permission.MANAGE_SITE)
def pages() -> str:
    """Show all pages, and the built-in ones that are missing."""
    found, drafted = page_queries.all_pages(), page_queries.drafted_ids()
    missing = {
        slug: name for slug, name in page_services.BUILT_IN_PAGES.items() if slug not in {page.slug for page in found}
    }
    rows = [(page, page_path(page.slug), page.id in drafted) for page in found]
    return render_template("company/pages.html", rows=rows, missing=missing)


@bp.get("/pages/new")
@requires(Permission.MANAGE_SITE)
def new_page() -> str:
    """Show an empty form."""
    slug = request.args.get("address", "")
    known = page_services.BUILT_IN_PAGES.get(slug, "")
    return _new_page(NewPageForm(formdata=None, data={"slug": slug if known else "", "title": known}))


@bp.post("/pages")
@requires(Permission.MANAGE_SITE)
def create_page() -> ResponseReturnValue:
    """Save a new page as a draft."""
    form = NewPageForm()
    created: list[int] = []

    def create() -> None:
        created[:] = [page_services.create_page(form.words(), form.slug.data, by=current_user).id]

    refused = save_form(form, create, page=partial(_new_page, form), error_field="slug")
    if refused:
        return refused
    flash(SAID[""], "good")
    return redirect(url_for(".page", page_id=created[0]), 303)


@bp.get(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def page(page_id: int) -> str:
    """Show a page's draft, or what visitors read, for editing."""
    found = page_queries.page_by_id(page_id)
    return _page(found, PageForm(formdata=None, data=_saved(found)))


@bp.post(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def write_page(page_id: int) -> ResponseReturnValue:
    """Save, preview, or publish the draft, depending on the button."""
    form, act = PageForm(), request.form.get("act", "")
    page_queries.page_by_id(page_id)
    work = page_services.publish_page if act == PUBLISH else page_services.save_draft
    refused = save_form(
        form,
        lambda: work(page_queries.page_by_id(page_id), form.words(), version=form.version.data, by=current_user),
        page=lambda saved=None: _page(page_queries.page_by_id(page_id), form, saved),
        saved=lambda: _saved(page_queries.page_by_id(page_id)),
        error_field="body_markdown",
    )
    if refused:
        return refused
    if act != PREVIEW:
        flash(SAID.get(act, SAID[""]), "good")
    return redirect(url_for(".preview_page" if act == PREVIEW else ".page", page_id=page_id), 303)


@bp.get(f"{ITEM_URL}/preview")
@requires(Permission.MANAGE_SITE)
def preview_page(page_id: int) -> str:
    """Show the draft as visitors would see it."""
    words = content_of(page_queries.draft_of(page_id) or page_queries.page_by_id(page_id))
    body = Markup(render(words.body_markdown))  # noqa: S704  # nosec B704  (rendered and cleaned)
    return render_template("company/page_preview.html", page=PageView(words.title, words.lede, body), page_id=page_id)


@bp.post(f"{ITEM_URL}/listing")
@requires(Permission.MANAGE_SITE)
def list_page(page_id: int) -> Response:
    """Add the page to the footer, or remove it."""
    found = page_queries.page_by_id(page_id)
    if found.slug in page_services.BUILT_IN_PAGES or not found.is_published:
        abort(404)
    said = "Removed from the footer." if found.is_listed else "Added to the footer."
    return _act(page_id, page_services.list_page, said)


@bp.post(f"{ITEM_URL}/removal")
@requires(Permission.MANAGE_SITE)
def take_down_page(page_id: int) -> Response:
    """Unpublish the page."""
    if page_queries.page_by_id(page_id).slug in page_services.BUILT_IN_PAGES:
        abort(404)
    return _act(page_id, page_services.take_down, "Page unpublished. Its content is saved as a draft.")


@bp.post(f"{ITEM_URL}/draft/removal")
@requires(Permission.MANAGE_SITE)
def discard_draft(page_id: int) -> Response:
    """Delete the draft."""
    if not page_queries.page_by_id(page_id).is_published:
        abort(404)
    return _act(page_id, page_services.discard_draft, "Draft discarded. This is the published version.")


@bp.get(f"{ITEM_URL}/versions/<int(max=2147483647):number>")
@requires(Permission.MANAGE_SITE)
def page_version(page_id: int, number: int) -> str:
    """Show an earlier version, line by line next to the one before."""
    found = page_queries.page_by_id(page_id)
    version = page_queries.version_by_number(page_id, number) or abort(404)
    before = page_queries.version_by_number(page_id, number - 1)
    return render_template(
        "company/page_version.html",
        page=found,
        version=version,
        before=before,
        changes=compare_lines(content_of(before) if before else None, content_of(version)),
        plain=compare_lines(content_of(version), content_of(version)),
        since=compare_lines(content_of(version), content_of(found)),
        is_now=content_of(version) == content_of(found),
    )


@bp.post(f"{ITEM_URL}/versions/<int(max=2147483647):number>/restoration")
@requires(Permission.MANAGE_SITE)
def restore_version(page_id: int, number: int) -> Response:
    """Copy an earlier version into the draft."""
    old = page_queries.version_by_number(page_id, number) or abort(404)

    def restore(found: Page, **named: Any) -> None:
        page_services.restore_version(found, old, **named)

    return _act(page_id, restore, f"Version {number} is now the draft. Review it, then publish it.")


def _act(page_id: int, act: Callable[..., object], success: str) -> Response:
    run_action(lambda version: act(page_queries.page_by_id(page_id), version=version, by=current_user), success)
    return redirect(url_for(".page", page_id=page_id), 303)


def _saved(found: Page) -> dict[str, Any]:
    """Return what the editor starts with: the draft or the published content, and the page's version."""
    return {**vars(content_of(page_queries.draft_of(found.id) or found)), "version": found.version}


def _new_page(form: NewPageForm) -> str:
    return render_template("company/page_new.html", form=form)


def _page(found: Page, form: PageForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "company/page_edit.html",
        page=found,
        address=page_path(found.slug),
        draft=page_queries.draft_of(found.id),
        versions=page_queries.versions_of(found.id),
        is_fixed=found.slug in page_services.BUILT_IN_PAGES,
        is_notice=found.slug == page_services.PRIVACY,
        form=form,
        saved=saved,
    )
