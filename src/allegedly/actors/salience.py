"""Who a reader has in mind when "he" or "she" comes: what the page adds to the encoder's odds.

In:      a pronoun and an actor spoken of before it.
Out:     log odds to add.
How:     news follows one speaker over a paragraph and hands "he" to whoever was last the subject, so subjects, recent
         mentions and the last speaker weigh more; nobody calls himself "he" in his own quoted words, but does in words
         that are reported ("she said she believed"). Names that no given name, title or office shows to be a person's
         weigh less: they may be a town.
Source:  the preferences are those of Lappin and Leass 1994 (recency, subject before object) and of centering; the
         weights are fitted on the dev pages of evaluation/gold by coordinate ascent, see docs/decisions/0016.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from allegedly.actors.entities import Entity
from allegedly.actors.mentions import Mention

LATEST, SUBJECT, REPORTED = 2.0, 0.5, 3.0
SPEAKER, SPEAKER_BEFORE = 2.5, 5.0  # Whoever spoke last; and did so in the same sentence or the one before.
QUOTED = -6.0
PARAGRAPH = 1.0  # Spoken of in the pronoun's own paragraph.
SENTENCE, FAR = -0.4, 6
DOUBTFUL = -2.0
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


@dataclass(frozen=True)
class Setting:
    """What is known where the pronoun stands. `latest` and `speaker` are the entity last spoken of and the last
    speaker; `quoted` and `reporting` the one whose quoted, and whose reported, words the pronoun is part of."""

    latest: Entity | None
    speaker: Entity | None
    quoted: Entity | None
    reporting: Entity | None


def salience(doc: Doc, pronoun: Mention, entity: Entity, setting: Setting) -> float:
    """Log odds for `entity`, whose last mention before the pronoun decides on distance and subject."""
    last = max((one for one in entity.mentions if one.head < pronoun.head), key=lambda one: one.head, default=None)
    if last is None:
        return 0.0
    total = SENTENCE * min(pronoun.sentence - last.sentence, FAR)
    total += SUBJECT * any(_is_subject(doc, one) for one in entity.mentions if one.sentence == last.sentence)
    total += LATEST * (entity is setting.latest) + PARAGRAPH * (last.block == pronoun.block)
    if entity is setting.speaker:
        total += SPEAKER_BEFORE if pronoun.sentence - last.sentence <= 1 else SPEAKER
    total += REPORTED * (entity is setting.reporting) + QUOTED * (entity is setting.quoted)
    return total + DOUBTFUL * _doubtful(entity)


def _is_subject(doc: Doc, mention: Mention) -> bool:
    token = doc[mention.head]
    return token.dep_ in _SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in _SUBJECTS)


def _doubtful(entity: Entity) -> bool:
    """True where nothing shows that the entity is a person: one word, no office, no given name."""
    return entity.gender not in ("he", "she") and not entity.nouns and len(entity.longest) < 2
