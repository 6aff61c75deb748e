"""The child's resource limits, which the kernel enforces from before the first byte is read."""

import contextlib
import resource
import signal

MEGABYTE = 1024 * 1024
CHARACTERS = 1_000_000  # of text that is kept
PAGES = 20  # that are drawn
PAGE_WIDTH, PAGE_HEIGHT = 1000, 3000  # pixels
DRAWING_SECONDS = 12  # after which no further page is begun
PIXELS = 50_000_000  # of a picture that is decoded
MARK_SIDE, MARK_MIN, MARK_RATIO = (
    4096,
    24,
    8,
)  # pixels of an uploaded mark; how much longer than high at most
MARK_WIDTH, MARK_HEIGHT, ICON_SIDE = 480, 96, 128  # pixels of what is drawn of it
MEMBERS = {"office": 5_000, "zip": 50_000}  # in an archive
UNPACKED = {"office": 250 * MEGABYTE, "zip": 1024 * MEGABYTE}  # of an archive's members together

RESOURCES = {
    resource.RLIMIT_AS: 512 * MEGABYTE,
    resource.RLIMIT_FSIZE: 16 * MEGABYTE,
    resource.RLIMIT_NOFILE: 64,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NPROC: 0,
}


def apply(seconds: int) -> None:
    """Set the limits, with this many seconds of processor time; none can be raised again."""
    for name, most in {**RESOURCES, resource.RLIMIT_CPU: seconds}.items():
        # macOS refuses some of them; the parent's timeout still applies.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))
    # Ends the child even if the parent, whose timeout is shorter, has died.
    signal.alarm(seconds + 2)
