"""Render emails from templates: ``<base>.txt`` and ``<base>.html`` of any package, with this package's layouts."""

import re
from dataclasses import dataclass
from typing import Any

from flask import current_app
from jinja2 import Template

from careers.mail.composition import MAX_SUBJECT_LENGTH, Content, header_line
from careers.text import multiline


@dataclass(frozen=True)
class Letterhead:
    """What all emails of the company share: colors as #rrggbb, and the lines at the bottom."""

    accent: str
    accent_dark: str
    ground: str
    ground_dark: str
    imprint: tuple[str, ...] = ()


def render(template_base: str, *, subject: str | None = None, company_name: str = "Careers", **context: Any) -> Content:
    """Return the content from ``<template_base>.txt`` and ``<template_base>.html``.

    Both extend ``mail/layout.txt`` and ``mail/layout.html`` and get ``context``, ``company_name`` (also the sender's
    name), and ``subject``. Without the argument, the subject is the text template's ``subject`` block. HTML is
    escaped; the text part is not, but control characters are removed. No request and no context processor is
    involved. The layouts also get ``letterhead``, a function that the company package provides.
    """
    known = {**context, "company_name": company_name, "letterhead": current_app.extensions["letterhead"]()}
    words = current_app.jinja_env.get_template(f"{template_base}.txt")
    page = current_app.jinja_env.get_template(f"{template_base}.html")
    known["subject"] = header_line(subject if subject is not None else _subject_of(words, known), MAX_SUBJECT_LENGTH)
    text = re.sub(r"\n{3,}", "\n\n", multiline(words.render(known))).strip() + "\n"
    return Content(known["subject"], text, multiline(page.render(known)), company_name)


def _subject_of(template: Template, known: dict[str, Any]) -> str:
    block = template.blocks.get("subject")
    if block is None:
        raise LookupError(f"{template.name} has no block named subject, and no subject was given")
    return "".join(block(template.new_context(known)))
