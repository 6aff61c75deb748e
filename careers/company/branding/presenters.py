"""The settings page for logo and colors."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from wtforms import Field

from careers.company.branding.colors import DARK, LIGHT, ratios, tokens
from careers.company.branding.forms import LogoForm, LookForm
from careers.company.branding.stylesheet_presenters import Look, dark_ground, look_of
from careers.company.models import CompanyProfile
from careers.company.queries import company_profile

NAMES = ("logo_letters", "accent_light", "accent_dark", "logo_has_name")
LABELS = {LIGHT: "Logo for light mode", DARK: "Logo for dark mode"}


def look_form(company: CompanyProfile, *, is_sent: bool) -> LookForm:
    """Return the form for letters and colors; the field about the logo image is there only if there is one."""
    kept = {name: getattr(company, name) for name in NAMES}
    form = LookForm() if is_sent else LookForm(formdata=None, data={**kept, "version": company.branding_version})
    if not company.logo_light:
        del form.logo_has_name
    return form


def look_page(
    form: LookForm | None = None,
    saved: list[tuple[str, str]] | None = None,
    refused: Mapping[str, str] | None = None,
) -> str:
    """Render the page. ``refused`` maps a color scheme to the error about its image."""
    company = company_profile()
    look = look_of(company)
    return render_template(
        "company/branding.html",
        form=form or look_form(company, is_sent=False),
        saved=saved,
        marks=[_logo_view(scheme, company, refused or {}) for scheme in _schemes(company, refused)],
        branding_version=company.branding_version,
        shown=_shown(look),
    )


def _schemes(company: CompanyProfile, refused: Mapping[str, str] | None) -> list[str]:
    # A logo for dark mode needs one for light mode.
    return [LIGHT, DARK] if company.logo_light or DARK in (refused or {}) else [LIGHT]


def _logo_view(scheme: str, company: CompanyProfile, refused: Mapping[str, str]) -> dict[str, Any]:
    form = LogoForm(formdata=None, prefix="", data={"version": company.branding_version})
    control: Field = form.picture
    control.id = f"picture-{scheme}"
    control.label.text = LABELS[scheme]
    control.errors = [refused[scheme]] if scheme in refused else []
    return {"scheme": scheme, "control": control, "is_there": bool(getattr(company, f"logo_{scheme}"))}


def _shown(look: Look) -> list[dict[str, Any]]:
    """Return what each scheme looks like now: its colors, their contrast, and the logo."""
    light, dark = look.accents["accent"], look.accents["accent_dark"]
    picture = look.picture
    return [
        {
            "label": "Light mode",
            "accent": light,
            "paper": tokens(LIGHT)["paper"],
            "ground": light,
            "ratios": ratios(light, LIGHT),
            "mark": picture.light if picture else "",
            "is_plated": False,
        },
        {
            "label": "Dark mode",
            "accent": dark,
            "paper": tokens(DARK)["paper"],
            "ground": dark_ground(look.light),
            "ratios": ratios(dark, DARK),
            "mark": (picture.dark or picture.light) if picture else "",
            "is_plated": bool(picture and not picture.dark),
        },
    ]
