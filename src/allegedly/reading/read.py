"""One document, read from its text to its links."""

from __future__ import annotations

import sys

from spacy.tokens import Doc

from allegedly.actors import Gazetteer, Linked, gazetteer, identified, link
from allegedly.attribution import bare_occasions, credits, evidence, statements
from allegedly.language import annotate, reach, version
from allegedly.reading.confidence import calibrated, trusted
from allegedly.reading.ledes import named_below, told_below
from allegedly.reading.links import links
from allegedly.reading.occasions import spread
from allegedly.reading.relations import relations, renamed, renamed_evidence
from allegedly.reading.speakers import carried, speakers
from allegedly.records import Document, Problem, Reading, Statement

# The languages the embedded reader covers; ISO 639-1, compared with the primary subtag.
LANGUAGES = frozenset(("en",))


def reader() -> str:
    """The embedded reader's version: it changes with the model's weights."""
    return version()


def read(document: Document, *, threads: int = 0, known: Gazetteer | None = None) -> Reading:
    """Everything the embedded reader finds in one document.

    A document in a language that it does not cover is kept unread, with a Problem that says so.

    Args:
        document: From `allegedly.intake`.
        threads: Cores for the encoder; 0 takes all.
        known: Who is known by which name; the package's own gazetteer unless given.
    """
    if document.language is not None and document.language.split("-")[0].lower() not in LANGUAGES:
        problem = Problem(
            code="P301",
            message=f"the document is in {document.language}, which this reader does not cover; it was not read.",
        )
        return Reading(document=document, problems=(problem,), reader=reader())
    doc = annotate(document, threads=threads)
    found, linked = understood(doc, document)
    shown = evidence(doc, document, found)
    ties = links(doc, found, document.blocks, actors=linked.actors, shown={item.for_ for item in shown})
    found = [calibrated(statement) for statement in told_below(found, ties, document.blocks)]
    people = identified(doc, document, linked, known or gazetteer())
    told, said = relations(doc, document, list(renamed(found, people.renamed)), people.actors)
    made = Reading(
        document=document,
        statements=tuple(said),
        actors=people.actors,
        relations=tuple(told),
        evidence=trusted("evidence", list(renamed_evidence(shown, people.renamed))),
        links=trusted("links", ties),
        credits=tuple(credits(doc, document)),
        problems=_cut_short(document),
        reader=reader(),
    )
    # What the rooms keep in a Doc points back to it: without this a page's memory waits for the collector.
    doc.user_data.clear()
    return made


def understood(doc: Doc, document: Document) -> tuple[list[Statement], Linked]:
    """The statements with their speakers, and who is on the page; confidences as the rules give them."""
    found = statements(doc, document)
    linked = link(doc, document, found)
    known = carried(named_below(doc, speakers(doc, found, linked), document.blocks, linked.actors))
    told = speakers(doc, bare_occasions(doc, document, found), linked)
    ordered = sorted([*known, *told], key=lambda one: min(one.content[0].start, *_starts(one)))
    bare = {one.id for one in told}
    return [one for one in spread(ordered, document.blocks) if one.id not in bare], linked


def _starts(statement: Statement) -> list[int]:
    """Where the source and the cue of a statement begin."""
    return [anchor.start for anchor in (statement.source, statement.cue) if anchor is not None] or [sys.maxsize]


def _cut_short(document: Document) -> tuple[Problem, ...]:
    """A Problem where the document is longer than one reading takes; its text is kept whole all the same."""
    end = reach(document)
    if end == len(document.text):
        return ()
    message = f"only the first {end:,} of {len(document.text):,} code points were read; the rest is kept unread."
    return (Problem(code="P302", message=message),)
