"""What is known of somebody: one row of the gazetteer or of a list of one's own."""

from __future__ import annotations

from typing import NamedTuple

from allegedly.dates import first_day, is_time, last_day
from allegedly.records.actor import ActorKind


class Code(NamedTuple):
    """A CAMEO code and the days from and until which it holds, both included; None where that end is open."""

    code: str
    start: str | None = None
    end: str | None = None


class Entry(NamedTuple):
    """Somebody known, under all names. An empty string or tuple: nothing known.

    `key` is stable. `sort` is finer than `kind` ("wire", "igo", "capital"; "weak" where the name is an ordinary word
    that names somebody in few contexts only). `seats` are places that stand for those who govern. `country` is the
    ISO 3166 alpha-3 code of the state it is of. `schema` is FollowTheMoney's. `source` names the list.
    """

    key: str
    name: str
    kind: ActorKind
    sort: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    country: str = ""
    wikidata: str = ""
    iso2: str = ""
    iso3: str = ""
    cameo: tuple[Code, ...] = ()
    schema: str = ""
    source: str = ""


def parse_code(text: str) -> Code:
    """A code as lists write it: "USAELI", or with an EDTF interval "USAGOV 2009-01-20/2017-01-20".

    Raises:
        ValueError: the code is not made of capitals and digits, or what follows is no time.

    >>> parse_code("USAGOV 2009/2017-01-20")
    Code(code='USAGOV', start='2009-01-01', end='2017-01-20')
    """
    code, _, when = text.strip().partition(" ")
    if not (code.isascii() and code.isalnum() and code == code.upper()):
        raise ValueError(text)
    if not when:
        return Code(code)
    if not is_time(when.strip()):
        raise ValueError(text)
    start, end = first_day(when.strip()), last_day(when.strip())
    return Code(code, start.isoformat() if start else None, end.isoformat() if end else None)


def code_on(codes: tuple[Code, ...], day: str | None) -> str | None:
    """The code that holds over all of an EDTF day, month or year; None where none does.

    Of several the one that began last, and an undated one last of all. Without a day, or with one that has no year,
    the undated code, or else the one without an end.
    """
    first, last = (first_day(day), last_day(day)) if day else (None, None)
    if first is None or last is None:
        lasting = [one for one in codes if one.start is None and one.end is None] or [
            one for one in codes if not one.end
        ]
        return lasting[-1].code if lasting else None
    begins, ends = first.isoformat(), last.isoformat()
    holding = [one for one in codes if (one.start or "") <= begins and ends <= (one.end or "9999-12-31")]
    return max(holding, key=lambda one: (one.start or "", one.end is not None)).code if holding else None
