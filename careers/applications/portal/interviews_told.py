"""A candidate's interviews, as told by a room above: this one must not import it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from careers.applications.models import Application

EXTENSION = "told_interviews"


@dataclass(frozen=True)
class ToldInterview:
    """One interview in words; ``when`` is empty while nothing is agreed, ``url`` is the candidate's page of it."""

    title: str
    standing: str
    when: str
    place: str
    url: str


Teller = Callable[[Application], list[ToldInterview]]


def tell_interviews_with(app: Flask, teller: Teller) -> None:
    """Let ``teller`` say which interviews an application has."""
    app.extensions[EXTENSION] = teller


def interviews_told(application: Application) -> list[ToldInterview]:
    """The interviews of an application, newest first."""
    teller: Teller = current_app.extensions[EXTENSION]
    return teller(application)
