"""Requests whose fields and arguments are cleaned before any form reads them."""

from collections.abc import Callable

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.utils import cached_property

from careers.text import mark_controls, strip_controls


class SanitizedRequest(Request):
    """A request without control characters in its form fields and query arguments."""

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        super()._load_form_data()
        self.__dict__["form"] = self._read(self.__dict__["form"], strip_controls)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Return the query arguments, with control characters marked."""
        return self._read(super().args, mark_controls)

    def _read(self, sent: MultiDict[str, str], read: Callable[[str], str]) -> MultiDict[str, str]:
        return self.parameter_storage_class([(read(name), read(text)) for name, text in sent.items(multi=True)])
