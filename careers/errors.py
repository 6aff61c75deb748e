"""The base class of expected errors."""


class DomainError(Exception):
    """A violated business rule; the text is a sentence for the user.

    ``field`` names the form field it is about, if that is always the same one.
    """

    field = ""
