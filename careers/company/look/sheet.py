"""How the site looks where that is not the default: a small style sheet and a mark, made from the company's profile."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from html import escape
from typing import Any

from flask import current_app

from careers.company.look.colors import DARK, LIGHT, luminance, tokens, with_luminance
from careers.company.models import CompanyProfile
from careers.http.bodies import Body, prepare

# Buttons in the dark scheme have light words on a ground that must stand out from the dark page: between these
# luminances both hold (4.5:1 and 3:1). A darker accent is lightened into it, a lighter one darkened.
DARK_GROUND = (0.142, 0.178)
HOVER = 0.6


def style_of(company: CompanyProfile) -> str:
    """The style sheet that changes the accent; empty where the profile names none."""
    light, dark = company.accent_light, company.accent_dark
    rules = ""
    if light:
        rules += f":root{{{_declared(light, light)}}}"
    if light or dark:
        ground = dark_ground(light)
        accent = dark or tokens(DARK)["accent"]
        rules += f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(accent, ground)}}}}}"
    return rules


def dark_ground(accent: str) -> str:
    """The ground of buttons in the dark scheme, in the hue of the light accent; without one, the site's own."""
    if not accent:
        return tokens(DARK)["accent-ground"]
    least, most = DARK_GROUND
    return with_luminance(accent, min(max(luminance(accent), least), most))


def mark_svg(letters: str, accent: str) -> str:
    """The icon that browsers show for a mark of letters."""
    size, ink = 14 if len(letters) == 1 else 11, tokens(LIGHT)["on-accent"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<rect width="24" height="24" rx="3" fill="{accent}"/>'
        '<text x="12" y="17" text-anchor="middle" font-family="sans-serif" font-weight="700" '
        f'font-size="{size}" fill="{ink}">{escape(letters)}</text></svg>'
    )


def version_of(company: CompanyProfile) -> str:
    """Changes with everything that the two files hold; empty where the site looks as it comes."""
    said = "\n".join((style_of(company), company.mark_letters))
    return hashlib.sha256(said.encode()).hexdigest()[:12] if said.strip() else ""


def file_of(company: CompanyProfile, name: str) -> Body | None:
    """A file of the look, ready to be sent."""
    made = {"css": style_of(company)}
    if company.mark_letters:
        made["svg"] = mark_svg(company.mark_letters, company.accent_light or tokens(LIGHT)["accent"])
    return _prepared(made[name]) if made.get(name) else None


def look_url(name: str) -> str:
    """The address of the style sheet (``css``) or the icon (``svg``), empty where there is none."""
    # Through the one that templates read, which is loaded once in a request.
    company: Any = current_app.jinja_env.globals["company"]
    wanted = company.mark_letters if name == "svg" else company.accent_light or company.accent_dark
    if not wanted:
        return ""
    return f"/static/look/{version_of(company)}.{name}"


@lru_cache(maxsize=16)
def _prepared(text: str) -> Body:
    return prepare(text.encode(), quality=11)


def _declared(accent: str, ground: str) -> str:
    hover = with_luminance(ground, luminance(ground) * HOVER)
    return f"--accent:{accent};--accent-ground:{ground};--accent-ground-hover:{hover}"
