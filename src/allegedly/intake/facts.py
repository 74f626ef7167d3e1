"""What somebody knows of a document that its own text does not say.

A bare text seldom names its outlet or its date. Whoever has the file may say so, in options or in a sibling file
`NAME.meta.json`; what they say goes before what the page says.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import field_validator, model_validator

from allegedly import dates
from allegedly.errors import BadMetadata
from allegedly.records.base import Record
from allegedly.records.problem import Problem

SUFFIX = ".meta.json"

# RFC 5646, without the rare grandfathered tags: a language of two to eight letters, then subtags.
_BCP47 = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ALLOWED = 'Allowed are "outlet", "published", "published_at", "url", "title" and "language", each a text.'


class Facts(Record):
    """Outlet, date, address, title and language, as far as somebody states them; None where they do not.

    `published` is an EDTF date; an ISO 8601 timestamp is cut to its day, and kept whole in `published_at`, so that two
    prints of one day can be told in their order. `language` is a BCP 47 tag.

    Raises:
        BadMetadata: a value is empty, `published` is no date of the calendar, or `language` is no language tag.
    """

    outlet: str | None = None
    published: str | None = None
    published_at: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _keeps_the_hour(cls, stated: Any) -> Any:
        if not isinstance(stated, dict) or stated.get("published_at") is not None:
            return stated
        return {**stated, "published_at": dates.moment(stated.get("published"))}

    @field_validator("published_at", mode="after")
    @classmethod
    def _is_a_moment(cls, value: str | None) -> str | None:
        if value is not None and dates.moment(value) is None:
            raise BadMetadata(f"published_at should be a time such as 2023-11-05T09:30:00Z, but came as {value!r}.")
        return dates.moment(value)

    @field_validator("outlet", "url", "title", mode="after")
    @classmethod
    def _say_something(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            raise BadMetadata("an outlet, url or title was given as an empty text; leave it out instead.")
        return value.strip() if value is not None else None

    @field_validator("published", mode="after")
    @classmethod
    def _is_a_date(cls, value: str | None) -> str | None:
        if value is None or dates.is_edtf(value):
            return value
        try:
            return dates.day(value)
        except ValueError:
            raise BadMetadata(
                f"published should be a date such as 2023-11-05, 2023-11 or 2023, but came as {value!r}."
            ) from None

    @field_validator("language", mode="after")
    @classmethod
    def _is_a_tag(cls, value: str | None) -> str | None:
        if value is not None and not _BCP47.fullmatch(value):
            raise BadMetadata(f"language should be a BCP 47 tag such as en or pt-BR, but came as {value!r}.")
        return value

    def over(self, other: Facts) -> Facts:
        """These facts, and those of `other` where these say nothing."""
        before = other.stated()
        if self.published is not None:  # The hour of another day tells nothing.
            before.pop("published_at", None)
        return Facts(**{**before, **self.stated()})

    def stated(self) -> dict[str, str]:
        """Only the fields that are stated."""
        return {name: value for name, value in self if value is not None}


def sibling(path: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts in `NAME.meta.json` beside `path`, and a problem for every key in it that nobody knows.

    Both are empty where there is no such file.

    Raises:
        BadMetadata: the file is there and is not a JSON object of texts, or one of them cannot be meant.
    """
    beside = path.with_name(path.name.removesuffix(path.suffix) + SUFFIX)
    if beside == path or not beside.is_file():
        return Facts(), ()
    try:
        stated = json.loads(beside.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise BadMetadata(f"{beside} should hold a JSON object, but cannot be read as one: {error}.") from error
    if not isinstance(stated, dict):
        raise BadMetadata(f"{beside} should hold a JSON object, but holds {type(stated).__name__}. {_ALLOWED}")
    return _checked(stated, beside)


def _checked(stated: dict[str, Any], beside: Path) -> tuple[Facts, tuple[Problem, ...]]:
    known = {name: value for name, value in stated.items() if name in Facts.model_fields and value is not None}
    for name, value in known.items():
        if not isinstance(value, str):
            raise BadMetadata(f"{beside}: {name!r} should be a text, but is {type(value).__name__}. {_ALLOWED}")
    try:
        facts = Facts(**known)
    except BadMetadata as error:
        raise BadMetadata(f"{beside}: {error.message}") from error
    unknown = sorted(set(stated) - set(Facts.model_fields))
    problems = tuple(
        Problem(code="P109", message=f"{beside.name} states {name!r}, which is not known and was left out. {_ALLOWED}")
        for name in unknown
    )
    return facts, problems
