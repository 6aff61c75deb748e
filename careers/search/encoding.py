"""Encode tokens for the index as short plain ASCII that full-text engines never change or skip.

So no minimum length, stop word list, punctuation, or collation affects them. A code is ``z``, a letter for the field,
and the token; characters other than letters and digits are written after an underscore, which no token contains.
"""

from collections.abc import Iterable, Mapping

from careers.search.tables import Field, TextTable
from careers.search.tokens import token_texts

_SIGNS = str.maketrans({"+": "_pl", "#": "_sh", ".": "_dt"})
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode(token: str, field: Field) -> str:
    """Return a token of a field as it is stored in the index."""
    if token.isascii():
        return f"z{field.code}{token.translate(_SIGNS)}"
    return f"z{field.code}_u" + "".join(_four_digits(ord(character)) for character in token)


def encode_all(tokens: Iterable[str], field: Field) -> str:
    """Return several tokens of a field, in order."""
    return " ".join(encode(token, field) for token in tokens)


def index_words(texts: Mapping[str, str], table: TextTable) -> str:
    """Return the text to index; ``texts`` are keyed by the names of the table's fields.

    Every word has a space before and after it, and fields are separated by two, so that ``scan`` can search for
    neighbors.
    """
    fields = (encode_all(token_texts(texts.get(field.name, "")), field) for field in table.fields)
    return f" {'  '.join(filter(None, fields))} "


def _four_digits(number: int) -> str:
    # Always four digits, so that the code of a word starts with the code of each of its prefixes.
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
