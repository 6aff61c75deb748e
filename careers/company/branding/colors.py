"""The site's own colors, read from its style sheet, and the contrast between two colors (WCAG 2.2)."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parents[2] / "static/css/site/20-tokens.css"
# The contrast that text needs: success criterion 1.4.3.
TEXT = 4.5
LIGHT, DARK = "light", "dark"
# The backgrounds that text in the accent color appears on.
GROUNDS = {"paper": "the page", "surface": "fields and bars", "wash": "notices"}


@cache
def tokens(scheme: str) -> dict[str, str]:
    """Return a scheme's colors by name, as the style sheet defines them; dark ones replace light ones."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media", 1)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == LIGHT else light + dark))


def channels(color: str) -> list[float]:
    """Return red, green, and blue in linear light, from 0 to 1."""
    values = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    red, green, blue = channels(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colors, from 1 to 21."""
    darker, lighter = sorted([luminance(first), luminance(second)])
    return (lighter + 0.05) / (darker + 0.05)


def ratios(accent: str, scheme: str) -> list[tuple[str, float]]:
    """Return the contrast of the accent on each background of a scheme, and on buttons in the light one."""
    known = tokens(scheme)
    found = [(label, contrast(accent, known[ground])) for ground, label in GROUNDS.items()]
    if scheme == LIGHT:
        found.append(("buttons with light text", contrast(known["on-accent"], accent)))
    return found


def with_luminance(color: str, wanted: float) -> str:
    """Return the color mixed with black or white until it has this luminance."""
    has = luminance(color)
    if has > wanted:
        mixed = [channel * wanted / has for channel in channels(color)]
    else:
        mixed = [channel + (1 - channel) * (wanted - has) / (1 - has) for channel in channels(color)]
    return _hexadecimal(mixed)


def _hexadecimal(linear: list[float]) -> str:
    shown = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear]
    return "#" + "".join(f"{round(max(0.0, min(1.0, channel)) * 255):02x}" for channel in shown)
