"""The forms that admins use to invite and edit staff members."""

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from careers.mail.addresses import normalized
from careers.security import ROLE_LABELS, Role
from careers.text import max_length, one_line
from careers.versions import version_field

ABOUT_ROLES = (
    "Admins can do everything. Recruiters publish postings and handle all applications. Hiring "
    "managers and interviewers see the applications of postings whose team they’re on."
)


class InvitationForm(FlaskForm):
    """Invite a staff member."""

    name = StringField(
        "Name",
        filters=[one_line],
        validators=[DataRequired("Enter a name."), max_length(200)],
    )
    email = StringField(
        "Email",
        filters=[one_line],
        validators=[DataRequired("Enter an email address.")],
        description="Used to sign in and for all notifications.",
        render_kw={"type": "email"},
    )
    role = SelectField(
        "Role",
        choices=ROLE_LABELS,
        default=Role.INTERVIEWER,
        validators=[InputRequired("Choose a role.")],
        description=ABOUT_ROLES,
    )
    title = StringField(
        "Title",
        filters=[one_line],
        validators=[max_length(200)],
        description="Their job title, like Head of Engineering.",
    )

    def validate_email(self, control: Field) -> None:
        """Accept one valid email address."""
        try:
            normalized(control.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class StaffForm(InvitationForm):
    """Edit a staff member."""

    version = version_field()


class FirstPasswordForm(FlaskForm):
    """Set the first password."""

    new_password = PasswordField("Password", [InputRequired("Enter a password.")])
