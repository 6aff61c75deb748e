"""Forms for the notification settings of one scope, with a field for each row of the table in mail/kinds.py."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField
from wtforms.validators import InputRequired

from careers.mail.kinds import Chooser, Scope, settings_in


class NotificationForm(FlaskForm):
    """A field for each setting of a scope; ``prefix`` distinguishes two such forms on one page."""

    scope: Scope
    prefix: str = ""

    def controls(self) -> list[Field]:
        """Return the fields of the settings, in the order of the table."""
        return [self[self.prefix + setting.key] for setting in settings_in(self.scope)]

    def choices(self) -> dict[str, str]:
        """Return what was chosen, by the setting's key, leaving out settings at the role's default."""
        fields = {setting.key: self[self.prefix + setting.key].data for setting in settings_in(self.scope)}
        return {key: choice for key, choice in fields.items() if choice}

    @classmethod
    def of(cls, chooser: Chooser) -> NotificationForm:
        """Return the form filled in with the choices of a user or team member."""
        saved = {cls.prefix + setting.key: setting.choice_of(chooser) for setting in settings_in(cls.scope)}
        return cls(formdata=None, data=saved)


class AccountNotificationForm(NotificationForm):
    """The user's notifications that don't depend on a posting."""

    scope = Scope.ACCOUNT


class OwnTeamNotificationForm(NotificationForm):
    """The user's notifications for one posting. The prefix distinguishes it from the other form on the page."""

    scope, prefix = Scope.TEAM, "my_"


class TeamNotificationForm(NotificationForm):
    """The notifications of a new hiring team member; the default is that of their role."""

    scope = Scope.TEAM


def _add_fields(form: type[NotificationForm], control: type[Field], more: Mapping[str, str] | None = None) -> None:
    validators = [] if more else [InputRequired("Choose an option.")]
    for setting in settings_in(form.scope):
        choices = {**(more or {}), **setting.choices}
        # A missing field means the role's default, if there is one.
        field = control(setting.label, choices=choices, validators=validators, default="" if more else None)
        setattr(form, form.prefix + setting.key, field)


_add_fields(AccountNotificationForm, RadioField)
_add_fields(OwnTeamNotificationForm, SelectField)
_add_fields(TeamNotificationForm, SelectField, {"": "Role default"})
