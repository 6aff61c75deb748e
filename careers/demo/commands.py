"""``flask --app wsgi demo``: fill an empty site with the demo."""

import click
from flask.cli import with_appcontext

from careers.config import current_settings
from careers.database import transaction
from careers.demo import account_services, services


@click.command("demo")
@click.option("--content-only", is_flag=True, help="Add content and postings, but no demo accounts.")
@with_appcontext
def demo(content_only: bool) -> None:
    """Fill the site with the demo if it is empty; print its URLs and how to sign in."""
    settings = current_settings()
    with transaction():
        if not services.has_content():
            is_alone = content_only or services.has_staff()
            services.fill([] if is_alone else account_services.kept_or_new(settings.instance_path))
            click.echo("The database was empty, so the demo content was added.")
    click.echo(f"Careers site:  {settings.site_url}/")
    click.echo(f"HR:            {settings.site_url}/hr/")
    lines = account_services.written_down(settings.instance_path)
    for email, password, title in (line.split("\t") for line in lines):
        click.echo(f"  sign in as   {email}  password {password}  ({title})")
    if not lines:
        click.echo("  create an account to sign in: flask --app wsgi staff create")
