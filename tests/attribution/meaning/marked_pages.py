"""A page of one marked sentence: brackets say what is source, cue and content, so that only the rules are tried.

The markup is that of `tests/attribution/markup.py`: `[s1 Reth] [c1 said] [t1 that …]`; the last number is the statement
asked about where nothing else is said.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from allegedly import language
from allegedly.attribution.meaning import chain
from allegedly.attribution.meaning.source_kind import source_kind
from allegedly.records import Anchor, Document, Speaker, Statement
from tests.attribution.markup import parse
from tests.readings import Draft


@cache
def page(marked: str) -> tuple[Doc, Document, list[Statement]]:
    """The Doc, its Document and the statements in the order of their numbers, with the kinds of their speakers."""
    text, expected = parse(marked)
    document = Draft(("paragraph", text)).document
    doc = language.annotate(document)
    statements = []
    for one in expected:
        source, cue = (None if not spans else Anchor.at(text, spans[0]) for spans in (one.source, one.cue))
        statement = Statement(
            id=str(one.number),
            document=document.id,
            source=source,
            cue=cue,
            content=tuple(Anchor.at(text, span) for span in one.content),
            nested_in=None if one.nested_in is None else str(one.nested_in),
            block=0,
            reader="marked",
        )
        kind = source_kind(doc, statement).value if source is not None else "unknown"
        statements.append(statement.model_copy(update={"speaker": Speaker(kind=kind)}))
    return doc, document, statements


def line(marked: str, number: int = 0) -> str:
    """A statement's chain as "Reth → AP (interviewer)"; the last statement's where no number is given."""
    doc, document, statements = page(marked)
    hops = chain.chains(doc, statements, document=document)[str(number or statements[-1].id)]
    return " → ".join(hop.name if hop.role == "speaker" else f"{hop.name} ({hop.role})" for hop in hops)


def words(doc: Doc, span: tuple[int, int] | None) -> str | None:
    return None if span is None else doc.text[span[0] : span[1]]
