"""``flask --app wsgi demo``: fill an empty site, and say where it is and how to sign in."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from careers.config import current_settings
from careers.database import transaction
from careers.demo import accounts, services


@click.command("demo")
@click.option("--content-only", is_flag=True, help="Words and postings to begin with, but no demo accounts.")
@with_appcontext
def demo(content_only: bool) -> None:
    """Fill the site with the demo if it is empty; print its addresses and how to sign in."""
    settings = current_settings()
    with transaction():
        if not services.has_content():
            is_alone = content_only or services.has_staff()
            services.fill([] if is_alone else accounts.kept_or_new(settings.instance_path))
            click.echo("The site was empty; the demo's words and postings are in it now.")
    click.echo(f"Careers site:  {settings.site_url}/")
    click.echo(f"HR:            {settings.site_url}/hr/")
    lines = accounts.written_down(settings.instance_path)
    for email, password, title in (line.split("\t") for line in lines):
        click.echo(f"  sign in as   {email}  password {password}  ({title})")
    if not lines:
        click.echo("  sign in with an account made by: flask --app wsgi staff create")
