"""Editing role overviews and rubrics, and using a rubric in a posting."""

from flask import Flask

from tests.client import PageClient
from tests.factories import a_department


def test_inserting_a_rubric_keeps_unsaved_text(desk: PageClient) -> None:
    a_department()
    bad = desk.visit("/hr/settings/rubrics/new").form().fill(name="Cooks", criteria="Taste\nTaste").submit(status=422)
    assert bad.errors == ["Two criteria have the same name."]
    bad.form().fill(criteria="Taste: Knows salt.").submit()
    form = desk.visit("/hr/postings/new").form("/hr/postings").fill(title="Cook", criteria="Calm: Stays so.")
    assert form.buttons[0] == "Save"  # what Enter in any field presses
    page = form.submit("Insert criteria")
    values = page.form("/hr/postings").values
    assert values["title"] == "Cook" and values["criteria"] == "Calm: Stays so.\nTaste: Knows salt."


def test_a_role_overview_has_sections_and_conflicting_edits_are_kept(app: Flask, desk: PageClient) -> None:
    form = desk.visit("/hr/settings/roles/new").form().fill(title="Baker", sections="They bake.")
    page = form.submit(status=422)
    assert "Start with a section" in page.errors[0]
    page.form().fill(sections="## What they do\n\n- bake\n\n## How to become one\n\nLearn.").submit()
    visitors = desk.visit("/roles/baker")
    assert "What they do" in visitors.headings
    first = desk.visit("/hr/settings/roles").click("Baker")
    second = desk.visit("/hr/settings/roles").click("Baker")
    first_form = next(form for form in first.forms if "sections" in form.values)
    second_form = next(form for form in second.forms if "sections" in form.values)
    first_form.fill(title="Head baker").submit()
    assert "Head baker" in second_form.fill(introduction="Early.").submit(status=409).text
    app.extensions["page_cache"].forget()
    assert desk.visit("/roles/baker").h1 == "Head baker"
