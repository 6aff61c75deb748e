"""The style sheets keep their own rules: layers, tokens, sizes and the budget of the first view."""

import re
from pathlib import Path

import pytest

from careers.http.assets import Assets

STATIC = Path(__file__).parents[2] / "careers/static"
TEMPLATES = Path(__file__).parents[2] / "careers/templates"
SHEETS = sorted(STATIC.glob("css/*/*.css"))
RAW_COLOR = r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|:\s*(?:white|black)\b"
SITE = [sheet for sheet in SHEETS if sheet.parent.name == "site"]


def rules_of(sheet: Path) -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: f"{s.parent.name}/{s.name}")
def test_style_sheets_have_a_comment_and_a_layer(sheet: Path) -> None:
    assert sheet.read_text().startswith("/* ")
    assert re.match(r"\s*@layer (reset|tokens|base|components|pages|utilities)\b", rules_of(sheet))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: f"{s.parent.name}/{s.name}")
def test_raw_colors_stand_in_the_tokens_only(sheet: Path) -> None:
    raw = re.findall(RAW_COLOR, rules_of(sheet))
    assert raw == [] or sheet.name == "20-tokens.css"


def test_every_token_in_use_is_defined() -> None:
    everything = "".join(map(rules_of, SHEETS))
    assert set(re.findall(r"var\((--[\w-]+)", everything)) <= set(re.findall(r"(--[\w-]+):", everything))


def test_the_public_bundle_and_page_fit_into_the_first_congestion_window() -> None:
    bundle = Assets(STATIC).bodies["css/site.css"].codings["gzip"]
    assert len(bundle) <= 7 * 1024


def test_a_bundle_is_its_sheets_without_comments_and_indentation() -> None:
    bundle = Assets(STATIC).bodies["css/site.css"].codings["identity"].decode()
    assert "/*" not in bundle and bundle.split() == "\n".join(map(rules_of, SITE)).split()


def test_the_browser_frame_has_the_color_of_the_paper() -> None:
    papers = re.findall(r"--paper: (#\w+);", (STATIC / "css/site/20-tokens.css").read_text())
    base = (TEMPLATES / "layouts/base.html").read_text()
    assert re.findall(r'name="theme-color" content="(#\w+)"', base) == papers
