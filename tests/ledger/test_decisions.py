"""People's decisions are seen everywhere, can be undone, outlive re-reading, and are never overwritten by anybody."""

from __future__ import annotations

import pytest

from allegedly import ledger
from allegedly.errors import BadDecision, StaleItem, UnknownItem
from allegedly.ledger import Question, Store
from allegedly.records import Reading
from tests.ledger.desks import faults, filled, put, quotes
from tests.readings import council, harbour

DENIAL = harbour().statements[4].id


@pytest.fixture
def store(ledger_url: str) -> Store:
    return filled(ledger_url)


def row(store: Store, identity: str) -> ledger.StatementRow:
    found = [one for one in store.every("statements", Question(status=("any",))) if one.id == identity]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("action", "status"), [("accept", "accepted"), ("reject", "rejected"), ("unsure", "unsure")])
def test_a_decision_is_seen_and_undone(store: Store, action: str, status: str) -> None:
    before = store.facets(Question())
    made = store.decide(DENIAL, action)
    assert (row(store, DENIAL).status, made.who) == (status, "ann")
    assert store.count("statements", Question(status=(status,))).number == 1
    assert faults(store) == []
    store.undo()
    assert row(store, DENIAL).status == "machine"
    assert store.facets(Question()) == before
    assert [one.action for one in store.decisions(DENIAL)] == ["undo", action]
    assert faults(store) == []


def test_what_was_rejected_is_left_out_unless_asked_for(store: Store) -> None:
    store.decide(DENIAL, "reject")
    quote = "that the old harbour had been sold"
    assert quote not in quotes(store)
    assert quotes(store, "status=rejected") == [quote]
    assert DENIAL not in [one.id for one in store.whole(DENIAL).reading.statements]
    assert dict(store.facets(Question(), ("act",))["act"].values).get("denies") == 1


def test_the_relations_of_a_rejected_statement_are_asserted_by_nobody(store: Store) -> None:
    claim = council().statements[1].id
    assert [one.status for one in store.every("relations", Question(speaker=("Ada Brenn",)))] == ["machine"] * 2
    store.decide(claim, "reject")
    assert list(store.every("relations", Question(subject=("Orrin",)))) == []
    store.undo()
    assert len(list(store.every("relations", Question(subject=("Orrin",))))) == 1


def test_an_undone_decision_that_is_named_holds_again(store: Store) -> None:
    made = store.decide(DENIAL, "accept")
    for expected in ("machine", "accepted", "machine"):
        store.undo(made.id)
        assert row(store, DENIAL).status == expected
    assert faults(store) == []


def test_undo_takes_back_ones_own_latest_only(store: Store) -> None:
    other = ledger.open(store.place.url.render_as_string(hide_password=False) if store.place.file is None
                        else store.place.file, who="bob")  # fmt: skip
    store.decide(DENIAL, "accept")
    other.decide(harbour().statements[0].id, "reject")
    store.undo()
    assert row(store, DENIAL).status == "machine"
    assert row(store, harbour().statements[0].id).status == "rejected"
    with pytest.raises(UnknownItem):
        store.undo()


@pytest.mark.parametrize(
    ("field", "value", "words", "found"),
    [
        ("act", "predicts", ["act=predicts"], 1),
        ("certainty", "possible", ["certainty=possible"], 1),
        ("polarity", None, ["polarity=negative"], 0),
        ("said", "2031-02", ["speaker=Jonas Reth", "act=denies"], 1),
        ("speaker", "Ada Brenn", ["speaker=Ada Brenn"], 1),
        ("channel", "leak", ["channel=leak"], 1),
    ],
)
def test_a_field_is_corrected(store: Store, field: str, value: str, words: list[str], found: int) -> None:
    made = store.edit(DENIAL, field, value)
    assert made.payload["field"] == field
    assert quotes(store, *words).count("that the old harbour had been sold") == found
    assert row(store, DENIAL).status == "edited"
    assert faults(store) == []
    store.undo()
    assert next(one for one in store.whole(DENIAL).reading.statements if one.id == DENIAL) == harbour().statements[4]


def test_a_corrected_speaker_is_the_actor_who_is_called_so(store: Store) -> None:
    first = council().statements[0].id
    store.edit(first, "speaker", "Ada Brenn")
    assert row(store, first).actor == store.actor("Ada Brenn")[0].actor.id
    assert store.actor("Ada Brenn")[0].actor.says == 2
    store.edit(DENIAL, "speaker", "Ada Brenn")  # She is on the other page; there is only one of that name.
    assert row(store, DENIAL).actor == row(store, first).actor
    assert store.whole(DENIAL).reading.statements[4].chain[0].name == "Ada Brenn"


def test_spans_are_corrected_at_exact_places(store: Store) -> None:
    text = harbour().document.text
    start = text.index("the old harbour had been sold")
    store.edit(DENIAL, "content", [{"start": start, "end": start + 15}, {"start": start + 16, "end": start + 29}])
    assert row(store, DENIAL).quote == "the old harbour … had been sold"
    assert (row(store, DENIAL).start, row(store, DENIAL).end) == (start, start + 29)
    assert quotes(store, 'q="old harbour"', "act=denies") == ["the old harbour … had been sold"]
    assert faults(store) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "shouts"),
        ("act", "denies"),
        ("certainty", None),
        ("colour", "red"),
        ("content", []),
        ("content", [{"start": 5, "end": 99999}]),
        ("content", [{"start": 10, "end": 20}, {"start": 15, "end": 30}]),
        ("source", {"start": 7}),
        ("said", "yesterday"),
        ("speaker", "  "),
    ],
)
def test_a_correction_that_cannot_be_meant_changes_nothing(store: Store, field: str, value: object) -> None:
    with pytest.raises(BadDecision):
        store.edit(DENIAL, field, value)
    assert row(store, DENIAL).status == "machine"
    assert store.decisions() == []


