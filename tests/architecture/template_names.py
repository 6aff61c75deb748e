"""Print the names that templates read, as Python that vulture can scan: what only a template reads isn't dead."""

from __future__ import annotations

import sys

from jinja2 import Environment, nodes

from tests.architecture.structure import files

READS = (nodes.Name, nodes.Getattr, nodes.Keyword)


def names_in(template: nodes.Template) -> set[str]:
    """Return every variable, attribute, and keyword argument of a template."""
    fields = ("name", "attr", "key")
    found = [getattr(node, field, None) for node in template.find_all(READS) for field in fields]
    return {name for name in found if isinstance(name, str) and name.isidentifier()}


def main() -> None:
    """Print one attribute a line."""
    environment = Environment(autoescape=True)
    paths = [path for pattern in ("*.html", "*.txt", "*.xml") for path in files(pattern, "careers")]
    names = set().union(*(names_in(environment.parse(path.read_text(encoding="utf-8"))) for path in paths))
    sys.stdout.writelines(f"templates.{name}\n" for name in sorted(names))


if __name__ == "__main__":
    main()
