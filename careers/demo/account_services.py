"""The demo accounts, one per role, and the file with their random passwords."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

FILE = "demo-accounts.txt"


@dataclass(frozen=True)
class Account:
    """A demo account."""

    name: str
    title: str
    email: str
    role: str
    password: str


# Nobody can own an address under .test (RFC 2606), so the demo never emails a stranger.
ROWS = (
    ("Demo HR", "Admin (full access)", "hr@nextgensoftware.test", "admin"),
    ("Demo Recruiter", "Recruiter", "recruiter@nextgensoftware.test", "recruiter"),
    (
        "Demo Hiring Manager",
        "Hiring manager (all postings)",
        "manager@nextgensoftware.test",
        "hiring_manager",
    ),
    (
        "Demo Interviewer",
        "Interviewer (some applications)",
        "interviewer@nextgensoftware.test",
        "interviewer",
    ),
)


def kept_or_new(instance_path: Path) -> list[Account]:
    """Return the accounts with the passwords from the file, or with new ones, which are written to it (mode 0600)."""
    path = instance_path / FILE
    known = _passwords(path)
    accounts = [
        Account(name, title, email, role, known.get(email) or secrets.token_urlsafe(12))
        for name, title, email, role in ROWS
    ]
    lines = [f"{account.email}\t{account.password}\t{account.title}\n" for account in accounts]
    part = path.with_name(f"{FILE}.{os.getpid()}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(lines)
    part.replace(path)
    return accounts


def written_down(instance_path: Path) -> list[str]:
    """Return the lines of the file for printing; none if there is no file."""
    path = instance_path / FILE
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _passwords(path: Path) -> dict[str, str]:
    rows = (line.split("\t") for line in written_down(path.parent))
    return {row[0]: row[1] for row in rows if len(row) == 3}
