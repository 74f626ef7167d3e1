"""What a page says of itself: outlet, authors, date, address, title, language.

The order of trust: JSON-LD of the news item, then the head's own tags, then what trafilatura makes of the rest.
Dates are cut to their day; what is no date of the calendar counts as not said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from allegedly import dates
from allegedly.errors import BadMetadata
from allegedly.intake.content import readable
from allegedly.intake.facts import Facts
from allegedly.intake.html import Page
from allegedly.intake.lists import load

_LONGEST = 300
_MOST_AUTHORS = 20
_NOT_A_NAME = re.compile(r"https?://|@|\d{3}")
_BY = re.compile(r"(?:by|von|par|por|di)\s+", re.I)


class Said(NamedTuple):
    """What the page says of itself."""

    facts: Facts
    authors: tuple[str, ...]


def read(page: Page) -> Said:
    """Everything the page states; what it does not state is None or empty."""
    item = _news_item(page.tree)
    tags = _head_tags(page.tree)
    guessed = _guessed(page)
    publisher = _first_named(item.get("publisher"))
    stated = {
        "outlet": _text(publisher) or tags.get("outlet") or guessed.get("sitename"),
        "published": _day(item.get("datePublished")) or _day(tags.get("published")) or _day(guessed.get("date")),
        "published_at": _hour(item.get("datePublished"), tags.get("published")),
        "url": tags.get("url") or _address(item) or guessed.get("url"),
        "title": _text(item.get("headline")) or tags.get("title") or guessed.get("title"),
        "language": _language(item, page.tree),
    }
    people = tuple(dict.fromkeys(_people(item.get("author"))))
    authors = people or _authors(tags.get("authors") or guessed.get("author"))
    return Said(_facts(stated), authors[:_MOST_AUTHORS])


def _facts(stated: dict[str, Any]) -> Facts:
    """Facts from what is sound among the stated; a page's nonsense is not worth an error."""
    sound: dict[str, str] = {}
    for name, said in stated.items():
        value = _text(said)
        if value is None:
            continue
        try:
            Facts(**{name: value})
        except BadMetadata:
            continue
        sound[name] = value
    return Facts(**sound)


def _news_item(tree: LexborHTMLParser) -> dict[str, Any]:
    """The JSON-LD object of the article; empty where there is none that can be read."""
    types = set(load("metadata")["article_types"])
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            loaded = json.loads(script.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(loaded):
            kinds = item.get("@type")
            if types & set(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []):
                return item
    return {}


def _objects(loaded: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, the graph and lists opened."""
    waiting = [loaded]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, list):
            waiting.extend(here[:100])
        elif isinstance(here, dict):
            yield here
            waiting.extend(here[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in here)


def _head_tags(tree: LexborHTMLParser) -> dict[str, str]:
    """What `meta`, `link`, `title` and `time` state, by our names; the first tag in the list's order wins."""
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and (content := _text(attributes.get("content"))):
            metas.setdefault(name.lower(), content)
    found = {
        name: next(metas[key] for key in keys if key in metas)
        for name, keys in load("metadata")["meta"].items()
        if any(key in metas for key in keys)
    }
    if (canonical := tree.css_first('link[rel="canonical"]')) and (href := _text(canonical.attributes.get("href"))):
        found["url"] = href
    if "published" not in found and (time := tree.css_first("article time[datetime], time[datetime]")):
        found["published"] = time.attributes.get("datetime") or ""
    return found


def _guessed(page: Page) -> dict[str, str | None]:
    """trafilatura's view; empty where the page is beyond it."""
    if not readable(page):
        return {}
    from trafilatura import extract_metadata  # half a second to import, which a bare text should not wait for

    try:
        # Dates from running text are left alone: a wrong date is worse than none.
        found = extract_metadata(page.markup, date_config={"extensive_search": False, "original_date": True})
    except Exception:  # noqa: BLE001  # whatever a third party's parser stumbles over, the page stays readable
        return {}
    return {name: _text(getattr(found, name, None)) for name in ("sitename", "date", "url", "title", "author")}


def _first_named(value: Any) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _people(value: Any) -> Iterator[str]:
    for person in value if isinstance(value, list) else [value]:
        name = _text(_first_named(person))
        if name and not _NOT_A_NAME.search(name):
            yield name


def _authors(value: str | None) -> tuple[str, ...]:
    names = (_BY.sub("", name.strip(), count=1).strip() for name in re.split(r";|,? and |,", value or ""))
    return tuple(dict.fromkeys(name for name in names if name and not _NOT_A_NAME.search(name)))


def _address(item: dict[str, Any]) -> str | None:
    main = item.get("mainEntityOfPage")
    return _text(main.get("@id") if isinstance(main, dict) else main) or _text(item.get("url"))


def _language(item: dict[str, Any], tree: LexborHTMLParser) -> str | None:
    root = tree.root
    return _text(item.get("inLanguage")) or (_text(root.attributes.get("lang")) if root is not None else None)


def _hour(*stated: Any) -> str | None:
    """The hour of the first that states a day, so that both are of one source."""
    first = next((text for one in stated if (text := _text(one)) and _day(text)), None)
    return dates.moment(first)


def _day(value: Any) -> str | None:
    text = _text(value)
    if text is None:
        return None
    try:
        return dates.day(text)
    except ValueError:
        try:
            return dates.day(text[:10])
        except ValueError:
            return None


def _text(value: Any) -> str | None:
    """A text with its white space folded; None for everything else, for nothing and for too much."""
    if not isinstance(value, str):
        return None
    folded = " ".join(value.split())
    return folded if folded and len(folded) <= _LONGEST else None
