"""Where a page points to evidence: the sources, subjects and adjuncts that may hold it, and what they bear on.

    source      [A video shot by fighters] pointed to the use of mines
    subject     the paper said [the records] showed three payments
    adjunct     the army blamed rebels, citing | [intercepted calls]        contradicted by | [flight data]
    put forward the army released | [footage] that it said showed the attack
    examined    she compared | [the serial numbers] … and concluded
    expert      said Nystrom, [an analyst who was allowed to handle two of the rockets]

In:      a Doc with grammar, one of its sentences, and the statements that touch it.
Out:     `Place`s: a run of words, for or against, and how sure the rule is.
Rules:   data/evidence.json. A negated or demanded piece ("no evidence", "asked for the records") is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.evidence_nouns import phrases, phrases_from, words
from allegedly.attribution.meaning.grammar import children, root_of, tokens_in
from allegedly.records import Polarity, Statement

Rule = Literal["source", "subject", "adjunct", "presented", "examined"]
_SUBJECTS = ("nsubj",)
_SENTENCE_ENDS = frozenset((".", "!", "?", ";"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "no", "without", "nor", "cannot"))
_MODALS = frozenset(("would", "could", "should", "will", "might", "may", "must", "can"))
_CONDITIONS = frozenset(("if", "whether", "unless"))
_LONGEST, _NEAR = 40, 7


class Place(NamedTuple):
    """`run` may hold evidence; `at` is the token from which the statement that it bears on is looked for.

    `by` are those who put it forward; `disputed` is the run that negative evidence speaks against.
    """

    rule: Rule
    run: tuple[Token, ...]
    at: Token
    polarity: Polarity = "positive"
    by: tuple[Token, ...] = ()
    disputed: tuple[Token, ...] = ()


def of_source(doc: Doc, statement: Statement) -> Place | None:
    """The source of a statement whose cue shows something: "[Port records] give 2 September"."""
    if statement.source is None or statement.cue is None:
        return None
    run = tokens_in(doc, statement.source)
    cue = tokens_in(doc, statement.cue)
    verb = root_of(doc, statement.cue)
    if not run or not cue or verb is None or _denied(verb):
        return None
    while len(run) > 1 and run[0].pos_ in ("ADP", "PUNCT", "SCONJ"):
        run.pop(0)
    against = _opposes(cue)
    shows = any(token.lemma_ in words("showing") for token in cue) or cue[0].lower_ in ("according", "per", "citing")
    if not (against or shows):
        return None
    said = tuple(token for piece in statement.content for token in tokens_in(doc, piece)) if against else ()
    return Place("source", tuple(run), verb, "negative" if against else "positive", disputed=said)


def of_sentence(sentence: Sequence[Token]) -> Iterator[Place]:
    """The other places of one sentence, in text order within each rule."""
    tokens = [token for token in sentence if not token.is_space]
    for at, token in enumerate(tokens):
        if token.pos_ in ("VERB", "AUX") or token.lemma_ in words("showing") | words("against"):
            yield from _subject(tokens, token)
            yield from _presented(tokens, token)
            yield from _examined(tokens, token)
            yield from _inferred(tokens, token)
        yield from _adjunct(tokens, at)


def _denied(verb: Token) -> bool:
    """True under "not", "never", a modal."""
    return any(child.lower_ in _NEGATIONS | _MODALS | _CONDITIONS for child in verb.children)


def _opposes(cue: Sequence[Token]) -> bool:
    joined = " ".join(token.lower_ for token in cue)
    return any(token.lemma_ in words("against") for token in cue) or any(
        " ".join(phrase) in joined for phrase in phrases("against_phrases")
    )


def _subject(tokens: Sequence[Token], verb: Token) -> Iterator[Place]:
    """Evidence that shows or contradicts something, or is traced: "the serial numbers were traced to …"."""
    following = [token for token in tokens if verb.i <= token.i < verb.i + 5]
    against = verb.lemma_ in words("against") or _opposes(following[:4])
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)
    seeming = list(children(verb, "xcomp")) if verb.lemma_ in ("appear", "seem") else []
    shows = any(
        one.lemma_ in (words("traced") if passive else words("showing") - words("weak_showing"))
        for one in (verb, *seeming)
    )
    if not (shows or (against and not passive)) or _denied(verb):
        return
    subject = next(iter(children(verb, *_SUBJECTS)), None)
    if subject is None and against and verb.dep_ == "advcl":
        subject = next(iter(children(verb.head, *_SUBJECTS)), None)
    if subject is None or subject.i > verb.i:
        return
    tree = {token.i for token in subject.subtree}
    run = tuple(token for token in tokens if token.i in tree and token.i < verb.i)
    if run:
        rest = tuple(token for token in tokens if verb.i < token.i <= verb.i + _LONGEST)
        yield Place("subject", run, verb, "negative" if against else "positive", disputed=rest if against else ())


def _adjunct(tokens: Sequence[Token], at: int) -> Iterator[Place]:
    """What follows "based on", "citing", "contradicted by"."""
    for name in ("disputes", "supports"):
        for phrase in phrases_from(name, tokens[at].lower_):
            after = at + len(phrase)
            if tuple(token.lower_ for token in tokens[at:after]) != phrase or after >= len(tokens):
                continue
            if any(token.lower_ in _NEGATIONS for token in tokens[max(at - 3, 0) : at]) and phrase[0] != "not":
                return
            run = _clause(tokens[after:])
            before = tuple(tokens[:at])
            if run and (phrase[0] not in words("concessive") or any(token.lemma_ in words("showing") for token in run)):
                negative = name == "disputes"
                yield Place(
                    "adjunct",
                    run,
                    tokens[at],
                    "negative" if negative else "positive",
                    disputed=before if negative else (),
                )
            return


def _inferred(tokens: Sequence[Token], verb: Token) -> Iterator[Place]:
    """What something was learned from: "identified the weapon from | the markings"."""
    if verb.lemma_ not in words("traced") | {"determine", "establish", "calculate", "reconstruct"} or _denied(verb):
        return
    near = [token for token in tokens if verb.i < token.i <= verb.i + _NEAR]
    link = next((token for token in near if token.lower_ in ("from", "through", "using")), None)
    run = _clause([token for token in tokens if link is not None and token.i > link.i])
    if link is not None and run and not any(token.lower_ in (",", "that") for token in near if token.i < link.i):
        yield Place("adjunct", run, verb)


def _clause(rest: Sequence[Token]) -> tuple[Token, ...]:
    """The words up to the end of the clause: a finite verb whose subject is not of it, a colon, a quotation mark."""
    run: list[Token] = []
    for token in rest[:_LONGEST]:
        if token.lower_ in _SENTENCE_ENDS or token.lower_ in (":", '"', "“", "”", "—", "–"):
            break
        if (
            token.pos_ in ("VERB", "AUX")
            and token.morph.get("VerbForm", []) == ["Fin"]
            and not _in_relative(token, run)
        ):
            break
        run.append(token)
    return tuple(run)


def _in_relative(verb: Token, run: Sequence[Token]) -> bool:
    return any(token.lower_ in ("that", "which", "who") for token in run[-4:]) or verb.dep_.startswith("acl")


def _presented(tokens: Sequence[Token], verb: Token) -> Iterator[Place]:
    """What somebody released, showed, produced as proof of something that the sentence says."""
    if verb.lemma_ not in words("presents") or _denied(verb) or verb.head.lemma_ in words("requests"):
        return
    doer = verb.head if verb.dep_ == "advcl" and verb.lower_.endswith("ing") else verb
    subject = next(iter(children(doer, *_SUBJECTS)), None)
    thing = next(iter(children(verb, "obj", "ccomp")), None)
    following = next((token for token in tokens if token.i == verb.i + 1), None)
    if subject is not None and following is not None and following.lower_ == "what":
        yield from _so_called(tokens, verb, subject)
        return
    if subject is None or thing is None or thing.i < verb.i or subject.i > verb.i:
        return
    said = [token.lower_ for token in tokens if thing.i < token.i <= thing.i + _NEAR]
    if not set(said) & words("as proof"):
        return
    run = _clause([token for token in tokens if token.i > verb.i])
    owner = {token.i for token in subject.subtree}
    by = tuple(token for token in tokens if token.i in owner and token.i < verb.i)
    yield Place("presented", run, verb, by=by)


def _so_called(tokens: Sequence[Token], verb: Token, subject: Token) -> Iterator[Place]:
    """ "presented what he said were | intercepted calls"."""
    rest = [token for token in tokens if verb.i + 1 < token.i <= verb.i + _NEAR]
    being = next((token for token in rest if token.lemma_ == "be" or token.lower_ == "as"), None)
    if being is not None:
        owner = {token.i for token in subject.subtree}
        by = tuple(token for token in tokens if token.i in owner and token.i < verb.i)
        yield Place("presented", _clause([token for token in tokens if token.i > being.i]), verb, by=by)


def _examined(tokens: Sequence[Token], verb: Token) -> Iterator[Place]:
    """What the one who concludes had examined: "compared the images … and concluded", "after reviewing footage,
    found"."""
    if verb.lemma_ not in words("examines") or _denied(verb):
        return
    leads = verb.dep_ == "advcl" or any(child.dep_ == "conj" and child.pos_ == "VERB" for child in verb.children)
    first = tokens[max(0, next(n for n, token in enumerate(tokens) if token.i == verb.i) - 1)]
    if not leads and first.lower_ not in words("examining_first"):
        return
    if verb.dep_ == "advcl" and first.lower_ not in words("examining_first"):
        return
    run = _clause([token for token in tokens if token.i > verb.i])
    if run:
        yield Place("examined", run, verb)