def test_who_looked_at_an_older_state_changes_nothing(store: Store) -> None:
    seen = row(store, DENIAL).revision
    store.decide(DENIAL, "accept", seen_at=seen)
    with pytest.raises(StaleItem):
        store.decide(DENIAL, "reject", seen_at=seen)
    assert row(store, DENIAL).status == "accepted"


def test_what_a_document_says_of_itself_is_corrected(store: Store) -> None:
    document = harbour().document.id
    store.edit(document, "published", "2029-01-02")
    store.edit(document, "outlet", "The Orrin Post")
    assert len(quotes(store, "outlet=The Orrin Post", "until=2029")) == 11
    assert store.whole(document).reading.document.outlet == "The Orrin Post"
    assert faults(store) == []
    store.undo()
    store.undo()
    assert quotes(store, "outlet=The Orrin Post") == []
    with pytest.raises(BadDecision):
        store.edit(document, "published", "next week")


def reread(*, without: int) -> Reading:
    """The page as another reader sees it, who misses one statement."""
    page = harbour()
    kept = tuple(one for at, one in enumerate(page.statements) if at != without)
    return page.model_copy(update={"statements": kept, "links": (), "evidence": (), "reader": "newer 2"})


def test_a_later_reading_keeps_every_decision(store: Store) -> None:
    store.edit(DENIAL, "act", "accuses")
    store.decide(harbour().statements[0].id, "reject")
    put(store, reread(without=10))
    assert (row(store, DENIAL).act, row(store, DENIAL).status) == ("accuses", "edited")
    assert row(store, harbour().statements[0].id).status == "rejected"
    assert not row(store, DENIAL).orphaned
    assert faults(store) == []


def test_a_decided_statement_that_is_gone_is_orphaned_and_listed(store: Store) -> None:
    store.edit(DENIAL, "act", "accuses")
    undecided = harbour().statements[3].id
    put(store, reread(without=4))
    found = row(store, DENIAL)
    assert (found.orphaned, found.act, found.quote) == (True, "accuses", "that the old harbour had been sold")
    assert quotes(store, "orphaned=true") == [found.quote]
    assert row(store, undecided).orphaned is False
    (gone,) = store.whole(DENIAL).orphaned
    assert gone[0].id == DENIAL
    assert faults(store) == []
    store.undo()
    assert quotes(store, "orphaned=true") == []


def test_merged_actors_are_one_everywhere_until_it_is_undone(store: Store) -> None:
    brenn, reth = store.actor("Ada Brenn")[0].actor, store.actor("Jonas Reth")[0].actor
    before = store.facets(Question())
    store.merge(brenn.id, [reth.id])
    (one,) = store.actor("Jonas Reth")
    assert (one.actor.name, one.actor.says, one.merged) == ("Ada Brenn", brenn.says + reth.says, (reth.id,))
    assert len(quotes(store, "speaker=Ada Brenn")) == brenn.says + reth.says
    assert row(store, DENIAL).speaker == "Ada Brenn"
    assert faults(store) == []
    with pytest.raises(BadDecision):
        store.merge(reth.id, [brenn.id])
    store.undo()
    assert [file.actor.says for file in store.actor("Jonas Reth")] == [reth.says]
    assert store.facets(Question()) == before
    assert faults(store) == []


def test_an_actor_is_split_by_documents_and_joined_again(store: Store) -> None:
    page = council()
    other = page.document.model_copy(update={"outlet": "The Orrin Post"})
    again = type(page.document).make(
        other.text, other.blocks, raw=other.text.encode(), media_type="text/plain", encoding="utf-8",
        outlet=other.outlet, published="2031-03-06",
    )  # fmt: skip
    moved = {one.id: f"stm_{at}{one.id[5:]}" for at, one in enumerate(page.statements)}
    put(
        store,
        page.model_copy(
            update={
                "document": again,
                "statements": tuple(
                    one.model_copy(update={"id": moved[one.id], "document": again.id}) for one in page.statements
                ),
                "relations": (),
            }
        ),
    )  # fmt: skip
    both = store.actor("Ada Brenn")[0]
    assert len(both.appearances) == 2
    made = store.split(both.actor.id, [again.id], name="Ada Brenn the younger")
    apart = store.actor(made.payload["into"])[0]
    assert (apart.actor.name, len(apart.appearances)) == ("Ada Brenn the younger", 1)
    assert {file.actor.id for file in store.actor("Ada Brenn")} == {both.actor.id, apart.actor.id}
    assert faults(store) == []
    with pytest.raises(BadDecision):
        store.split(apart.actor.id, [again.id])
    store.undo()
    assert store.actor("Ada Brenn")[0].appearances == both.appearances
    assert faults(store) == []


def test_links_are_drawn_and_taken_back(store: Store) -> None:
    first, second = harbour().statements[0].id, harbour().statements[7].id
    made = store.link("disputes", first, second)
    assert [one.kind for one in store.whole(first).reading.links if one.a == first] == ["disputes"]
    store.unlink(made.target)
    assert [one for one in store.whole(first).reading.links if one.a == first] == []
    assert faults(store) == []
    with pytest.raises(BadDecision):
        store.link("likes", first, second)


@pytest.mark.parametrize("identity", ["stm_nothing", "act_nothing", "doc_nothing", "nonsense", ""])
def test_an_unknown_id_is_named(store: Store, identity: str) -> None:
    with pytest.raises(UnknownItem):
        store.decide(identity, "accept")
