"""File storage: a folder with random names, synced to disk before any row refers to a file."""

import hashlib
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import Flask, current_app

from careers.errors import DomainError

KEY = re.compile(r"[0-9a-f]{32}\Z")
DERIVED_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}\.[a-z0-9]{1,8}\Z")
CHUNK = 64 * 1024
DERIVED = ".derived"
SCRATCH = "scratch-"
EXTENSION = "document_storage"


class StorageError(DomainError):
    """The file was not stored; no part of it was kept."""


class TooLarge(StorageError):
    """The file is larger than ``limit`` bytes; ``size`` is its size if known."""

    def __init__(self, limit: int, size: int | None) -> None:
        super().__init__(f"larger than {limit} bytes")
        self.limit, self.size = limit, size


class Empty(StorageError):
    """The file is empty."""


class StorageUnavailable(StorageError):
    """The disk is full, or can't be written or read."""


class Readable(Protocol):
    """A stream of bytes, such as the body of an upload."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class StagedFile:
    """A file that was synced to disk: its key, its size in bytes, and its SHA-256 in hex."""

    key: str
    size: int
    sha256: str


class FolderStorage:
    """Files below ``root``, in folders that only the site's own account can enter."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def stage(self, stream: Readable, limit: int) -> StagedFile:
        """Store at most ``limit`` bytes of the stream under a new random key.

        When this returns, the file survives a power cut. Until a row refers to its key, sweeping may remove it.
        Raises TooLarge, Empty, or StorageUnavailable.
        """
        key = secrets.token_hex(16)
        path = self.path(key)
        try:
            self._make_folder(path.parent)
            size, digest = _write(path, stream, limit)
            _sync_folder(path.parent)
        except OSError as error:
            _unlink(path)
            raise StorageUnavailable(str(error)) from error
        except BaseException:
            _unlink(path)
            raise
        return StagedFile(key, size, digest)

    def path(self, key: str) -> Path:
        """Return the path of the file with this key. Raises ValueError for an invalid key."""
        if not KEY.match(key):
            raise ValueError("not a storage key")
        return self.root / key[:2] / key[2:4] / key

    def open(self, key: str) -> BinaryIO:
        """Return the stored bytes. Raises StorageUnavailable if they don't exist."""
        return _open(self.path(key))

    def delete(self, key: str) -> None:
        """Delete the file and everything derived from it; no error if it doesn't exist."""
        self.path(key).unlink(missing_ok=True)
        shutil.rmtree(self._derived_folder(key), ignore_errors=True)

    def put_derived(self, key: str, name: str, content: bytes) -> None:
        """Store something made from the file, such as a page's image. Raises StorageUnavailable."""
        path = self.derived_path(key, name)
        part = path.with_name(f"{path.name}.part")
        try:
            self._make_folder(path.parent)
            part.write_bytes(content)
            part.chmod(0o600)
            part.replace(path)
        except OSError as error:
            _unlink(part)
            raise StorageUnavailable(str(error)) from error

    def derived_path(self, key: str, name: str) -> Path:
        """Return the path of something made from the file. Raises ValueError for an invalid name."""
        if not DERIVED_NAME.match(name):
            raise ValueError("not a derived file’s name")
        return self._derived_folder(key) / name

    def open_derived(self, key: str, name: str) -> BinaryIO:
        """Return the bytes of something made from the file. Raises StorageUnavailable if they don't exist."""
        return _open(self.derived_path(key, name))

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Provide an empty private folder that is deleted afterwards."""
        self._make_folder(self.root)
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self.root) as folder:
            yield Path(folder)

    def delete_scratch(self, older_than: float) -> None:
        """Delete scratch folders that a killed process left at least ``older_than`` seconds ago."""
        for folder in self.root.glob(f"{SCRATCH}*"):
            if _is_older(folder, older_than):
                shutil.rmtree(folder, ignore_errors=True)

    def sweepable(self, older_than: float) -> Iterator[str]:
        """Yield the keys whose files were last written at least ``older_than`` seconds ago."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            key = path.name.removesuffix(DERIVED)
            if not KEY.match(key) or (path.name != key and self.path(key).exists()):
                continue
            if _is_older(path, older_than):
                yield key

    def _derived_folder(self, key: str) -> Path:
        return self.path(key).with_name(key + DERIVED)

    def _make_folder(self, folder: Path) -> None:
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(parent.parent)


def init_storage(app: Flask, root: Path) -> None:
    """Set up the app's storage below ``root``."""
    app.extensions[EXTENSION] = FolderStorage(root)


def current_storage() -> FolderStorage:
    """Return the storage of the current app."""
    storage: FolderStorage = current_app.extensions[EXTENSION]
    return storage


def _write(path: Path, stream: Readable, limit: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit, _total_size(stream))
            digest.update(chunk)
            file.write(chunk)
        if not size:
            raise Empty("no content")
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _total_size(stream: Readable) -> int | None:
    # Bytes over the limit were counted and dropped (http/limits.py).
    received: int | None = getattr(stream, "received", None)
    if received is not None:
        return received
    try:
        return int(stream.seek(0, os.SEEK_END))  # type: ignore[attr-defined]
    except (AttributeError, OSError, TypeError, ValueError):
        return None


def _unlink(path: Path) -> None:
    # The disk that failed to write may fail here too; the sweep removes the rest.
    with suppress(OSError):
        path.unlink()


def _is_older(path: Path, seconds: float) -> bool:
    try:
        return path.stat().st_mtime <= time.time() - seconds
    except FileNotFoundError:
        return False


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise StorageUnavailable(str(error)) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
