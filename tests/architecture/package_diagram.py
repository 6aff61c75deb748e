"""The package diagram of ARCHITECTURE.md, drawn from the imports.

``python -m tests.architecture.package_diagram`` writes it into the document again after a package or an import changed.
"""

from tests.architecture.structure import FOUNDATION, PACKAGES, PROJECT, files, imports_of, package_of

DOCUMENT = PROJECT / "ARCHITECTURE.md"
BEGIN, END = "<!-- package diagram: begin -->\n", "<!-- package diagram: end -->\n"


def imported_packages() -> dict[str, set[str]]:
    """Return for each package the other packages that it imports; the foundation is left out."""
    found: dict[str, set[str]] = {}
    for path in files("*.py", "careers"):
        own = path.relative_to(PROJECT / "careers").parts[0]
        if own in PACKAGES:
            targets = {package_of(item.target) or own for item in imports_of(path)}
            found.setdefault(own, set()).update(targets - {own, *FOUNDATION})
    return found


def direct_only(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the imports without those that follow from others: a → c where a imports b and b imports c."""
    return {
        package: targets - {name for target in targets for name in reachable(target, imports)}
        for package, targets in imports.items()
    }


def reachable(package: str, imports: dict[str, set[str]]) -> set[str]:
    """Return every package that ``package`` imports, directly or through others."""
    return imports[package].union(*(reachable(target, imports) for target in imports[package]))


def diagram() -> str:
    """Return the diagram as Mermaid text between its markers, from the top package down."""
    imports = direct_only(imported_packages())
    arrows = [
        f"    {package} --> {' & '.join(target for target in PACKAGES if target in imports[package])}\n"
        for package in reversed(PACKAGES)
        if imports.get(package)
    ]
    return f"{BEGIN}```mermaid\ngraph TD\n{''.join(arrows)}```\n{END}"


def with_diagram(text: str) -> str:
    """Return the document's text with today's diagram in the place of the one in it."""
    before, _, rest = text.partition(BEGIN)
    return before + diagram() + rest.partition(END)[2]


if __name__ == "__main__":
    DOCUMENT.write_text(with_diagram(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
