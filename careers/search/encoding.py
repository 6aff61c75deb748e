"""Tokens in the form in which they are indexed: short, plain ASCII, and never taken for something else.

No server's shortest length, list of stop words, punctuation or collation touches them. ``z``, a letter for the field,
then the token; what is not a letter or digit is written after an underscore, which no token contains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from careers.search.tables import Field, TextTable
from careers.search.tokens import token_texts

_SIGNS = str.maketrans({"+": "_pl", "#": "_sh", ".": "_dt"})
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode(token: str, field: Field) -> str:
    """One token of one field, as it stands in the index."""
    if token.isascii():
        return f"z{field.code}{token.translate(_SIGNS)}"
    return f"z{field.code}_u" + "".join(_four_digits(ord(character)) for character in token)


def encode_all(tokens: Iterable[str], field: Field) -> str:
    """Tokens of one field, one after the other."""
    return " ".join(encode(token, field) for token in tokens)


def index_words(texts: Mapping[str, str], table: TextTable) -> str:
    """What is indexed for a thing whose ``texts`` stand under the names of the table's fields.

    A blank stands before and after every word, and two between fields, so that ``scan`` can look for neighbors.
    """
    fields = (encode_all(token_texts(texts.get(field.name, "")), field) for field in table.fields)
    return f" {'  '.join(filter(None, fields))} "


def _four_digits(number: int) -> str:
    # Always four, so that the code of a word begins with the code of each of its beginnings.
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
