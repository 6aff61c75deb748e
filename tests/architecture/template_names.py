"""Print the names that templates and the table of form fields read, as Python that vulture can scan.

What is read only by its name isn't dead.
"""

import sys

from jinja2 import Environment, nodes

from careers.applications.fields import FIELDS
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
    names: set[str] = set().union(*(names_in(environment.parse(path.read_text(encoding="utf-8"))) for path in paths))
    names |= {row.name for row in FIELDS}
    sys.stdout.writelines(f"names.{name}\n" for name in sorted(names))


if __name__ == "__main__":
    main()
