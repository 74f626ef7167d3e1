"""What is asked of a ledger: the same filters for every list, and how they are written in a command or an address.

In:      words such as `speaker=Hamas act=denies since=2023-10`, or `speaker=Hamas&act=denies`.
Out:     a `Question`; and from it the same words again, in one order.
Meaning: a filter that is given several times asks for any of its values; different filters are asked for together. A
         value behind "!" is one that is not wanted.
Fails:   BadQuestion, with what can be asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args
from urllib.parse import parse_qsl, quote, urlencode

from allegedly import dates
from allegedly.errors import BadQuestion
from allegedly.ledger.deciding import STATUSES
from allegedly.records import Act, ActorKind, Certainty, Channel, Form, Modality, Polarity, SpeakerKind
from allegedly.records.base import Record

ORDERS = ("newest", "oldest", "unsure", "relevance")
_ANY = "any"
_CHOICES: dict[str, tuple[str, ...]] = {
    "act": get_args(Act),
    "certainty": get_args(Certainty),
    "polarity": get_args(Polarity),
    "channel": get_args(Channel),
    "form": get_args(Form),
    "speaker_kind": get_args(SpeakerKind),
    "kind": get_args(ActorKind),
    "modality": get_args(Modality),
    "status": (*STATUSES, _ANY),
    "state": ("read", "unread"),
}
_ONCE = ("q", "since", "until", "below", "orphaned")


class Question(Record):
    """Filters; one that is empty restricts nothing. What was rejected is left out unless `status` asks for it.

    `speaker`, `about`, `via`, `subject` and `object` are names, ids or Wikidata numbers of actors; `about` are those
    that the content names, `via` those that passed it on. `since` and `until` are days, months or years of
    publication, both included. `below` keeps what is less sure than that. `q` are words to look for.
    """

    q: str | None = None
    speaker: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    speaker_kind: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    below: float | None = None
    orphaned: bool | None = None

    @classmethod
    def parse(cls, written: Iterable[str]) -> Question:
        """The question in the words of a command line; each may hold several filters joined by "&".

        Raises:
            BadQuestion: a filter that is not known, or a value it cannot have.
        """
        pairs: list[tuple[str, str]] = []
        for one in written:
            if "=" not in one:
                raise BadQuestion(f"{one!r} is no filter; write it as speaker=NAME or act=denies. {_known()}")
            pairs += parse_qsl(one.replace("+", "%2B"), keep_blank_values=True)
        return cls.of(pairs)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Any]]) -> Question:
        """The question of names and values; values that are None are passed over.

        Raises:
            BadQuestion: a filter that is not known, or a value it cannot have.
        """
        asked: dict[str, Any] = {}
        for name, value in pairs:
            field = name.replace("-", "_")
            if value is None:
                continue
            if field not in cls.model_fields:
                raise BadQuestion(f"{name!r} is no filter. {_known()}")
            if field not in _ONCE:
                asked[field] = (*asked.get(field, ()), _checked(field, str(value).strip()))
            elif field in asked:
                raise BadQuestion(f"{name!r} can be asked once only.")
            else:
                asked[field] = _single(field, value)
        return cls(**asked)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, in the order of the fields."""
        found: list[tuple[str, str]] = []
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, tuple):
                found += [(name, one) for one in value]
            elif value is not None:
                found.append((name, str(value).lower() if isinstance(value, bool) else str(value)))
        return found

    def written(self) -> str:
        """The question as the query of an address."""
        return urlencode(self.pairs(), quote_via=quote)


def _known() -> str:
    return f"Filters: {', '.join(Question.model_fields)}."


def _checked(field: str, value: str) -> str:
    if not value.removeprefix("!"):
        raise BadQuestion(f"the filter {field} is empty.")
    choices = _CHOICES.get(field)
    if choices is not None and value.removeprefix("!") not in choices:
        raise BadQuestion(f"{value!r} is no {field}; choose one of: {', '.join(choices)}.")
    return value


def _single(field: str, value: Any) -> Any:
    if field in ("since", "until"):
        written = str(value).strip()
        if dates.first_day(written) is None or "/" in written:
            raise BadQuestion(f"{written!r} is no date; write 2031-03-05, 2031-03 or 2031.")
        return written
    if field == "below":
        try:
            share = float(value)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise BadQuestion(f"{value!r} is no share; write a number from 0 to 1.")
        return share
    if field == "orphaned":
        if str(value).lower() not in ("true", "false"):
            raise BadQuestion(f"{value!r} is neither true nor false.")
        return str(value).lower() == "true"
    return str(value)
