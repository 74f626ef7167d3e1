"""Items from the web: fetched one after the other, politely, each for itself.

In:      addresses.
Out:     an item with its bytes for each, or a failure that says why not.
Cost:    the network's; at most a request a second to one host.
Fails:   never as a whole; offline, every address is a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allegedly.desk.items import Failure, Item
from allegedly.errors import IntakeError


def fetched(addresses: Iterable[str], *, allow_private: bool = False) -> Iterator[Item | Failure]:
    """Fetch them in their order; the connection to a host is kept between its pages."""
    asked = list(addresses)
    if not asked:
        return
    from allegedly.intake import Fetcher

    with Fetcher(allow_private=allow_private) as fetcher:
        for address in asked:
            try:
                page = fetcher.fetch(address)
            except IntakeError as error:
                yield Failure.of(address, error)
                continue
            yield Item(name=address, content=page.content, url=page.final_url)
