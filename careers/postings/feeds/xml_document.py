"""Write XML: escaped by the standard library, without characters that XML forbids."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from xml.sax.saxutils import XMLGenerator  # nosec B406

# XML 1.0 (fifth edition), section 2.2 forbids these, even as references.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def allowed(text: str) -> str:
    """Return the text without the characters that XML forbids."""
    return FORBIDDEN.sub("", text)


def cdata(name: str, text: str) -> str:
    """Return an element with the text in a CDATA section, which some readers of job feeds require."""
    # The end marker can't be inside a section, so it is split between two.
    parted = allowed(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{parted}]]></{name}>\n"


class XmlDocument:
    """An XML document, written element by element."""

    def __init__(self) -> None:
        self._text = StringIO()
        self._writer = XMLGenerator(self._text, "utf-8", short_empty_elements=True)
        self._writer.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Write an element around what is written inside the block."""
        self._writer.startElement(name, _attributes(attributes))  # type: ignore[arg-type]
        yield
        self._writer.endElement(name)
        self._writer.ignorableWhitespace("\n")

    def element(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """Write an element with text, escaped."""
        with self.inside(name, attributes):
            self._writer.characters(allowed(text))

    def written(self, markup: str) -> None:
        """Write markup that is already complete, such as the result of ``cdata``."""
        self._writer.ignorableWhitespace(markup)

    def content(self) -> bytes:
        """Return the whole document in UTF-8."""
        self._writer.endDocument()
        return self._text.getvalue().encode("utf-8")


def _attributes(attributes: Mapping[str, str] | None) -> dict[str, str]:
    return {name: allowed(value) for name, value in (attributes or {}).items()}
