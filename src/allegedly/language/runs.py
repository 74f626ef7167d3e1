"""Words that stand next to each other around one of them.

In:      a token, and tokens of its Doc, in any order.
Out:     the unbroken run among them that holds the token, in text order. A tree may be non-projective; a span may not.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token


def run_around(token: Token, tokens: Iterable[Token]) -> list[Token]:
    """The token itself, and what of `tokens` stands beside it without a gap."""
    inside = {one.i for one in tokens}
    first = last = token.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return [token.doc[at] for at in range(first, last + 1)]
