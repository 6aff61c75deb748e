"""Colors: the site's own, read from its style sheet, and whether two of them can be read on each other (WCAG 2.2)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parents[2] / "static/css/site/20-tokens.css"
# The contrast that text needs: success criterion 1.4.3.
TEXT = 4.5
LIGHT, DARK = "light", "dark"
# What the accent is written on.
GROUNDS = {"paper": "the page", "surface": "fields and bars", "wash": "notices"}


@cache
def tokens(scheme: str) -> dict[str, str]:
    """The colors of a scheme by name, as the style sheet has them; dark ones replace light ones."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media", 1)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == LIGHT else light + dark))


def channels(color: str) -> list[float]:
    """Red, green and blue in linear light, 0 to 1."""
    values = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = channels(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The ratio of two colors, 1 to 21."""
    darker, lighter = sorted([luminance(first), luminance(second)])
    return (lighter + 0.05) / (darker + 0.05)


def ratios(accent: str, scheme: str) -> list[tuple[str, float]]:
    """How well text in the accent reads in a scheme: the ratio on each ground, and on buttons in the light one."""
    known = tokens(scheme)
    found = [(label, contrast(accent, known[ground])) for ground, label in GROUNDS.items()]
    if scheme == LIGHT:
        found.append(("buttons with light text", contrast(known["on-accent"], accent)))
    return found


def with_luminance(color: str, wanted: float) -> str:
    """The color made darker or lighter until it has this luminance, mixed with black or white in linear light."""
    has = luminance(color)
    if has > wanted:
        mixed = [channel * wanted / has for channel in channels(color)]
    else:
        mixed = [channel + (1 - channel) * (wanted - has) / (1 - has) for channel in channels(color)]
    return _hexadecimal(mixed)


def _hexadecimal(linear: list[float]) -> str:
    shown = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear]
    return "#" + "".join(f"{round(max(0.0, min(1.0, one)) * 255):02x}" for one in shown)
