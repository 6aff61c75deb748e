"""The error of the child's readers, whose code the parent turns into a message."""


class Problem(Exception):
    """A file of a known type that can't be read; ``code`` is ``password``, ``broken``, or ``unpacks``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
