"""Forms for the notification settings of one scope, with a field for each row of the table in mail/kinds.py."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField
from wtforms.validators import InputRequired

from careers.mail.kinds import Chooser, Scope, settings_in


class NotificationForm(FlaskForm):
    """A choice for each setting of a scope; ``prefix`` tells two such forms on one page apart."""

    scope: Scope
    prefix: str = ""

    def controls(self) -> list[Field]:
        """Return the fields of the settings, in the order of the table."""
        return [self[self.prefix + setting.key] for setting in settings_in(self.scope)]

    def choices(self) -> dict[str, str]:
        """Return what was chosen, by the setting's key, without the settings left at the role's default."""
        fields = {setting.key: self[self.prefix + setting.key].data for setting in settings_in(self.scope)}
        return {key: choice for key, choice in fields.items() if choice}

    @classmethod
    def of(cls, chooser: Chooser) -> NotificationForm:
        """Return the form with what somebody has chosen."""
        saved = {cls.prefix + setting.key: setting.choice_of(chooser) for setting in settings_in(cls.scope)}
        return cls(formdata=None, data=saved)


class AccountNotificationForm(NotificationForm):
    """What the user wants to be told of, whichever posting it is about."""

    scope = Scope.ACCOUNT


class OwnTeamNotificationForm(NotificationForm):
    """What the user wants to be told of about one posting. The prefix tells it from the form beside it."""

    scope, prefix = Scope.TEAM, "my_"


class TeamNotificationForm(NotificationForm):
    """What somebody who is added to a hiring team is told of, by default according to their role."""

    scope = Scope.TEAM


def _add_fields(
    form: type[NotificationForm], control: type[Field], more: Mapping[str, str] | None = None
) -> None:
    validators = [] if more else [InputRequired("Choose an option.")]
    for setting in settings_in(form.scope):
        choices = {**(more or {}), **setting.choices}
        # A form that does not send the field leaves it at the role's default, where there is one.
        field = control(setting.label, choices=choices, validators=validators, default="" if more else None)
        setattr(form, form.prefix + setting.key, field)


_add_fields(AccountNotificationForm, RadioField)
_add_fields(OwnTeamNotificationForm, SelectField)
_add_fields(TeamNotificationForm, SelectField, {"": "Role default"})
