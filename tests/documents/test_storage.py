"""Stored files."""

import hashlib
import io
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careers.documents.storage import Empty, FolderStorage, StorageUnavailable, TooLarge

DAY = 24 * 60 * 60


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    """Return an empty storage whose folder does not exist yet."""
    return FolderStorage(tmp_path / "private" / "storage")


def files_in(storage: FolderStorage) -> list[Path]:
    """Return all files below the storage."""
    return [path for path in storage.root.rglob("*") if path.is_file()]


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Make writing more than ``size`` bytes to a file fail, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def age(path: Path, seconds: int) -> None:
    """Date the file's last change back by ``seconds``."""
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def test_a_staged_file_is_complete_and_described(storage: FolderStorage) -> None:
    content = os.urandom(200_000)
    staged = storage.stage(io.BytesIO(content), limit=200_000)
    assert staged.size == 200_000
    assert staged.sha256 == hashlib.sha256(content).hexdigest()
    with storage.open(staged.key) as file:
        assert file.read() == content


def test_keys_are_random_and_fan_out(storage: FolderStorage) -> None:
    first, second = (storage.stage(io.BytesIO(b"same"), limit=10).key for _ in range(2))
    assert first != second
    assert storage.path(first).relative_to(storage.root) == Path(first[:2], first[2:4], first)


def test_only_the_site_can_read_stored_files(storage: FolderStorage) -> None:
    path = storage.path(storage.stage(io.BytesIO(b"private"), limit=10).key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in list(path.parents)[:4]} == {0o700}


def test_a_staged_file_and_its_folders_are_synced(storage: FolderStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(number: int) -> None:
        synced.append(os.fstat(number).st_ino)
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    path = storage.path(storage.stage(io.BytesIO(b"x"), limit=10).key)
    assert {path.stat().st_ino, *(folder.stat().st_ino for folder in list(path.parents)[:3])} <= set(synced)


def test_a_file_over_the_limit_is_not_kept(storage: FolderStorage) -> None:
    with pytest.raises(TooLarge) as refusal:
        storage.stage(io.BytesIO(bytes(200_001)), limit=100_000)
    assert (refusal.value.limit, refusal.value.size) == (100_000, 200_001)
    assert files_in(storage) == []


def test_a_file_of_exactly_the_limit_is_stored(storage: FolderStorage) -> None:
    assert storage.stage(io.BytesIO(bytes(100)), limit=100).size == 100


def test_an_empty_file_is_not_kept(storage: FolderStorage) -> None:
    with pytest.raises(Empty):
        storage.stage(io.BytesIO(b""), limit=10)
    assert files_in(storage) == []


def test_an_interrupted_upload_is_not_kept(storage: FolderStorage) -> None:
    class Breaking:
        def __init__(self) -> None:
            self.chunks = [b"first", b"second"]

        def read(self, _size: int = -1, /) -> bytes:
            if not self.chunks:
                raise ConnectionResetError
            return self.chunks.pop()

    with pytest.raises(StorageUnavailable):
        storage.stage(Breaking(), limit=100)
    assert files_in(storage) == []


def test_a_full_disk_is_reported_and_the_file_is_not_kept(storage: FolderStorage) -> None:
    with file_size_limit(50_000), pytest.raises(StorageUnavailable):
        storage.stage(io.BytesIO(bytes(100_000)), limit=200_000)
    assert files_in(storage) == []


def test_a_partly_written_image_is_not_kept(storage: FolderStorage) -> None:
    with file_size_limit(50_000), pytest.raises(StorageUnavailable):
        storage.put_derived("c" * 32, "page-1.webp", bytes(100_000))
    assert files_in(storage) == []


@pytest.mark.parametrize(
    "key", ["", "..", "../../etc/passwd", "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n", "a/" * 16]
)
def test_an_invalid_key_has_no_path(storage: FolderStorage, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        storage.path(key)


@pytest.mark.parametrize("name", ["", "../x.webp", "/x.webp", ".webp", "a/b.webp", "page-1.webp\n", "PAGE.webp"])
def test_an_invalid_derived_name_has_no_path(storage: FolderStorage, name: str) -> None:
    with pytest.raises(ValueError, match="not a derived"):
        storage.put_derived("a" * 32, name, b"x")


def test_opening_a_missing_file_raises_storage_unavailable(storage: FolderStorage) -> None:
    with pytest.raises(StorageUnavailable):
        storage.open("0" * 32)


def test_deleting_removes_the_file_and_its_images(storage: FolderStorage) -> None:
    key = storage.stage(io.BytesIO(b"resume"), limit=10).key
    storage.put_derived(key, "page-1.webp", b"image")
    with storage.open_derived(key, "page-1.webp") as file:
        assert file.read() == b"image"
    storage.delete(key)
    storage.delete(key)
    assert files_in(storage) == []


def test_only_old_files_can_be_swept(storage: FolderStorage) -> None:
    old, new = (storage.stage(io.BytesIO(b"x"), limit=10).key for _ in range(2))
    age(storage.path(old), DAY + 60)
    assert list(storage.sweepable(DAY)) == [old]
    assert set(storage.sweepable(0)) == {old, new}


def test_images_without_their_file_can_be_swept(storage: FolderStorage) -> None:
    storage.put_derived("b" * 32, "page-1.webp", b"image")
    age(storage.derived_path("b" * 32, "page-1.webp").parent, DAY + 60)
    assert list(storage.sweepable(DAY)) == ["b" * 32]


def test_a_key_with_images_is_swept_once(storage: FolderStorage) -> None:
    key = storage.stage(io.BytesIO(b"resume"), limit=10).key
    storage.put_derived(key, "page-1.webp", b"image")
    assert list(storage.sweepable(0)) == [key]


def test_scratch_folders_of_killed_processes_are_removed(storage: FolderStorage) -> None:
    with storage.scratch() as kept:
        left = storage.root / "scratch-left"
        left.mkdir()
        age(left, DAY + 60)
        storage.delete_scratch(DAY)
        assert (kept.exists(), left.exists()) == (True, False)
    assert not kept.exists()
