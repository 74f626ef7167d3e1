"""Every kind of damage is seen and named; a ledger that nobody touched has none."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from allegedly.ids import sha256
from allegedly.ledger import Store
from allegedly.ledger.packing import pack
from tests.ledger.desks import damage, faults, filled
from tests.readings import council, harbour

DENIAL = harbour().statements[4].id
PAGE = harbour().document


@pytest.fixture
def store(ledger_url: str) -> Store:
    made = filled(ledger_url)
    made.decide(DENIAL, "accept")
    made.edit(harbour().statements[0].id, "act", "denies")
    brenn, reth = (made.actor(name)[0].actor.id for name in ("Ada Brenn", "Jonas Reth"))
    made.merge(brenn, [reth])
    return made


def test_a_ledger_that_nobody_touched_has_no_fault(store: Store) -> None:
    assert faults(store) == []
    assert len(list(store.verify())) == store.steps_to_verify()


def body(store: Store) -> dict[str, object]:
    with store.reading() as connection:
        from allegedly.ledger.keeping import body_of

        packed = connection.execute(text("SELECT body FROM readings WHERE number = 1")).scalar_one()
    return dict(json.loads(body_of(packed)))


@pytest.mark.parametrize(
    ("sql", "kind", "name"),
    [
        ("UPDATE raws SET bytes = :bytes WHERE sha256 = :raw", "bytes", PAGE.raw_sha256),
        ("UPDATE raws SET size = size + 1 WHERE sha256 = :raw", "bytes", PAGE.raw_sha256),
        ("DELETE FROM raws WHERE sha256 = :raw", "documents", PAGE.raw_sha256),
        ("UPDATE versions SET text = replace(text, 'Monday', 'Sunday') WHERE number = 1", "text", PAGE.version),
        ("UPDATE versions SET text = replace(text, 'Monday', 'Sunday') WHERE number = 1", "span", DENIAL),
        ("UPDATE versions SET facts = replace(facts, 'Courier', 'Herald') WHERE number = 1", "document", PAGE.id),
        ("UPDATE versions SET facts = 'no json' WHERE number = 1", "text", PAGE.version),
        ("UPDATE documents SET id = 'doc_forged' WHERE number = 1", "document", "doc_forged"),
        ("UPDATE documents SET reading = NULL WHERE number = 1", "document", PAGE.id),
        ("UPDATE readings SET body = :bytes WHERE number = 1", "reading", PAGE.id),
        ("UPDATE readings SET sha256 = :raw WHERE number = 1", "reading", PAGE.id),
        ("DELETE FROM readings WHERE number = 2", "journal", "*"),
        ("UPDATE decisions SET action = 'reject' WHERE target = :denial", "decision", "*"),
        ("UPDATE decisions SET who = 'mallory' WHERE target = :denial", "decision", "*"),
        ("DELETE FROM decisions WHERE target = :denial", "statements", DENIAL),
        ("DELETE FROM decisions WHERE target = :denial", "journal", "*"),
        ("UPDATE statements SET quote = 'something else' WHERE id = :denial", "statements", DENIAL),
        ("UPDATE statements SET act = 'asserts' WHERE id = :denial", "statements", DENIAL),
        ("UPDATE statements SET status = 'machine' WHERE id = :denial", "statements", DENIAL),
        ("UPDATE statements SET speaker = NULL WHERE id = :denial", "statements", DENIAL),
        ("DELETE FROM hops WHERE position = 1", "hops", PAGE.id),
        ("UPDATE hops SET name = 'Nobody' WHERE position = 1", "hops", PAGE.id),
        ("DELETE FROM about", "about", council().document.id),
        ("UPDATE relations SET polarity = 'positive'", "relations", council().relations[2].id),
        ("DELETE FROM parties WHERE side = 'object'", "parties", council().document.id),
        ("UPDATE evidence SET quote = 'the treaty'", "evidence", "evd_bank"),
        ("UPDATE links SET kind = 'same' WHERE kind = 'disputes'", "links", "*"),
        ("UPDATE appearances SET mentions = 99", "appearances", "act_velmar"),
        ('UPDATE actors SET "into" = NULL', "actors", "*"),
        ("UPDATE counts SET count = count + 1 WHERE facet = 'act' AND value = 'denies'", "counts", "act=denies"),
        ("UPDATE journal SET who = 'mallory' WHERE number = 2", "journal", "2"),
        ("UPDATE journal SET digest = :raw WHERE number = 3", "journal", "3"),
        ("DELETE FROM journal WHERE number = 3", "journal", "4"),
        ("UPDATE statements SET document = 77 WHERE id = :denial", "statements", "*"),
        ("INSERT INTO about (actor, day, statement) SELECT number, 1, 1048576 FROM actors WHERE name = 'Orrin'",
         "about", PAGE.id),
    ],
)  # fmt: skip
def test_damage_is_named(store: Store, sql: str, kind: str, name: str) -> None:
    values = {"bytes": b"something else", "raw": PAGE.raw_sha256, "denial": DENIAL}
    damage(store, sql, **{key: value for key, value in values.items() if f":{key}" in sql})
    found = faults(store)
    assert (kind, name) in found or (name == "*" and kind in {one for one, _ in found}), found


def test_a_reading_that_was_replaced_with_its_digest_is_still_seen(store: Store) -> None:
    """Who changes a reading and its digest would have to change the journal as well."""
    forged = json.dumps(body(store)).replace('"denies"', '"asserts"').encode()
    damage(
        store, "UPDATE readings SET body = :body, sha256 = :digest WHERE number = 1",
        body=pack(forged).content, digest=sha256(forged),
    )  # fmt: skip
    assert ("reading", PAGE.id) in faults(store)


def test_a_span_that_was_moved_is_named_with_its_statement(store: Store) -> None:
    moved = json.dumps(body(store))
    anchor = harbour().statements[4].content[0]
    before, after = (
        f'"start": {anchor.start}, "end": {anchor.end}',
        f'"start": {anchor.start + 1}, "end": {anchor.end + 1}',
    )
    assert before in moved
    damage(
        store,
        "UPDATE readings SET body = :body WHERE number = 1",
        body=pack(moved.replace(before, after).encode()).content,
    )
    assert ("span", DENIAL) in faults(store)


def test_the_journal_is_only_added_to(store: Store) -> None:
    for sql in (
        "UPDATE journal SET who = 'x'",
        "DELETE FROM journal",
        "DELETE FROM decisions",
        "UPDATE decisions SET who='x'",
    ):
        with pytest.raises(Exception, match="only added to"), store._engine.begin() as connection:
            connection.execute(text(sql))


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
def test_the_index_of_words_is_checked(store: Store) -> None:
    damage(store, "INSERT INTO statements_search (statements_search) VALUES ('delete-all')")
    assert ("search", "statements_search") in faults(store)
