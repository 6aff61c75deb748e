"""The child's verbs: inspect, text, pages, preview, logo. Each returns a JSON object about the file it is given.

A file that can't be read results in an object with its ``problem``, a code of ``Problem``.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from . import limits, recognition
from .unreadable import Problem

Answer = dict[str, Any]


def inspect(file: BinaryIO) -> Answer:
    """Return what the file is: ``content``, ``problem`` (or null), ``pages`` (or null), ``has_text``."""
    content = recognition.content_of(file)
    reader = recognition.reader_of(content)
    answer: Answer = {"content": content, "problem": None, "pages": None, "has_text": False}
    try:
        answer.update(reader.inspect(file, content))
    except Problem as problem:
        answer["problem"] = problem.code
    return answer


def text(file: BinaryIO) -> Answer:
    """Return the file's ``text``, at most ``limits.CHARACTERS`` long."""
    content = recognition.content_of(file)
    return {"text": recognition.reader_of(content).text(file, content)}


def pages(file: BinaryIO) -> Answer:
    """Render the pages into the current folder as page-1.webp, page-2.webp …; ``images`` is their number."""
    content = recognition.content_of(file)
    return {"images": recognition.reader_of(content).pages(file, content)}


def preview(file: BinaryIO) -> Answer:
    """Return the ``text`` and render the first page, if it can be rendered."""
    limits.PAGES = 1
    answer = text(file)
    with suppress(Problem):
        answer |= pages(file)
    return answer


def logo(file: BinaryIO) -> Answer:
    """Redraw a company's logo (see ``logos``)."""
    drawn: Answer = recognition.load("logos").draw(file, recognition.content_of(file))
    return drawn


VERBS: dict[str, Callable[[BinaryIO], Answer]] = {verb.__name__: verb for verb in (inspect, text, pages, preview, logo)}


def main(verb: str, seconds: str) -> None:
    """Run one verb and exit at once, without cleaning up anything a hostile file may have broken."""
    limits.apply(int(seconds))
    with open(0, "rb", closefd=False) as file:
        try:
            answer = VERBS[verb](file)
        except Problem as problem:
            answer = {"problem": problem.code}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    os._exit(0)
