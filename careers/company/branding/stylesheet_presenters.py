"""The company's own style sheet and icon, made from its profile."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from careers.company.branding.colors import DARK, LIGHT, luminance, tokens, with_luminance
from careers.http.encoding import EncodedBody, encode

# Buttons in dark mode have light text on a background that must stand out from the dark page: between these
# luminances both hold (4.5:1 and 3:1). A darker accent is lightened into it, a lighter one darkened.
DARK_GROUND = (0.142, 0.178)
HOVER = 0.6


@dataclass(frozen=True)
class Logo:
    """An uploaded logo as pages show it. ``dark`` is the URL of the dark-mode one, or empty."""

    digest: str
    light: str
    dark: str
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """What pages need to look like the company; the default is the site's own look.

    ``css`` and ``icon`` are URLs, empty for the site's own files.
    """

    name: str = "Careers"
    letters: str = ""
    light: str = ""
    dark: str = ""
    picture: Logo | None = None
    shows_name: bool = True
    css: str = ""
    icon: str = ""
    icon_type: str = "image/svg+xml"

    @property
    def accents(self) -> dict[str, str]:
        """Return the four colors of links and buttons, for emails and images."""
        light, dark = self.light or tokens(LIGHT)["accent"], self.dark or tokens(DARK)["accent"]
        return {
            "accent": light,
            "accent_dark": dark,
            "ground": light,
            "ground_dark": dark_ground(self.light),
        }


def look_of(company: Any) -> Look:
    """Return the look that a profile defines."""
    words = company.name, company.logo_letters, company.accent_light, company.accent_dark
    return _look(words, (company.logo_light, company.logo_dark), company.logo_has_name)


@lru_cache(maxsize=16)
def _look(words: tuple[str, str, str, str], logos: tuple[str, str], has_name: bool) -> Look:
    name, letters, light, dark = words
    version, digest = version_of(letters, light, dark), logos[0].partition(".")[0]
    return Look(
        name,
        letters,
        light,
        dark,
        picture=_picture(*logos),
        shows_name=not (digest and has_name),
        css=f"/static/look/{version}.css" if light or dark else "",
        icon=f"/static/look/{digest}/icon.png" if digest else f"/static/look/{version}.svg" if letters else "",
        icon_type="image/png" if digest else "image/svg+xml",
    )


def _picture(logo_light: str, logo_dark: str) -> Logo | None:
    if not logo_light:
        return None
    (digest, _, size), dark = logo_light.partition("."), logo_dark.partition(".")[0]
    width, _, height = size.partition("x")
    return Logo(
        digest,
        f"/static/look/{digest}/mark.png",
        f"/static/look/{dark}/mark.png" if dark else "",
        int(width),
        int(height),
    )


def style_of(light: str, dark: str) -> str:
    """Return the style sheet that changes the accent color; empty if the profile has none."""
    rules = ""
    if light:
        rules += f":root{{{_declared(light, light)}}}"
    if light or dark:
        ground = dark_ground(light)
        accent = dark or tokens(DARK)["accent"]
        rules += f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(accent, ground)}}}}}"
    return rules


def dark_ground(accent: str) -> str:
    """Return the background of buttons in dark mode, in the hue of the light accent, or the site's own."""
    if not accent:
        return tokens(DARK)["accent-ground"]
    least, most = DARK_GROUND
    return with_luminance(accent, min(max(luminance(accent), least), most))


def logo_svg(letters: str, accent: str) -> str:
    """Return the icon for a logo of letters."""
    size, ink = 14 if len(letters) == 1 else 11, tokens(LIGHT)["on-accent"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<rect width="24" height="24" rx="3" fill="{accent}"/>'
        '<text x="12" y="17" text-anchor="middle" font-family="sans-serif" font-weight="700" '
        f'font-size="{size}" fill="{ink}">{escape(letters)}</text></svg>'
    )


def version_of(letters: str, light: str, dark: str) -> str:
    """Return a digest of the two files; empty for the default look."""
    said = "\n".join((style_of(light, dark), letters))
    return hashlib.sha256(said.encode()).hexdigest()[:12] if said.strip() else ""


@lru_cache(maxsize=16)
def file_of(look: Look, name: str) -> EncodedBody | None:
    """Return a file of the look, ``css`` or ``svg``, ready to send; None if there is none."""
    if name == "svg":
        text = logo_svg(look.letters, look.light or tokens(LIGHT)["accent"]) if look.letters else ""
    else:
        text = style_of(look.light, look.dark)
    return encode(text.encode(), quality=11) if text else None


def _declared(accent: str, ground: str) -> str:
    hover = with_luminance(ground, luminance(ground) * HOVER)
    return f"--accent:{accent};--accent-ground:{ground};--accent-ground-hover:{hover}"
