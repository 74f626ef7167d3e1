"""HTML that cannot be anything else: text is escaped on the way in, and only `Html` goes inside an element.

The type checker refuses a plain `str` where `Html` is wanted, so that no words of an article reach a page unescaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

Html = NewType("Html", str)

NOTHING = Html("")
# What HTML forbids, one for one, so that code points still count the same on the page.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def text(words: str) -> Html:
    """The words as HTML that shows exactly them; characters HTML does not allow are shown as "�"."""
    return Html(html.escape(_FORBIDDEN.sub("\ufffd", words)))


def element(name: str, /, *children: Html, **attributes: str | int | float | bool | None) -> Html:
    """`<name …>children</name>`. An attribute that is None or False is left out, one that is True stands alone.

    A trailing underscore is dropped from an attribute's name, other underscores become hyphens.
    """
    return Html(f"{opening(name, **attributes)}{''.join(children)}</{name}>")


def opening(name: str, /, **attributes: str | int | float | bool | None) -> Html:
    """`<name …>`: the start tag alone, for what has no end tag or is closed elsewhere."""
    return Html("<" + " ".join([name, *_written(attributes)]) + ">")


def join(parts: Iterable[Html], between: str = "") -> Html:
    """The parts in a row, with plain words between them."""
    return Html(text(between).join(parts))


def web_address(address: str | None) -> str | None:
    """The address if it leads to the web; any other scheme could run something, and becomes None."""
    if address is not None and re.match(r"https?://[^\s]+\Z", address, re.IGNORECASE):
        return address
    return None


def _written(attributes: dict[str, str | int | float | bool | None]) -> Iterable[str]:
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        yield name if value is True else f'{name}="{text(str(value))}"'
