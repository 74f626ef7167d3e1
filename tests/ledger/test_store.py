"""What was put into a ledger is found again, by every filter, in pages, with counts; on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly import ledger
from allegedly.errors import AnchorError, BadQuestion, LedgerDamaged, UnknownItem
from allegedly.ledger import Question, Store, Told
from allegedly.records import Document, Reading
from tests.ledger.desks import faults, filled, put, quotes, raw
from tests.readings import READER, council, harbour


@pytest.fixture
def store(ledger_url: str) -> Store:
    return filled(ledger_url)


def test_an_empty_ledger_answers_with_nothing(ledger_url: str) -> None:
    ledger.make(ledger_url, who="ann")
    store = ledger.open(ledger_url, who="ann")
    assert quotes(store) == []
    assert store.count("statements", Question()).number == 0
    assert store.actors(Question()) == []
    assert all(not facet.values for facet in store.facets(Question()).values())
    assert faults(store) == []


def test_a_reading_comes_back_as_it_was_put(store: Store) -> None:
    for reading in (harbour(), council()):
        assert store.whole(reading.document.id).reading == reading
        assert store.raw(reading.document.id) == raw(reading)


def test_the_same_is_stored_once(store: Store) -> None:
    before = store.figures()
    kept = store.put(raw(harbour()), harbour(), Told("again"))
    assert not kept.new
    assert {**store.figures(), "bytes": 0} == {**before, "bytes": 0}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["speaker=Jonas Reth", "act=denies"], ["that the old harbour had been sold"]),
        (["act=denies&certainty=certain"], ["that the old harbour had been sold"]),
        (["act=predicts"], ["that a buyer might come forward “within the year.”"]),
        (["speaker=jonas RETH", "channel=interview"], ["“Not one stone,” … “has left our hands.”"]),
        (["via=Coastal Monitor"], ["that the old harbour had been sold"]),
        (
            ["about=Port Ambre", "speaker=Ada Brenn"],
            ["Orrin attacked Port Ambre and that Velmar would never attack Orrin"],
        ),
        (["relation=AID"], ["Velmar's allies may aid Orrin"]),
        (["subject=Ada Brenn"], ["Brenn met Jonas Reth and Ilse Marr in Port Ambre on 3 March 2031"]),
        (["q=missiles"], ["Port Ambre has no missiles"]),
        (['q="contract had" OR "sprung leaks"'], ["that the contract had been signed in secret"]),
        (["q=harbour -sold -workers", "act=!denies"], ["The harbour employs four hundred people"]),
        (["below=0.5"], ["Ferries in the port of Velmar … are “fit to sail”"]),
        (["speaker=Nobody at All"], []),
        (["since=2032"], []),
        (["until=2030-12-31"], []),
        (["outlet=the velmar courier", "form=direct"], ["“Not one stone,” … “has left our hands.”"]),
        (["outlet=!The Velmar Courier"], []),
        (["status=rejected"], []),
    ],
)
def test_filters_find_what_they_say(store: Store, words: list[str], found: list[str]) -> None:
    assert quotes(store, *words) == found


def test_filters_of_days_include_their_ends(store: Store) -> None:
    everything = quotes(store)
    assert len(everything) == 16
    assert quotes(store, "since=2031-03-05", "until=2031-03") == everything
    assert quotes(store, "until=2031-03-04") == []


def test_a_document_is_a_filter(store: Store) -> None:
    assert quotes(store, f"document={council().document.id}", order="oldest") == [
        " … ".join(piece.text for piece in one.content) for one in council().statements
    ]


@pytest.mark.parametrize("order", ["newest", "oldest", "unsure"])
@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_pages_join_to_the_whole(store: Store, order: str, limit: int) -> None:
    whole = [row.id for row in store.every("statements", Question(), order=order)]
    paged: list[str] = []
    after = None
    while True:
        page = store.page("statements", Question(), order=order, limit=limit, after=after)
        paged += [row.id for row in page.rows]
        if (after := page.next) is None:
            break
    assert paged == whole
    assert len(set(whole)) == 16


def test_the_least_certain_come_first(store: Store) -> None:
    sure = [row.least for row in store.every("statements", Question(), order="unsure")]
    assert sure == sorted(sure)


def test_words_are_ranked_and_shown_in_their_passage(store: Store) -> None:
    page = store.page("statements", Question(q="harbour"), order="relevance", limit=2)
    assert len(page.rows) == 2
    passages = store.passages("statements", "harbour", page.rows)
    assert all("\ue000harbour\ue001" in passage for passage in passages.values())
    documents = store.page("documents", Question(q="cranes"), order="relevance", limit=5).rows
    assert [row.id for row in documents] == [harbour().document.id]
    assert "\ue000cranes\ue001" in store.passages("documents", "cranes", documents)[harbour().document.id]


@pytest.mark.parametrize(
    "words", ['"', "(", "a OR", "-", "NEAR(", "*", "'; DROP TABLE raws", "%", "a AND NOT b", "^x:y"]
)
def test_nothing_that_is_typed_breaks_the_search(store: Store, words: str) -> None:
    store.page("statements", Question(q=words), order="relevance", limit=5)
    assert store.count("documents", Question(q=words)).exact


def test_facets_count_what_the_list_shows(store: Store) -> None:
    for asked in (Question(), Question(speaker=("Jonas Reth",)), Question(q="harbour")):
        for name, facet in store.facets(asked, ("act", "status", "speaker", "outlet", "form")).items():
            for value, number in facet.values:
                narrower = Question.of([*asked.pairs(), (name, value)])
                assert store.count("statements", narrower).number == number, (name, value)


def test_actors_are_counted_and_known_by_all_their_names(store: Store) -> None:
    (file,) = store.actor("Jonas Reth")
    assert (file.actor.name, file.actor.says) == ("Jonas Reth", 5)
    assert store.actor("Brenn") == store.actor("Ada  BRENN") == store.actor(store.actor("Brenn")[0].actor.id)
    assert {one.document for one in file.appearances} == {council().document.id}
    assert store.actors(Question(), limit=1)[0].name == "Jonas Reth"
    with pytest.raises(UnknownItem, match=r"Did you mean: .*Reth"):
        store.actor("Anna Reth")


def test_who_speaks_in_what_a_question_finds(store: Store) -> None:
    assert [(row.name, row.says) for row in store.actors(Question(act=("denies",)))] == [("Jonas Reth", 1)]


def test_relations_are_found_by_their_sides(store: Store) -> None:
    def found(*words: str) -> list[str]:
        return [row.relation for row in store.every("relations", Question.parse(words), order="oldest")]

    assert found() == ["ACCUSE", "ASSAULT", "ASSAULT", "CONSULT", "lacks-capability", "AID"]
    assert found("object=Orrin") == ["ACCUSE", "ASSAULT", "AID"]
    assert found("about=Ilse Marr") == ["CONSULT"]
    assert found("polarity=negative") == ["ASSAULT"]
    assert found("speaker=Ada Brenn") == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    "word", ["colour=red", "act=shouts", "since=yesterday", "speaker", "below=2", "act=", "q=a&q=b"]
)
def test_what_cannot_be_asked_is_refused_with_what_can(word: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        Question.parse([word])
    assert len(refused.value.message) > 20


def test_a_mark_of_another_list_is_refused(store: Store) -> None:
    with pytest.raises(BadQuestion):
        store.page("statements", Question(), after="nonsense")


@given(st.dictionaries(st.sampled_from(["speaker", "about", "outlet", "q"]), st.text(min_size=1), min_size=1))
def test_a_question_is_written_and_understood_again(asked: dict[str, str]) -> None:
    try:
        question = Question.of(asked.items())
    except BadQuestion:
        return
    assert Question.parse([question.written()]) == question


def test_a_reading_that_does_not_quote_its_text_is_refused_whole(store: Store) -> None:
    reading = harbour()
    shifted = reading.statements[0].model_copy(
        update={"content": (reading.statements[0].content[0].model_copy(update={"start": 5, "end": 44}),)}
    )
    other = Document.make("x" * 2000, (), raw=b"x" * 2000, media_type="text/plain", encoding="utf-8")
    broken = Reading.model_construct(
        document=other, statements=(shifted,), actors=(), relations=(), evidence=(), links=(), credits=(), problems=(),
        reader=READER,
    )  # fmt: skip
    before = store.figures()["documents"]
    with pytest.raises(AnchorError):
        store.put(b"x" * 2000, broken, Told("broken"))
    assert store.figures()["documents"] == before
    assert faults(store) == []


def test_bytes_that_are_not_the_documents_are_refused(store: Store) -> None:
    with pytest.raises(LedgerDamaged):
        store.put(b"something else", harbour(), Told("other"))


@pytest.mark.parametrize(
    "text", ["a\x00b said: yes.", "\ud800 lone", "𝒳 emoji 👩‍👩‍👧 and e\u0301", "line\u2028break\r\n"]
)
def test_any_text_comes_back_exactly(store: Store, text: str) -> None:
    document = Document.make(
        text,
        (),
        raw=text.encode("utf-8", "surrogatepass"),
        media_type="text/plain",
        encoding="utf-8",
        outlet="O\x00\ud800",
    )
    put(store, Reading(document=document, reader=READER))
    assert store.whole(document.id).reading.document.text == text
    assert faults(store) == []


def test_a_later_text_of_a_document_is_shown_when_it_was_read(store: Store) -> None:
    first = harbour()
    other = first.document.model_copy(update={"text": first.document.text + "\n\nAdded later."})
    document = Document.make(
        other.text, other.blocks, raw=raw(first), media_type="text/plain", encoding="utf-8",
        **{name: getattr(other, name) for name in ("outlet", "published", "title", "authors", "url", "language")},
    )  # fmt: skip
    assert document.id == first.document.id
    store.keep(raw(first), document, name="with a newer intake")
    assert store.whole(document.id).reading == first
    waiting = store.unread(reader="any", settings="", again=False)
    assert [store.text(number).text for number in waiting] == [document.text]
    store.record(waiting[0], Reading(document=document, reader="any"))
    assert store.whole(document.id).reading.document.text == document.text
    assert quotes(store, f"document={document.id}") == []
    assert faults(store) == []
