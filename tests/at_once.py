"""Several acts at the same moment, for tests of what happens when two meet."""

import threading
from collections.abc import Callable

from tests.transport import in_a_context_of_its_own


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment; what each returned, or the exception that it raised."""
    results: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = in_a_context_of_its_own(acts[place])
        except BaseException as error:  # noqa: BLE001  (handed to the test)
            results[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
