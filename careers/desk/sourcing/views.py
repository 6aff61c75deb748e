"""The sourcing search: one search, written for our own applications and for other sites' search boxes."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired

from careers.desk.application_list.presenters import SEARCH_FIELDS
from careers.desk.blueprint import bp
from careers.desk.saved_views.forms import NewViewForm
from careers.desk.sourcing.presenters import sections_in, sourcing_search_for
from careers.desk.sourcing.suggestions import suggest_search
from careers.http.arguments import id_argument
from careers.search.parser import MAX_LENGTH
from careers.security import Permission, requires
from careers.text import max_length, one_line


class DescriptionForm(FlaskForm):
    """The text of a position that isn't a posting here: a template, or another company's."""

    title = StringField("Title", validators=[DataRequired("Enter a title."), max_length(120)])
    text = TextAreaField("Description", validators=[max_length(20_000)])


@bp.get("/workbench")
@requires(Permission.READ_POSTINGS)
def sourcing() -> str:
    """Show the typed search, or one made from a posting, in every site's syntax."""
    return _page(DescriptionForm(formdata=None))


@bp.post("/workbench")
@requires(Permission.READ_POSTINGS)
def describe() -> Response | tuple[str, int]:
    """Make a search from a description. Nothing is stored."""
    form = DescriptionForm()
    if not form.validate_on_submit():
        return _page(form), 422
    made = suggest_search(form.title.data or "", sections_in(form.text.data or ""))
    return redirect(url_for(".sourcing", q=made.text), 303)


def _page(description: DescriptionForm) -> str:
    q = one_line(request.args.get("q"))[:MAX_LENGTH]
    posting_id = id_argument("posting")
    bench = sourcing_search_for(current_user, q, posting_id)
    return render_template(
        "desk/sourcing.html",
        bench=bench,
        description=description,
        fields=SEARCH_FIELDS,
        new_view=NewViewForm(formdata=None, asked=bench.asked),
    )
