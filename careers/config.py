"""The settings, read from the environment and validated once."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

SECRET_KEY_LENGTH = 32
KNOWN_SECRETS = ("changeme", "change-me", "secret", "demo", "development", "example", "password", "insecure")
MEGABYTE = 1024 * 1024


class ConfigError(Exception):
    """An invalid setting; the text is one sentence for the operator."""


@dataclass(frozen=True)
class MailSettings:
    """Where emails go: ``kind`` is ``smtp`` or ``file``; ``tls`` is ``none``, ``starttls``, or ``implicit``."""

    kind: str
    host: str = ""
    port: int = 0
    username: str = ""
    password: str = ""
    tls: str = "none"
    folder: Path | None = None


@dataclass(frozen=True)
class Settings:
    """Every setting of the site, validated."""

    instance_path: Path
    database_url: str
    secret_key: str
    site_url: str
    mail: MailSettings
    mail_from: str
    storage_path: Path
    trusted_proxies: tuple[str, ...]
    require_mfa: bool
    threads: int
    max_file_bytes: int = 10 * MEGABYTE
    max_work_samples: int = 10

    @property
    def is_https(self) -> bool:
        """Return whether visitors reach the site over TLS, which turns on Secure cookies and HSTS."""
        return self.site_url.startswith("https://")


def current_settings() -> Settings:
    """Return the settings of the running app."""
    settings: Settings = current_app.extensions["settings"]
    return settings


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read and validate ``environ``. Raises ConfigError with one clear sentence."""
    instance = Path(environ.get("INSTANCE_PATH") or Path(__file__).parent.parent / "instance").absolute()
    port = _integer(environ, "PORT", 8000, 1, 65535)
    site_url = _site_url(environ.get("SITE_URL") or f"http://{environ.get('HOST') or '127.0.0.1'}:{port}")
    _refuse_unsupported(environ)
    return Settings(
        instance_path=instance,
        database_url=_database_url(environ.get("DATABASE_URL"), instance),
        secret_key=_secret_key(environ.get("SECRET_KEY"), instance),
        site_url=site_url,
        mail=_mail(environ.get("MAIL_URL") or "file:", instance),
        mail_from=_mail_from(environ.get("MAIL_FROM"), site_url),
        storage_path=_storage(environ.get("STORAGE_URL") or "file:", instance),
        trusted_proxies=_proxies(environ.get("TRUSTED_PROXIES") or ""),
        require_mfa=_boolean(environ, "REQUIRE_MFA"),
        threads=_integer(environ, "WEB_THREADS", 32, 1, 512),
        max_file_bytes=_integer(environ, "MAX_FILE_MEGABYTES", 10, 1, 100) * MEGABYTE,
    )


def _integer(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ConfigError(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def _boolean(environ: Mapping[str, str], name: str) -> bool:
    text = (environ.get(name) or "no").lower()
    if text not in ("1", "0", "yes", "no", "true", "false", "on", "off"):
        raise ConfigError(f"{name} must be yes or no, not {text!r}.")
    return text in ("1", "yes", "true", "on")


def _site_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ConfigError(f"SITE_URL must look like https://careers.example.com, not {text!r}.")
    return f"{parts.scheme}://{parts.netloc}"


def _database_url(text: str | None, instance: Path) -> str:
    if not text:
        return f"sqlite:///{instance / 'careers.sqlite3'}"
    scheme = text.partition(":")[0]
    if scheme in ("mysql", "mariadb"):
        return text.replace(scheme, f"{scheme}+mysqldb", 1)
    if scheme not in ("mysql+mysqldb", "mariadb+mysqldb", "sqlite"):
        raise ConfigError(f"DATABASE_URL must start with mysql+mysqldb:// or sqlite:///, not {scheme!r}.")
    return text


def _secret_key(text: str | None, instance: Path) -> str:
    kept = instance / "secret-key"
    if not text and kept.is_file():
        text = kept.read_text(encoding="ascii").strip()
    if not text:
        raise ConfigError(
            "SECRET_KEY is not set. Make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    if len(text) < SECRET_KEY_LENGTH or len(set(text)) < 8:
        raise ConfigError(f"SECRET_KEY is too short or too simple. Use at least {SECRET_KEY_LENGTH} random characters.")
    if any(word in text.lower() for word in KNOWN_SECRETS):
        raise ConfigError("SECRET_KEY looks like an example from documentation. It must be random.")
    return text


def _mail(text: str, instance: Path) -> MailSettings:
    parts = urlsplit(text)
    if parts.scheme == "file":
        return MailSettings(kind="file", folder=Path(parts.path) if parts.path else instance / "mail")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigError(
            "MAIL_URL must be file:, smtps://host, or look like smtp://user:password@host:587?tls=starttls."
        )
    tls = "implicit" if parts.scheme == "smtps" else parse_qs(parts.query).get("tls", ["none"])[0]
    if tls not in ("none", "starttls", "implicit"):
        raise ConfigError(f"MAIL_URL: tls must be none or starttls, not {tls!r}.")
    try:
        port = parts.port or (465 if tls == "implicit" else 587 if tls == "starttls" else 25)
    except ValueError:
        raise ConfigError("The port in MAIL_URL must be a number from 1 to 65535.") from None
    username, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailSettings("smtp", parts.hostname, port, username, password, tls)


def _mail_from(text: str | None, site_url: str) -> str:
    host = urlsplit(site_url).hostname or "localhost"
    sender = (
        text or f"careers@{host if '.' in host and not host.replace('.', '').isdigit() else 'localhost.localdomain'}"
    )
    if sender.count("@") != 1 or any(mark in sender for mark in "\r\n\0,;<> \t"):
        raise ConfigError(f"MAIL_FROM must be one plain email address, like careers@example.com, not {sender!r}.")
    return sender


def _storage(text: str, instance: Path) -> Path:
    parts = urlsplit(text)
    if parts.scheme != "file":
        raise ConfigError("STORAGE_URL must be file: or file:///a/folder. Other stores aren't supported yet.")
    return Path(parts.path) if parts.path else instance / "storage"


def _proxies(text: str) -> tuple[str, ...]:
    networks = tuple(part.strip() for part in text.split(",") if part.strip())
    for network in networks:
        try:
            ip_network(network, strict=False)
        except ValueError:
            raise ConfigError(f"TRUSTED_PROXIES must list IP addresses or networks, not {network!r}.") from None
    return networks


def _refuse_unsupported(environ: Mapping[str, str]) -> None:
    # Silently ignoring an encryption key or a scanner would make people believe that files are protected.
    for name, what in (("DOCUMENT_KEYS", "encrypting stored files"), ("ANTIVIRUS_URL", "virus scanning")):
        if environ.get(name):
            raise ConfigError(f"{name} is set, but {what} isn't supported yet. Unset it to start.")
