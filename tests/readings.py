"""Readings made by hand, for tests of what is shown and of the doors. People, places and outlets are invented.

`python -m tests.readings` prints the account of the sample, to renew `tests/views/golden/account.txt`.
"""

from __future__ import annotations

import re
from typing import Any

from allegedly.ids import RELATION, STATEMENT, identify
from allegedly.records import (
    Actor,
    ActorKind,
    Anchor,
    Block,
    BlockKind,
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

READER = "by-hand 1"
_SAID = re.compile(r"(\w+) (said): ([^.]+)")


class Draft:
    """A document under construction and the statements somebody found in it."""

    def __init__(self, *blocks: tuple[BlockKind, str], **facts: Any) -> None:
        made: list[Block] = []
        text = ""
        for kind, words in blocks:
            text += "\n\n" if text else ""
            made.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
            text += words
        self.document = Document.make(
            text,
            tuple(made),
            raw=text.encode("utf-8", "surrogatepass"),
            media_type="text/plain",
            encoding="utf-8",
            **facts,
        )
        self.statements: list[Statement] = []

    def at(self, words: str, *, after: int = 0) -> Anchor:
        """Where `words` first stand at or after a position."""
        start = self.document.text.index(words, after)
        return Anchor(text=words, start=start, end=start + len(words))

    def says(
        self, *content: str, source: str | None = None, cue: str | None = None, after: str = "", **fields: Any
    ) -> Statement:
        """Add a statement. Its words are looked for after the first place where `after` stands."""
        begin = self.document.text.index(after)
        pieces = tuple(self.at(words, after=begin) for words in content)
        verbatim = tuple(self.at(words, after=begin) for words in fields.pop("verbatim", ()))
        block = next(i for i, block in enumerate(self.document.blocks) if block.end > pieces[0].start)
        statement = Statement(
            id=identify(STATEMENT, self.document.id, len(self.statements)),
            document=self.document.id,
            source=None if source is None else self.at(source, after=begin),
            cue=None if cue is None else self.at(cue, after=begin),
            content=pieces,
            verbatim=verbatim,
            block=block,
            reader=READER,
            **fields,
        )
        self.statements.append(statement)
        return statement

    def reading(self, **fields: Any) -> Reading:
        return Reading(document=self.document, statements=tuple(self.statements), reader=READER, **fields)


def harbour() -> Reading:
    """A page with every kind of thing a view must show."""
    draft = Draft(
        ("headline", "Island minister denies harbour was sold, monitor says"),
        ("dek", "Opposition calls for an inquiry as ferries stay in port"),
        ("byline", "By Tamsin Orlo"),
        ("caption", "Ferries in the port of Velmar, which the owner says are “fit to sail”, on March 3, 2031."),
        (
            "paragraph",
            "The transport minister of Velmar, Jonas Reth, denied on Monday that the old harbour had been sold, "
            "according to a report by the Coastal Monitor.",
        ),
        (
            "paragraph",
            "“Not one stone,” Reth told Radio Velmar, “has left our hands.” He added that a buyer might come forward "
            "“within the year.”",
        ),
        ("paragraph", "It was alleged last week that the contract had been signed in secret."),
        (
            "paragraph",
            "Ada Brenn, a dock worker, said her foreman told her the cranes were being taken apart. The harbour "
            "employs four hundred people.",
        ),
        ("boilerplate", "Read more: five islands to visit this summer"),
        ("boilerplate", "Sign up for the morning letter"),
        outlet="The Velmar Courier",
        published="2031-03-05",
        title="Island minister denies harbour was sold",
        authors=("Tamsin Orlo",),
        url="https://courier.example/harbour",
        language="en",
    )
    _say(draft)
    told, report = draft.statements[5], draft.statements[4]
    bank = Evidence(
        id="evd_bank",
        kind="document",
        by=(draft.at("Radio Velmar"),),
        for_=report.id,
        polarity="negative",
        certainty="probable",
        span=draft.at("the contract"),
    )
    bears = Link(kind="supports", a=told.id, b=report.id, confidence=0.8, why="the speaker is the same")
    denied = Link(kind="disputes", a=draft.statements[7].id, b=report.id, confidence=0.9, why="one is a denial")
    problem = Problem(code="P-QUOTE", message="A quotation is not closed.", span=draft.at("“within the year.”"))
    return draft.reading(problems=(problem,), evidence=(bank,), links=(bears, denied))


def _say(draft: Draft) -> None:
    reth = Speaker(name="Jonas Reth", kind="named-person", role="transport minister of Velmar")
    monitor = Speaker(name="Coastal Monitor", kind="named-group")
    outer = draft.says(
        "Island minister denies harbour was sold", source="monitor", cue="says", speaker=monitor, confidence=0.91
    )
    draft.says("harbour was sold", source="Island minister", cue="denies", act="denies", nested_in=outer.id)
    draft.says(
        "Ferries in the port of Velmar",
        "are “fit to sail”",
        source="the owner",
        cue="says",
        after="Ferries in",
        verbatim=("fit to sail",),
        form="mixed",
        confidence=0.4,
    )
    paragraph = "The transport minister"
    report = draft.says(
        "The transport minister of Velmar, Jonas Reth, denied on Monday that the old harbour had been sold",
        source="a report by the Coastal Monitor",
        cue="according to",
        after=paragraph,
        speaker=monitor,
    )
    draft.says(
        "that the old harbour had been sold",
        source="The transport minister of Velmar, Jonas Reth,",
        cue="denied",
        after=paragraph,
        speaker=reth,
        act="denies",
        certainty="certain",
        polarity="negative",
        nested_in=report.id,
        said=Said(edtf="2031-03-03", span=draft.at("on Monday")),
        marks=(Mark.model_validate({**draft.at("denied", after=180).model_dump(), "of": "polarity"}),),
        chain=(
            Hop(name="Jonas Reth", role="speaker"),
            Hop(name="Coastal Monitor", role="monitor", span=draft.at("the Coastal Monitor")),
        ),
    )
    draft.says(
        "“Not one stone,”",
        "“has left our hands.”",
        source="Reth",
        cue="told",
        after="“Not one",
        verbatim=("Not one stone,", "has left our hands."),
        form="direct",
        speaker=reth,
        addressee=draft.at("Radio Velmar"),
        channel="interview",
    )
    draft.says(
        "that a buyer might come forward “within the year.”",
        source="He",
        cue="added",
        after="He added",
        verbatim=("within the year.",),
        form="mixed",
        speaker=reth,
        act="predicts",
        certainty="possible",
        marks=(Mark.model_validate({**draft.at("might").model_dump(), "of": "certainty"}),),
        times=(Said(edtf="2031-03-05/2032-03-05", span=draft.at("within the year")),),
        confidence=0.7,
    )
    draft.says("that the contract had been signed in secret", cue="alleged", after="It was", confidence=0.62)
    told = draft.says(
        "her foreman told her the cranes were being taken apart", source="Ada Brenn, a dock worker,", cue="said"
    )
    draft.says("the cranes were being taken apart", source="her foreman", cue="told her", nested_in=told.id)
    draft.says("The harbour employs four hundred people")


def council() -> Reading:
    """A page with actors and relations: asserted by the outlet and by a speaker, of two, of three and of a thing."""
    draft = Draft(
        ("headline", "Velmar blames Orrin"),
        (
            "paragraph",
            "Velmar has blamed Orrin. Ada Brenn, a member of the Harbour Council, said Orrin attacked Port Ambre and "
            "that Velmar would never attack Orrin.",
        ),
        ("paragraph", "Brenn met Jonas Reth and Ilse Marr in Port Ambre on 3 March 2031. Two men watched."),
        ("paragraph", "Port Ambre has no missiles, Reth added. Velmar's allies may aid Orrin, he said."),
        outlet="The Velmar Courier",
        published="2031-03-05",
    )
    brenn = Speaker(actor="act_brenn", name="Ada Brenn", kind="named-person")
    reth = Speaker(actor="act_reth", name="Jonas Reth", kind="named-person")
    told = [
        draft.says("Velmar has blamed Orrin"),
        draft.says(
            "Orrin attacked Port Ambre and that Velmar would never attack Orrin",
            source="Ada Brenn, a member of the Harbour Council,",
            cue="said",
            speaker=brenn,
        ),
        draft.says("Brenn met Jonas Reth and Ilse Marr in Port Ambre on 3 March 2031"),
        draft.says("Port Ambre has no missiles", source="Reth", cue="added", after="Port Ambre has", speaker=reth),
        draft.says("Velmar's allies may aid Orrin", source="he", cue="said", after="Velmar's allies", speaker=reth),
    ]
    first, claim, met, lacks, may = (one.id for one in told)
    relations = (
        _relation(draft, "ACCUSE", "velmar", ("orrin",), first, "blamed", mode="disapprove"),
        _relation(draft, "ASSAULT", "orrin", ("ambre",), claim, "attacked"),
        _relation(draft, "ASSAULT", "velmar", ("orrin",), claim, "attack", polarity="negative", modality="predicted"),
        _relation(
            draft, "CONSULT", "brenn", ("reth", "marr"), met, "met", when="2031-03-03", where=draft.at("Port Ambre")
        ),
        _relation(draft, "lacks-capability", "ambre", (), lacks, "has", value=draft.at("missiles")),
        _relation(draft, "AID", "allies", ("orrin",), may, "aid", modality="possible", certainty="possible"),
    )
    return draft.reading(actors=_council_actors(draft), relations=relations)


def _relation(
    draft: Draft, kind: str, subject: str, objects: tuple[str, ...], statement: str, trigger: str, **fields: Any
) -> Relation:
    others = [f"act_{one}" for one in objects] or [fields["value"].text]
    made = next(one for one in draft.statements if one.id == statement)
    return Relation(
        **{"polarity": "positive", "certainty": "certain", "modality": "asserted", **fields},
        id=identify(RELATION, statement, kind, subject, *others),
        subject=f"act_{subject}",
        relation=kind,
        object=others[0],
        co_objects=tuple(others[1:]),
        statement=statement,
        trigger=draft.at(trigger, after=made.content[0].start),
    )


def _council_actors(draft: Draft) -> tuple[Actor, ...]:
    def actor(name: str, kind: ActorKind, *mentions: Anchor, **fields: Any) -> Actor:
        places = mentions or (draft.at(name, after=draft.document.blocks[1].start),)
        made = tuple(Mention(text=one.text, start=one.start, end=one.end) for one in places)
        return Actor(id=f"act_{name.split()[-1].lower()}", name=name, kind=kind, mentions=made, **fields)

    member = Role(text="member of the Harbour Council", organisation="Harbour Council")
    again = draft.at("Brenn", after=draft.document.text.index("Brenn met"))
    return (
        actor("Velmar", "state", identifiers={"key": "velmar", "iso3": "VLM", "cameo": "VLM"}),
        actor("Orrin", "state", identifiers={"iso3": "ORR"}),
        actor("Ada Brenn", "person", draft.at("Ada Brenn"), again, roles=(member,), principal="act_council"),
        actor("Harbour Council", "organisation"),
        actor("Port Ambre", "state"),
        actor("Jonas Reth", "person"),
        actor("Ilse Marr", "person"),
        actor("Velmar's allies", "organisation", named=False),
        actor("Two men", "person", named=False),
    )


def read_plainly(document: Document) -> Reading:
    """A reader for tests of the doors: in "Name said: words." it finds who said what, and nothing anywhere else."""
    found = []
    for number, match in enumerate(_SAID.finditer(document.text)):
        source, cue, content = (Anchor.at(document.text, Span(*match.span(group))) for group in (1, 2, 3))
        found.append(
            Statement(
                id=identify(STATEMENT, document.id, number),
                document=document.id,
                source=source,
                cue=cue,
                content=(content,),
                reader=READER,
            )
        )
    return Reading(document=document, statements=tuple(found), reader=READER)


if __name__ == "__main__":
    from allegedly.views import account

    print(account.render(harbour()), end="")
