"""Where a statement was made: a place, a meeting, a platform, a programme.

    said | at a press conference in Beirut | on Monday        wrote | on Telegram |

In:      a Doc with grammar and names, a statement, and the other statements of its page.
Out:     a span with its preposition, over a meeting and the place where it was held; None where nothing says where.
Rules:   what stands beside the cue, or beside a verb of speaking or appearing next to it; never what describes the
         source ("a doctor in Kessel said") and never the content.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc

from allegedly.attribution.meaning.frame import Frame, frame
from allegedly.attribution.meaning.grammar import span_of, text_of, tokens_in
from allegedly.attribution.meaning.hearers import verb_of
from allegedly.attribution.meaning.nouns import singular
from allegedly.attribution.meaning.phrases import Phrase, chunk
from allegedly.attribution.meaning.press import press_of
from allegedly.records import Statement
from allegedly.spans import Span, trim

_PLACES = frozenset(("LOC", "FAC", "GPE"))
_AIRED = frozenset(("broadcaster", "programme"))


def venue(doc: Doc, statement: Statement, *, others: Sequence[Statement] = ()) -> Span | None:
    """Where the words were said or written; `others` are the page's statements, whose words are their own."""
    around = frame(doc, statement, others)
    for at, phrase in enumerate(around.phrases):
        if phrase.is_time or not _beside(around, phrase) or not _where(doc, phrase):
            continue
        last = _reach(around, at)
        first = phrase.head.doc[phrase.first]
        return trim(text_of(doc), Span(first.idx, span_of(around.phrases[last].tokens).end), ".")
    return _posted(doc, statement)


def _posted(doc: Doc, statement: Statement) -> Span | None:
    """The platform of a source that was posted there: "a video posted on Telegram"."""
    if statement.source is None:
        return None
    for phrase in chunk(tokens_in(doc, statement.source), set()):
        verb = "" if phrase.verb is None else phrase.verb.lemma_.lower()
        named = phrase.head.text[:1].isupper() or phrase.noun == "media"
        if phrase.word in ("on", "to") and verb in _lists()["posting"] and named and _in(phrase, "platforms"):
            return Span(doc[phrase.first].idx, span_of(phrase.tokens).end)
    return None


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.attribution").joinpath("data", "venue.json").read_text("utf-8")
    return {name: frozenset(entries) for name, entries in json.loads(data).items() if isinstance(entries, list)}


def _beside(around: Frame, phrase: Phrase) -> bool:
    """True where the phrase belongs to the saying."""
    return around.governs(phrase) or verb_of(around, phrase) in _lists()["verbs"]


def _where(doc: Doc, phrase: Phrase) -> bool:
    """True for a place, a meeting, a platform or a programme after its preposition."""
    if phrase.word not in _lists()["prepositions"]:
        return False
    if phrase.word in ("on", "via", "over") and (_in(phrase, "platforms") or _on_air(doc, phrase)):
        return True
    if phrase.word in ("in", "at", "during", "from", "to", "on") and _in(phrase, "meetings"):
        return phrase.word != "to" and not _in(phrase, "no_venue_meetings")
    if phrase.word in ("to", "via", "over", "during", "by", "before", "between", "across"):
        return phrase.word == "before" and _in(phrase, "places")
    if phrase.noun in _lists()["no_place"] and phrase.head.ent_type_ not in _PLACES:
        return _in(phrase, "rooms")
    return phrase.head.ent_type_ in _PLACES or _in(phrase, "places")


def _in(phrase: Phrase, name: str) -> bool:
    """True where the head, or the head with the word before it, is in a list."""
    words = [token.lower_ for token in phrase.tokens if token.i < phrase.head.i][-1:]
    forms = {phrase.noun, singular(phrase.head), phrase.head.lower_}
    forms |= {f"{words[0]} {form}" for form in tuple(forms) if words}
    if phrase.noun in ("x", "line", "signal", "threads") and not phrase.head.text[:1].isupper():
        return False
    return bool(forms & _lists()[name])


def _on_air(doc: Doc, phrase: Phrase) -> bool:
    found = press_of(doc).find(phrase.tokens)
    last = phrase.tokens[-1]
    mine = last.is_quote or last.pos_ == "PROPN" or phrase.noun in _lists()["programmes"]
    return mine and (
        any(one.kind in _AIRED for one in found) or phrase.noun in ("show", "podcast", "programme", "program")
    )


def _reach(around: Frame, at: int) -> int:
    """The last of the phrases that say where the meeting was held: "at a rally | in Ohio"."""
    while at + 1 < len(around.phrases):
        this, following = around.phrases[at], around.phrases[at + 1]
        place = following.head.ent_type_ in _PLACES or _in(following, "places")
        near = following.first == this.tokens[-1].i + 1 and following.verb == this.verb
        if not near or not place or following.word not in ("in", "at", "on", "near", "outside", "inside"):
            break
        at += 1
    return at
