"""Where a dateline ends that opens a paragraph: "SANTA ODILA, Lisandra, June 8 (AFP) - |Lisandra has been …".

In:      a paragraph's text.
Out:     the code point at which its first sentence begins; 0 where no dateline opens it.
Rule:    a place in capitals, what belongs to it, an agency in brackets or none, a dash.
"""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"\s*[A-Z][A-Z .’'-]{2,}(?:[/,] ?[\w .’'-]{2,30}){0,4}\s*(?:\([^()]{2,40}\)\s*)?[—–-]+\s+"
    r"|\s*[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}(?:, [\w .]{2,20})?\s*\([^()]{2,40}\)\s*[—–-]+\s+"
)
_LONGEST = 100  # Code points; chosen.


def after_dateline(paragraph: str) -> int:
    """Where what the paragraph tells begins.

    >>> after_dateline("KARANDA — A former bookkeeper told a jury")
    10
    >>> after_dateline("A former bookkeeper - 41 - told a jury")
    0
    """
    found = _DATELINE.match(paragraph[:_LONGEST])
    return 0 if found is None else found.end()
