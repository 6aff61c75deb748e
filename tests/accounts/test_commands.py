"""``flask staff``: what an administrator does on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from careers.accounts import queries, services
from careers.accounts.services import authenticate
from careers.database import db
from tests.accounts.people import NOON, member, with_second_factor

Command = Callable[..., Result]
GOOD = "seven green lanterns"
NEW = ("staff", "create", "--email", "Bo@example.com", "--name", "Bo Lind", "--role", "admin")


def test_the_first_admin_is_made_with_a_random_password_that_is_shown_once(flask_command: Command) -> None:
    result = flask_command(*NEW, "--title", "Head of people", "--generate")
    assert result.exit_code == 0, result.output
    password = result.stdout.rpartition("Password: ")[2].strip()
    user = authenticate("bo@example.com", password)
    assert (user.role, user.title) == ("admin", "Head of people")
    assert password not in flask_command("staff", "list").output


def test_the_password_may_be_in_a_file_come_by_pipe_or_be_typed(flask_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{GOOD}\n", encoding="utf-8")
    assert flask_command(*NEW, "--password-file", str(file)).exit_code == 0
    assert authenticate("bo@example.com", GOOD)
    reset = ("staff", "set-password", "--email", "bo@example.com")
    assert flask_command(*reset, "--password-stdin", input="eight blue lanterns\n").exit_code == 0
    assert authenticate("bo@example.com", "eight blue lanterns")
    assert flask_command(*reset, input="nine red lanterns\nnine red lanterns\n").exit_code == 0
    assert authenticate("bo@example.com", "nine red lanterns")


def test_the_command_line_is_named_in_the_record(flask_command: Command) -> None:
    from careers.audit.queries import recent_entries

    flask_command(*NEW, "--generate")
    entry = recent_entries()[0]
    assert (entry.action, entry.actor_name, entry.actor_id) == ("staff created", "command line", None)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((*NEW, "--password-stdin"), 1, "at least 12 characters"),
        ((*NEW[:3], "nobody", *NEW[4:], "--generate"), 1, "isn’t a complete email address"),
        ((*NEW[:3], "ANNA@example.com", *NEW[4:], "--generate"), 1, "already exists"),
        ((*NEW[:7], "owner", "--generate"), 2, "'owner' is not one of"),
        ((*NEW[:5], " ", *NEW[6:], "--generate"), 2, "1 to 200 characters"),
        ((*NEW, "--generate", "--password-stdin"), 2, "only one of"),
        (("staff", "deactivate", "--email", "x@example.com"), 1, "No staff account"),
        (("staff", "set-password", "--email", "x@example.com", "--generate"), 1, "No staff account"),
        (("staff", "reset-second-factor", "--email", "x"), 1, "No staff account"),
    ],
)
def test_a_command_that_fails_prints_one_sentence(
    flask_command: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    member("anna@example.com")
    result = flask_command(*arguments, input="short\n")
    assert result.exit_code == code
    assert words in result.output
    assert "Traceback" not in result.output
    assert len(queries.all_staff()) == 1


def test_a_password_in_another_encoding_is_refused(flask_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes("grüne Laternen".encode("latin-1"))
    result = flask_command(*NEW, "--password-file", str(file))
    assert (result.exit_code, "UTF-8" in result.output) == (1, True)


def test_deactivation_and_a_lost_telephone(flask_command: Command) -> None:
    user = member("anna@example.com")
    with_second_factor(user, NOON)
    services.begin_session(user)
    assert "two-factor" in flask_command("staff", "list").output
    assert flask_command("staff", "reset-second-factor", "--email", "anna@example.com").exit_code == 0
    assert flask_command("staff", "deactivate", "--email", "anna@example.com").exit_code == 0
    db.session.expire_all()
    assert (user.is_active, user.has_second_factor) == (False, False)
    assert not queries.live_sessions(user, services.IDLE_LIFETIME)
    assert "deactivated" in flask_command("staff", "list").output


def test_an_empty_staff_list_explains_how_to_add_the_first_account(flask_command: Command) -> None:
    assert "staff create" in flask_command("staff", "list").output
