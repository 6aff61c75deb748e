"""The forms for signing in and for the user's own account."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

ADDRESS_LENGTH, CODE_LENGTH = 254, 60
# Above the longest allowed password; keeps a megabyte of input from being hashed.
PASSWORD_LENGTH = 1000


def _answer(request: str, longest: int) -> list[Any]:
    return [InputRequired(request), Length(max=longest, message="This is too long.")]


class SignInForm(FlaskForm):
    """Email and password."""

    email = StringField("Email", _answer("Enter your email.", ADDRESS_LENGTH))
    password = PasswordField("Password", _answer("Enter your password.", PASSWORD_LENGTH))


class CodeForm(FlaskForm):
    """A code of the second factor, or a recovery code."""

    code = StringField("Code", _answer("Enter the code.", CODE_LENGTH))


class NewPasswordForm(FlaskForm):
    """A new password."""

    current_password = PasswordField("Current password", _answer("Enter your current password.", PASSWORD_LENGTH))
    new_password = PasswordField("New password", [InputRequired("Enter a new password.")])


class PasswordForm(FlaskForm):
    """The current password, confirmed before a change that weakens the account."""

    password = PasswordField("Password", _answer("Enter your password.", PASSWORD_LENGTH))
