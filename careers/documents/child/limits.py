"""The child's resource limits, which the kernel enforces from before the first byte is read."""

import contextlib
import resource
import signal

MEGABYTE = 1024 * 1024
CHARACTERS = 1_000_000  # of extracted text
PAGES = 20  # to render
PAGE_WIDTH, PAGE_HEIGHT = 1000, 3000  # pixels
RENDER_SECONDS = 12  # after which no further page is started
PIXELS = 50_000_000  # of an image to decode
MIN_LOGO_SIDE, MAX_LOGO_SIDE, MAX_LOGO_RATIO = (
    24,
    4096,
    8,
)  # of an upload: pixels, and the longer side to the shorter
LOGO_WIDTH, LOGO_HEIGHT, ICON_SIDE = 480, 96, 128  # pixels of the redrawn logo and its icon
MEMBERS = {"office": 5_000, "zip": 50_000}  # of an archive
UNPACKED = {"office": 250 * MEGABYTE, "zip": 1024 * MEGABYTE}  # total size of an archive's members

RESOURCES = {
    resource.RLIMIT_AS: 512 * MEGABYTE,
    resource.RLIMIT_FSIZE: 16 * MEGABYTE,
    resource.RLIMIT_NOFILE: 64,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NPROC: 0,
}


def apply(seconds: int) -> None:
    """Set the limits, with this many seconds of processor time; none can be raised again."""
    for name, limit in {**RESOURCES, resource.RLIMIT_CPU: seconds}.items():
        # macOS refuses some of them; the parent's timeout still applies.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (limit, limit))
    # Ends the child even if the parent, whose timeout is shorter, has died.
    signal.alarm(seconds + 2)
