"""Every pair of colors that meets on a page is readable in both schemes (WCAG 2.2 AA, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "careers/static/css/site/20-tokens.css"
TEXT, SIGN = 4.5, 3.0

# (foreground, grounds it appears on, least ratio)
PAIRS = [
    ("ink", "paper surface wash good-wash warn-wash bad-wash marked", TEXT),
    ("ink-soft", "paper surface wash", TEXT),
    ("accent", "paper surface wash", TEXT),
    ("good", "paper surface wash good-wash", TEXT),
    ("warn", "paper surface wash warn-wash", TEXT),
    ("bad", "paper surface wash bad-wash", TEXT),
    ("on-accent", "accent-ground accent-ground-hover", TEXT),
    ("paper", "ink good warn bad", TEXT),
    ("on-sheet", "sheet sheet-marked", TEXT),
    ("accent-ground", "paper surface", SIGN),
    ("line-control", "paper surface", SIGN),
    ("rule", "paper surface", SIGN),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colors of a scheme by name; dark ones replace light ones."""
    light, dark = TOKENS.read_text().split("@media", 1)
    source = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", source))


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colors, 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("foreground", "grounds", "least"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_colors_that_meet_are_readable(scheme: str, foreground: str, grounds: str, least: float) -> None:
    color = tokens(scheme)
    low = {g: round(contrast(color[foreground], color[g]), 2) for g in grounds.split()}
    assert {g: ratio for g, ratio in low.items() if ratio < least} == {}


def test_every_color_token_is_in_some_pair() -> None:
    checked = {name for front, grounds, _ in PAIRS for name in [front, *grounds.split()]}
    assert set(tokens("dark")) - checked == {"line"}  # hairlines only decorate
