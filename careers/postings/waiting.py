"""How many applications still wait for an answer, as told by a room above: this one must not import it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from flask import Flask, current_app

EXTENSION, UNANSWERED = "waiting_applications", "unanswered_applications"
Counter = Callable[[Collection[int]], Mapping[int, int]]


def count_waiting_with(app: Flask, counter: Counter) -> None:
    """Let ``counter`` tell, for ids of postings, how many of their applications have no disposition yet."""
    app.extensions[EXTENSION] = counter


def waiting_applications(posting_ids: Collection[int]) -> Mapping[int, int]:
    """For each of the postings that has any, the number of applications without a disposition."""
    counter: Counter = current_app.extensions[EXTENSION]
    return counter(posting_ids) if posting_ids else {}


def count_unanswered_with(app: Flask, counter: Counter) -> None:
    """Let ``counter`` tell how many applicants of postings have neither a disposition nor a message."""
    app.extensions[UNANSWERED] = counter


def unanswered_applications(posting_ids: Collection[int]) -> Mapping[int, int]:
    """For each of the postings that has any, the applicants with neither a disposition nor a message."""
    counter: Counter = current_app.extensions[UNANSWERED]
    return counter(posting_ids) if posting_ids else {}
