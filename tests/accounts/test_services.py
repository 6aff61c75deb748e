"""What happens to accounts and their sessions."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from careers.accounts import passwords, queries, services
from careers.accounts.models import StaffSession
from careers.audit.queries import recent_entries
from careers.clock import frozen
from careers.database import db
from careers.security import Role
from tests.accounts.people import NOON, member
from tests.factories import PASSWORD, a_user

pytestmark = pytest.mark.usefixtures("app")
GOOD = "seven green lanterns"


def test_a_new_member_of_staff_is_found_by_any_spelling_of_the_address() -> None:
    user = services.create_user(name=" Bo ", email=" Bo@Example.COM", role=Role.ADMIN, password=GOOD)
    assert (user.name, user.email) == ("Bo", "Bo@Example.COM")
    assert queries.user_by_email("bo@example.com") is user
    assert queries.user_by_email("nobody") is None
    assert recent_entries()[0].action == "staff created"


@pytest.mark.parametrize("email", ["Anna@EXAMPLE.com", "not an address"])
def test_a_taken_or_invalid_address_is_refused(email: str) -> None:
    member("anna@example.com")
    with pytest.raises(services.UnusableAddressError):
        services.create_user(name="Anna", email=email, role=Role.RECRUITER, password=GOOD)


def test_only_active_members_with_the_right_password_can_sign_in() -> None:
    user = member()
    assert services.authenticate("ANNA@example.com", PASSWORD) is user
    services.deactivate(user, by="a test")
    addresses = ["anna@example.com", "nobody@example.com", ""]
    texts = {str(_refusal(email, password)) for email in addresses for password in (PASSWORD, "wrong")}
    assert len(texts) == 1


def test_an_unknown_address_costs_a_hash_as_a_known_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    member()
    hashes: list[str | None] = []

    def is_correct(_typed: str, kept: str | None) -> bool:
        hashes.append(kept)
        return False

    monkeypatch.setattr(passwords, "is_correct", is_correct)
    _refusal("anna@example.com", "wrong")
    _refusal("nobody@example.com", "wrong")
    assert len(hashes) == 2
    assert hashes[1] is None


def test_a_hash_of_older_parameters_is_renewed_with_the_same_password() -> None:
    user = member()
    before = user.password_hash
    services.renew_hash(user, PASSWORD)
    assert user.password_hash != before
    assert not passwords.is_outdated(user.password_hash)
    assert passwords.is_correct(PASSWORD, user.password_hash)


def test_a_session_is_found_by_its_token_in_one_query_and_only_the_hash_is_kept() -> None:
    token = services.begin_session(member(), "Firefox" * 100)
    db.session.commit()
    db.session.expunge_all()
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _u, text, *_rest: statements.append(text))
    found = queries.live_session(services.token_hash(token), services.IDLE_LIFETIME)
    assert found is not None
    assert found.user.name == "Anna Berg"
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1
    assert token not in (found.token_hash, found.user_agent)
    assert len(token) >= 43


@pytest.mark.parametrize(
    ("seen_after", "asked_after", "lives"),
    [
        (timedelta(), timedelta(hours=1, minutes=59), True),
        (timedelta(), timedelta(hours=2), False),
        (timedelta(hours=11), timedelta(hours=11, minutes=59), True),
        (timedelta(hours=11), timedelta(hours=12), False),
    ],
)
def test_a_session_ends_after_two_idle_hours_or_twelve(
    seen_after: timedelta, asked_after: timedelta, lives: bool
) -> None:
    with frozen(NOON):
        token = services.begin_session(member())
    row = db.session.scalars(select(StaffSession)).one()
    with frozen(NOON + seen_after):
        services.note_seen(row.id)
    with frozen(NOON + asked_after):
        assert (queries.live_session(services.token_hash(token), services.IDLE_LIFETIME) is not None) is lives


@pytest.mark.parametrize("end", ["set_password", "deactivate", "end_all_sessions"])
def test_another_password_and_deactivation_end_every_session(end: str) -> None:
    user, other = member(), a_user()
    for _ in range(2):
        services.begin_session(user)
    services.begin_session(other)
    if end == "set_password":
        services.set_password(user, GOOD, by=user)
    elif end == "deactivate":
        services.deactivate(user, by="a test")
    else:
        services.end_all_sessions(user)
    assert [row.user_id for row in db.session.scalars(select(StaffSession))] == [other.id]


def test_signing_in_deletes_expired_sessions() -> None:
    user = member()
    with frozen(NOON):
        services.begin_session(user)
    with frozen(NOON + timedelta(hours=3)):
        services.begin_session(user)
    assert len(db.session.scalars(select(StaffSession)).all()) == 1


def test_only_active_users_with_the_role_are_listed_by_name() -> None:
    for name, role in [("Cy", "admin"), ("Bo", "recruiter"), ("Ada", "recruiter"), ("Di", "interviewer")]:
        a_user(role, name=name)
    a_user("admin", name="Gone", is_active=False)
    found = queries.active_users_with_role(Role.RECRUITER, Role.ADMIN)
    assert [user.name for user in found] == ["Ada", "Bo", "Cy"]
    assert len(queries.all_staff()) == 5


def _refusal(email: str, password: str) -> Exception:
    with pytest.raises(services.SignInRefusedError) as refusal:
        services.authenticate(email, password)
    return refusal.value
