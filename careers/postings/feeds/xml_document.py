"""Writing XML from top to bottom: escaped by the standard library, without characters that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from xml.sax.saxutils import XMLGenerator  # nosec B406

# XML 1.0 (fifth edition), section 2.2: neither as itself nor as a reference may these stand in a document.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def allowed(text: str) -> str:
    """The text without the characters that XML forbids."""
    return FORBIDDEN.sub("", text)


def cdata(name: str, text: str) -> str:
    """An element that holds text in a CDATA section, as some readers of job feeds want it."""
    # The end of a section cannot stand inside one; two sections take it between them.
    parted = allowed(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{parted}]]></{name}>\n"


class XmlDocument:
    """One document, written element by element."""

    def __init__(self) -> None:
        self._text = StringIO()
        self._writer = XMLGenerator(self._text, "utf-8", short_empty_elements=True)
        self._writer.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element that holds others."""
        self._writer.startElement(name, _attributes(attributes))  # type: ignore[arg-type]
        yield
        self._writer.endElement(name)
        self._writer.ignorableWhitespace("\n")

    def element(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """An element that holds text, escaped."""
        with self.inside(name, attributes):
            self._writer.characters(allowed(text))

    def written(self, markup: str) -> None:
        """Markup that is complete already, such as ``cdata`` returns."""
        self._writer.ignorableWhitespace(markup)

    def content(self) -> bytes:
        """The whole document in UTF-8."""
        self._writer.endDocument()
        return self._text.getvalue().encode("utf-8")


def _attributes(attributes: Mapping[str, str] | None) -> dict[str, str]:
    return {name: allowed(value) for name, value in (attributes or {}).items()}
