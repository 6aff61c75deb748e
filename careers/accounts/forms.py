"""The forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from careers.accounts.models import DAILY, IMMEDIATELY, NEVER

ADDRESS_LENGTH, CODE_LENGTH = 254, 60
# Longer than any password that is taken; so that a body of a megabyte is not hashed.
PASSWORD_LENGTH = 1000


def _answer(request: str, longest: int) -> list[Any]:
    return [InputRequired(request), Length(max=longest, message="This is too long.")]


class SignInForm(FlaskForm):
    """Address and password."""

    email = StringField("Email", _answer("Enter your email.", ADDRESS_LENGTH))
    password = PasswordField("Password", _answer("Enter your password.", PASSWORD_LENGTH))


class CodeForm(FlaskForm):
    """A code of the second factor, or a recovery code."""

    code = StringField("Code", _answer("Enter the code.", CODE_LENGTH))


class NewPasswordForm(FlaskForm):
    """Another password for oneself."""

    current_password = PasswordField(
        "Current password", _answer("Enter your current password.", PASSWORD_LENGTH)
    )
    new_password = PasswordField("New password", [InputRequired("Enter a new password.")])


class MentionNotificationForm(FlaskForm):
    """How one is told of what colleagues ask."""

    notify = RadioField(
        "When someone mentions you in a note or assigns you as a reviewer",
        choices={
            IMMEDIATELY: "Email me right away",
            DAILY: "Send one email each morning",
            NEVER: "Don’t email me. I’ll check the Today page.",
        },
        validators=[InputRequired("Choose an option.")],
    )


class PasswordForm(FlaskForm):
    """The password once more, before something that weakens the account."""

    password = PasswordField("Password", _answer("Enter your password.", PASSWORD_LENGTH))
