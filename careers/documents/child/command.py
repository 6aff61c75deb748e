"""The child's verbs: inspect, text, pages, preview, mark. Each reads standard input and returns a JSON object."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from . import limits, recognition
from .problems import Problem

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
    try:
        return {"text": recognition.reader_of(content).text(file, content), "problem": None}
    except Problem as problem:
        return {"text": "", "problem": problem.code}


def pages(file: BinaryIO) -> Answer:
    """Render the pages into the current folder as page-1.webp, page-2.webp …; ``images`` is how many."""
    content = recognition.content_of(file)
    try:
        return {"images": recognition.reader_of(content).pages(file, content), "problem": None}
    except Problem as problem:
        return {"images": 0, "problem": problem.code}


def preview(file: BinaryIO) -> Answer:
    """Return the ``text`` and render the first page, as far as there is time while the user waits."""
    limits.PAGES = 1
    return {**text(file), "images": pages(file)["images"]}


def mark(file: BinaryIO) -> Answer:
    """Redraw a company's logo (see ``marks``); ``problem`` if the file can't be one."""
    try:
        return {"problem": None, **recognition.marks().draw(file, recognition.content_of(file))}
    except Problem as problem:
        return {"problem": problem.code}


VERBS: dict[str, Callable[[BinaryIO], Answer]] = {
    "inspect": inspect,
    "text": text,
    "pages": pages,
    "preview": preview,
    "mark": mark,
}


def main(verb: str, seconds: str) -> None:
    """Run one verb and exit at once, without cleaning up anything a hostile file may have broken."""
    limits.apply(int(seconds))
    with open(0, "rb", closefd=False) as file:
        answer = VERBS[verb](file)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    os._exit(0)
