"""Read the XML of office documents as a stream, refusing document types and entities."""

import re
from contextlib import suppress
from typing import IO, Any
from xml.parsers import expat

SPACES = re.compile(r"\s+")


class Malformed(Exception):
    """Not well-formed, or with a document type, which office programs never write and attacks use."""


class Enough(Exception):
    """The maximum amount of text has been read."""


class TextHandler:
    """Collects about ``limit`` characters of a part's text.

    ``BREAKS`` are written where an element starts, ``ENDINGS`` where it ends.
    """

    SKIPPED: frozenset[str] = frozenset()
    TEXT: frozenset[str] = frozenset()
    BREAKS: dict[str, str] = {}
    ENDINGS: dict[str, str] = {}
    CELL, ROW = "", ""

    def __init__(self, limit: int) -> None:
        self.limit, self.pieces = limit, list[str]()
        self.length = self.skipping = self.inside = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self.skipping or local in self.SKIPPED:
            self.skipping += 1
        elif local in self.TEXT:
            self.inside += 1
        elif local in self.BREAKS:
            self.add(self.BREAKS[local])

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self.skipping:
            self.skipping -= 1
            return
        self.inside -= local in self.TEXT
        if local in (self.CELL, self.ROW):
            self._drop_trailing("\n" if local == self.CELL else "\t")
        self.add(self.ENDINGS.get(local, ""))

    def characters(self, text: str) -> None:
        if self.inside and not self.skipping:
            self.add(text)

    def add(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)
        if self.length > self.limit:
            raise Enough

    def _drop_trailing(self, piece: str) -> None:
        # The last paragraph of a cell and the last cell of a row have already written a break.
        while self.pieces and self.pieces[-1] == piece:
            self.pieces.pop()


class Ooxml(TextHandler):
    """Word, PowerPoint, and Excel. Text boxes occur twice, once as a fallback for older programs."""

    SKIPPED = frozenset({"Fallback", "moveFrom", "del", "pPr", "rPr", "sectPr", "tblPr", "tcPr", "rPh"})
    TEXT = frozenset({"t"})
    BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    ENDINGS = {"p": "\n", "si": "\n", "tc": "\t", "tr": "\n"}
    CELL, ROW = "tc", "tr"


class Odf(TextHandler):
    """OpenDocument, where runs of white space count as one space and other spaces are elements."""

    SKIPPED = frozenset({"tracked-changes", "annotation", "desc", "scripts", "forms"})
    TEXT = frozenset({"p", "h"})
    BREAKS = {"tab": "\t", "line-break": "\n", "s": " "}
    ENDINGS = {"p": "\n", "h": "\n", "table-cell": "\t", "table-row": "\n"}
    CELL, ROW = "table-cell", "table-row"

    def characters(self, text: str) -> None:
        super().characters(SPACES.sub(" ", text))


def text(stream: IO[bytes], handler: TextHandler) -> str:
    """Return the text that the handler collects from the stream. Raises Malformed."""
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.characters
    with suppress(Enough):
        _parse(parser, stream)
    return "".join(handler.pieces)


def elements(stream: IO[bytes]) -> list[tuple[str, dict[str, str]]]:
    """Return each element's name, without its namespace, and its attributes. Raises Malformed."""
    names_and_attributes: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: names_and_attributes.append(
        (name.rpartition(" ")[2], attributes)
    )
    _parse(parser, stream)
    return names_and_attributes


def _parser() -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    for handler in ("StartDoctypeDeclHandler", "EntityDeclHandler", "ExternalEntityRefHandler"):
        setattr(parser, handler, _refuse)
    return parser


def _parse(parser: Any, stream: IO[bytes]) -> None:
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Malformed(str(error)) from error


def _refuse(*_: object) -> None:
    raise Malformed("a document type or an entity")
