"""Routes that are cheap to make, for every test has an app of its own with hundreds of them."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """A rule that writes the function which builds its addresses when it first builds one.

    Werkzeug writes and compiles two for each rule at once: nine tenths of the time in which an app is made.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., Any]:
        made: list[Callable[..., Any]] = []

        def build(rule: Rule, **values: Any) -> Any:
            if not made:
                made.append(Rule._compile_builder(self, append_unknown))
            return made[0](rule, **values)

        return build
