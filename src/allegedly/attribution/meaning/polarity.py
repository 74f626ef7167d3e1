"""Whether the speaker holds what is said to be so, or not so.

In:      a Doc with dependencies and lemmas, a statement, its act.
Out:     "negative" with the word that turns it round ("not", "never", "denied", "doubts"); else "positive".
How:     a denial is negative; a demand, a question, a refusal positive. Else what negates the first main clause of the
         content counts, and what does so in the cue of a belief or an intention ("does not believe that", "doubts"):
         two of them make a positive ("did not rule out").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import clauses, content, cues, lexicon, negation
from allegedly.attribution.meaning.clauses import Clause
from allegedly.attribution.meaning.content import Content
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import children, span_of, tokens_in
from allegedly.records import Statement
from allegedly.records.statement import Act, Polarity
from allegedly.spans import Span

_NEITHER: frozenset[Act] = frozenset(("questions", "declines"))
# Cues whose "not" turns round what follows: "does not think that P" is "thinks that not P".
_RAISING: frozenset[Act] = frozenset(("believes", "intends", "predicts", "promises", "evaluates", "demands"))
_SEES = frozenset(
    ("see", "find", "show", "recall", "remember", "hear", "report", "detect", "reveal", "appear", "seem", "support")
)
_SURE_DEFAULT, _SURE_NEGATED, _SURE_ACT = 0.95, 0.9, 0.97


def polarity(doc: Doc, statement: Statement, act: Act) -> Finding[Polarity]:
    """The polarity of one statement that does `act`."""
    if act in _NEITHER:
        return Finding("positive", None, _SURE_ACT)
    read = content.read(doc, statement)
    if act == "denies":
        return Finding("negative", _denying(read), _SURE_ACT)
    named = act in ("evaluates", "accuses") and read.is_noun_phrase
    words = [*_of_cue(read), *([] if named else _of_content(read))]
    if len(words) % 2 == 0:
        return Finding("positive", None, _SURE_DEFAULT)
    return Finding("negative", span_of(words[-1]), _SURE_NEGATED)


def of_predicate(head: Token) -> Finding[Polarity]:
    """Whether the text presents what a predicate says as so, whoever speaks: for corpora of factuality."""
    turns = len(_turns(clauses.clause(head), whole=False))
    while head.dep_ in ("xcomp", "ccomp", "csubj", "acl") and head.head.i != head.i:
        if head.dep_ != "xcomp" and not _raises(head.head):
            break
        head = head.head
        turns += len(_turns(clauses.clause(head)))
    return Finding("negative" if turns % 2 else "positive")


def _denying(read: Content) -> Span | None:
    """The word that denies: the cue's, else the negation in the content."""
    if read.cue is not None and cues.known(read.cue.head) == "denies":
        return span_of([read.cue.head])
    words = _of_content(read)
    return span_of(words[0]) if words else None


def _of_cue(read: Content) -> list[list[Token]]:
    """The turns that the cue makes, each with its words."""
    cue = read.cue
    if cue is None:
        return _of_source(read)
    found = [[word] for word in read.negations]
    act = cues.known(cue.head)
    group = cues.grouped(cue)
    if group is not None:
        act = group[0]
    if found and not (act in _RAISING or cue.lemma in _SEES or _excludes(cue.head)):
        found = []
    doubting = _doubting(read)
    return [*found, *([[doubting]] if doubting is not None else []), *_of_source(read)]


def _doubting(read: Content) -> Token | None:
    """The word of a cue that says disbelief: "doubts that", "is sceptical", "ruled out"."""
    cue = read.cue
    if cue is None:
        return None
    head = cue.head
    kinds = {"VERB": "cue_verbs", "ADJ": "cue_adjectives", "NOUN": "cue_nouns"}
    kind = kinds.get(head.pos_)
    listed = kind is not None and {head.lemma_, head.lower_} & lexicon.words("polarity", kind)
    adjective = head.lower_ in lexicon.words("polarity", "cue_adjectives") | {"unlikely", "impossible"}
    if listed or adjective or _excludes(head):
        return head
    if read.first is not None and read.is_noun_phrase and cue.lemma in ("have", "express", "voice", "raise", "cast"):
        noun = read.first.head
        return noun if noun.lemma_ in lexicon.words("polarity", "cue_nouns") else None
    return None


def _excludes(head: Token) -> bool:
    return bool(lexicon.match(head, {"rule": (("rule", "out"),)}))


def _of_source(read: Content) -> list[list[Token]]:
    """ "[None] of the residents recalled": the negation stands in the source."""
    source = read.statement.source
    if source is None or read.cue is None:
        return []
    words = tokens_in(read.doc, source)[:2]
    none = [token for token in words if token.lower_ in ("none", "nobody", "no", "neither", "few", "no-one")]
    already = {token.i for token in read.negations}
    return [[none[0]]] if none and none[0].i not in already and none[0].i == words[0].i else []


def _of_content(read: Content) -> list[list[Token]]:
    """The turns of the first main clause, each with its words."""
    return [] if read.first is None else _turns_down(read.first)


def _turns_down(at: Clause) -> list[list[Token]]:
    """The turns of a clause and of the one that it only introduces: "it is not likely that nobody came"."""
    found = _turns(at)
    below = clauses.inner(at)
    if below is not None and (below.infinitive or below.head.dep_ == "xcomp" or _raises(at.head)):
        found += _turns(below)
    return found


def _turns(at: Clause, *, whole: bool = True) -> list[list[Token]]:
    words = negation.of_predicate(at.head)
    there = next(children(at.head, "nsubj"), None)
    if not words and there is not None and there.lemma_ in ("lack", "absence") and at.lemma == "be":
        words = [there]
    if at.head.pos_ == "NOUN" and not words and not at.finite:
        words = [child for child in children(at.head, "det", "amod") if child.lower_ in ("no", "few", "little", "zero")]
    found = [[word] for word in words[:1]]
    if whole and negation.inverts(at.head):
        found.append([at.head])
    return found


def _raises(head: Token) -> bool:
    """True for words over a clause whose negation turns that clause round: "does not think that"."""
    listed = lexicon.words("certainty", "probable_verbs", "probable_adjectives", "possible_adjectives", "unknown_verbs")
    return head.lemma_ in listed | {"true", "say", "likely", "mean", "case", "rule", "be"}
