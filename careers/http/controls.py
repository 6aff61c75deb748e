"""Characters that nobody types: they come out of copied text, and no page may hold them."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.utils import cached_property

# Breaks of a page or a line in word processors; they stand between words.
_BREAKS = re.compile(r"[\x0b\x0c\x85]")
# All other controls but tabs and line ends, halves of pairs, and what is no character (HTML, section 13.2.3.5).
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


# What stands for a character that cannot be shown.
_UNKNOWN = "\ufffd"


def without_controls(text: str) -> str:
    """The text without them; everything else stays as it was typed."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def with_controls_marked(text: str) -> str:
    """The text with a sign in the place of each: what an address asks for must not turn into something else."""
    return _CONTROLS.sub(_UNKNOWN, _BREAKS.sub(_UNKNOWN, text))


class TypedRequest(Request):
    """A request whose fields and arguments hold nothing that nobody types, before any form or page sees them."""

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        super()._load_form_data()
        self.__dict__["form"] = self._read(self.__dict__["form"], without_controls)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands behind the question mark."""
        return self._read(super().args, with_controls_marked)

    def _read(self, sent: MultiDict[str, str], read: Callable[[str], str]) -> MultiDict[str, str]:
        return self.parameter_storage_class(
            [(read(name), read(text)) for name, text in sent.items(multi=True)]
        )
