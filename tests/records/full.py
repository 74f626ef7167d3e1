"""One reading in which every record and every field that can hold an anchor holds one."""

from __future__ import annotations

from collections.abc import Sequence

from allegedly.records import (
    Actor,
    Anchor,
    Block,
    Credit,
    Document,
    Evidence,
    Hop,
    Link,
    Mark,
    Mention,
    Problem,
    Reading,
    Relation,
    Role,
    Said,
    Speaker,
    Statement,
)
from allegedly.spans import Span


def full_reading(text: str, spans: Sequence[Span]) -> Reading:
    """A reading of `text`, which is not empty; its anchors take `spans` in turn."""
    turn = 0

    def here() -> Anchor:
        nonlocal turn
        turn += 1
        return Anchor.at(text, spans[turn % len(spans)])

    def mention() -> Mention:
        anchor = here()
        return Mention(text=anchor.text, start=anchor.start, end=anchor.end, metonym=True)

    problem = Problem(code="P101", message="A quotation is not closed.", span=here())
    document = Document.make(
        text,
        (Block(kind="paragraph", start=0, end=len(text)),),
        raw=b"raw",
        media_type="text/plain",
        encoding="utf-8",
        outlet="The Velmar Courier",
        problems=(problem,),
    )
    statement = Statement(
        id="stm_a",
        document=document.id,
        source=here(),
        cue=here(),
        content=(here(), here()),
        verbatim=(here(),),
        speaker=Speaker(actor="act_a", name="Jonas Reth", kind="named-person", anonymity=here()),
        addressee=here(),
        venue=here(),
        chain=(Hop(name="Jonas Reth", actor="act_a", role="speaker", span=here()), Hop(name="Monitor", role="monitor")),
        said=Said(edtf="2031-03-03", span=here()),
        times=(Said(edtf="2031-03", span=here()),),
        marks=(Mark.model_validate({**here().model_dump(), "of": "certainty"}),),
        block=0,
        reader="by-hand 1",
    )
    relation = Relation(
        id="rel_a",
        subject="act_a",
        relation="CONSULT",
        object=None,
        where=here(),
        statement="stm_a",
        polarity="positive",
        certainty="certain",
        modality="asserted",
        trigger=here(),
    )
    return Reading(
        document=document,
        statements=(statement,),
        actors=(
            Actor(
                id="act_a",
                name="Jonas Reth",
                kind="person",
                identifiers={"iso3": "VEL"},
                roles=(Role(text="minister", statement="stm_a"),),
                mentions=(mention(),),
            ),
        ),
        relations=(relation,),
        evidence=(
            Evidence(id="evd_a", kind="video", by=("act_a", here()), for_="stm_a", polarity="positive", span=here()),
        ),
        links=(Link(kind="same", a="stm_a", b="stm_a", confidence=0.5, why="the same words"),),
        credits=(Credit(name="Northlight", kind="contribution", span=here()),),
        problems=(problem,),
        reader="by-hand 1",
    )
