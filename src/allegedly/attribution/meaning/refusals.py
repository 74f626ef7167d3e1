"""Ways of giving no answer, found at the word that says so.

    the bank | declined | to comment        calls to the bank | were not returned
    the bank | could not be reached | for comment      the bank | would neither confirm nor deny | that …

In:      a token of a Doc with dependencies and lemmas.
Out:     a `Refusal`, or None where the word is none. Word lists: ../data/answers.json.
Limits:  "did not say" and "has not said" are no refusals: nobody asked. They are statements never made (../unmade.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span, Token

from allegedly.attribution.meaning import lexicon, negation
from allegedly.attribution.meaning.clauses import Clause, clause
from allegedly.attribution.meaning.grammar import children
from allegedly.attribution.meaning.nouns import group_words, person_words, singular
from allegedly.records.statement import Outcome


class Refusal(NamedTuple):
    """`group` are the words of the cue, `about` heads what was asked for, `asked` heads who was asked."""

    outcome: Outcome
    group: tuple[Token, ...]
    about: Token | None
    asked: Token | None


def _words(key: str) -> frozenset[str]:
    return lexicon.words("answers", key)


def may_refuse(sentence: Span) -> bool:
    """False for a sentence without any word that every refusal needs: cheaper than to ask each of its words."""
    return any(token.lemma_ in _signs() or token.lower_ in _signs() for token in sentence)


@cache
def _signs() -> frozenset[str]:
    keys = ("refusing", "refusing_nouns", "unavailable", "silent", "evading", "unanswered", "unable", "failing")
    negations = (lexicon.words("polarity", key) for key in ("adverbs", "determiners", "pronouns"))
    return frozenset().union(*(_words(key) for key in (*keys, "attempts_failed")), *negations)


def refusal(head: Token) -> Refusal | None:
    """The refusal that `head` says, its subject not looked for further than the verbs it is joined to."""
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    at = clause(head)
    for pattern in _PATTERNS:
        found = pattern(at)
        if found is not None:
            return found
    return None


def subject(head: Token) -> Token | None:
    """Who does it: the subject of the verb, or of the verb that it is joined to or depends on without one."""
    for _ in range(3):
        own = next(children(head, "nsubj"), None)
        if own is not None:
            return _antecedent(own, head)
        if head.dep_ == "acl":
            return head.head
        if head.dep_ not in ("conj", "xcomp", "advcl", "parataxis") or head.head.i == head.i:
            return None
        head = head.head
    return None


def _antecedent(own: Token, head: Token) -> Token:
    """The noun of a relative clause for its "who"."""
    relative = own.lower_ in ("who", "which", "that") and head.dep_.startswith("acl")
    return head.head if relative else own


def group(*tokens: Token | None) -> tuple[Token, ...]:
    """The words of a verb group in text order, helpers and negations with it."""
    kept: set[Token] = set()
    for token in tokens:
        if token is not None:
            kept.add(token)
            kept.update(child for child in children(token, "aux", "cop", "compound") if child.dep_ != "compound")
            kept.update(word for word in _helping(token))
            kept.update(child for child in children(token, "expl") if child.lower_ == "there")
    return tuple(sorted(kept, key=lambda token: token.i))


def _helping(token: Token) -> Iterable[Token]:
    for child in (*children(token, "advmod", "cc"), *children(token.head, "advmod")):
        if child.i < token.i and child.lower_ in ("not", "n't", "n’t", "never", "neither", "immediately", "yet", "nor"):
            yield child


def _of(head: Token, *relations: str) -> Token | None:
    return next((child for child in children(head, *relations) if child.i > head.i), None)


def _negated(at: Clause) -> bool:
    return bool(negation.of_predicate(at.head))


def _neither(at: Clause) -> Refusal | None:
    """ "neither confirmed nor denied", "would not confirm or deny", "declined to confirm or deny"."""
    if at.lemma not in ("confirm", "deny"):
        return None
    other = _other_side(at.head)
    if other is None:
        return None
    above = at.head.head if at.head.dep_ == "xcomp" else None
    refused = above is not None and (above.lemma_ in _words("refusing") or _negated(clause(above)))
    sides = {token.lower_ for token in at.head.doc[max(at.head.i - 3, 0) : other.i]}
    if not (refused or _negated(at) or "neither" in sides):
        return None
    about = _of(other, "ccomp", "obj", "csubj") or _of(at.head, "ccomp", "obj", "csubj")
    words = group(above if refused else None, at.head, other)
    return Refusal("neither", words, about, subject(above or at.head))


def _other_side(head: Token) -> Token | None:
    """ "denied" in "confirmed nor denied", by its place: parsers often hang it elsewhere."""
    following = list(head.doc[head.i + 1 : head.i + 5])
    joined = any(token.lower_ in ("nor", "or") for token in following)
    return next((token for token in following if joined and token.lemma_ in ("confirm", "deny")), None)


def _refused(at: Clause) -> Refusal | None:
    if at.lemma not in _words("refusing") or at.head.pos_ != "VERB" or _negated(at):
        return None
    about = next(children(at.head, "xcomp"), None)
    if about is not None:
        neither = about.lemma_ in ("confirm", "deny") and _other_side(about) is not None
        told = about.lemma_ in _words("telling")
        return Refusal("neither" if neither else "declined", group(at.head), about, subject(at.head)) if told else None
    thing = _of(at.head, "obj")
    if thing is not None and thing.lemma_ in _words("asked_things"):
        return Refusal("declined", group(at.head), thing, subject(at.head))
    return None


def _would_not_tell(at: Clause) -> Refusal | None:
    """ "would not say whether", "will not comment", "could not comment", "does not discuss"."""
    if at.lemma not in _words("would_not_tell") or not _negated(at) or at.perfect:
        return None
    who = subject(at.head)
    comments = at.lemma in ("comment", "discuss", "elaborate", "speculate")
    refuses = at.modal in ("will", "would") or (comments and at.modal in ("could", "can", ""))
    present = at.modal or any(child.lower_ in ("does", "do") for child in children(at.head, "aux"))
    if not refuses or not present or (at.modal == "would" and who is not None and who.lower_ in ("i", "that", "you")):
        return None
    if at.passive and at.lemma not in ("draw", "quote", "interview", "name", "identify"):
        return None
    if at.lemma == "give" and _article_of(at.head) not in _words("answers") | _words("giveable"):
        return None
    about = _of(at.head, "ccomp", "obj", "xcomp", "advcl", "obl", "csubj")
    return Refusal("declined", group(at.head), about, who)


def _article_of(head: Token) -> str:
    thing = _of(head, "obj")
    return "" if thing is None else thing.lemma_


def _no_answer(at: Clause) -> Refusal | None:
    """ "had no comment", "there was no immediate comment from X", "received no reply from X"."""
    if at.lemma not in _words("answer_verbs"):
        return None
    things = [child for child in children(at.head, "obj", "nsubj") if child.lemma_ in _words("answers")]
    answer = next((thing for thing in things if _no(thing) or _negated(at)), None)
    if answer is None:
        return None
    giver = next((child for child in _phrases(answer, at.head) if _case(child) == "from"), None)
    if answer.dep_.startswith("nsubj") or at.lemma in ("receive", "get"):
        if giver is None and not (answer.lemma_ == "comment" and _immediate(answer)):
            return None
        return Refusal("no-response", group(at.head), answer, giver)
    if answer.lemma_ in ("word", "answer", "explanation") or (answer.lemma_ == "statement" and at.lemma == "have"):
        return None
    late = _immediate(answer) or answer.lemma_ in ("response", "reply", "reaction")
    return Refusal("no-response" if late else "declined", group(at.head), answer, subject(at.head))


def _phrases(*tokens: Token) -> Iterable[Token]:
    return (child for token in tokens for child in children(token, "nmod", "obl"))


def _case(noun: Token) -> str:
    return next((child.lower_ for child in children(noun, "case")), "")


def _no(noun: Token) -> bool:
    return any(child.lower_ in ("no", "zero") for child in noun.children)


def _immediate(noun: Token) -> bool:
    return any(child.lower_ in ("immediate", "initial", "further") for child in noun.children)


def _no_response(at: Clause) -> Refusal | None:
    """ "did not immediately respond to", "has yet to reply", "failed to return calls"."""
    if at.lemma not in _words("responding") or at.head.pos_ not in ("VERB", "AUX") or at.modal in ("will", "would"):
        return None
    above = at.head.head if at.head.dep_ == "xcomp" else None
    yet = above is not None and (_yet(above, at.head) or above.lemma_ in _words("failing"))
    if not (yet or _negated(at)) or at.passive or at.modal in ("could", "can"):
        return None
    about = _of(at.head, "obj") or _of(at.head, "obl")
    if about is not None and about.ent_type_ == "DATE":
        about = next((child for child in children(at.head, "obl") if child.ent_type_ != "DATE"), None)
    if not _answerable(at, about):
        return None
    return Refusal("no-response", group(above if yet else None, at.head), about, subject(above or at.head))


def _yet(above: Token, head: Token) -> bool:
    return above.lemma_ in ("have", "be") and any(child.lower_ == "yet" for child in (*above.children, *head.children))


def _answerable(at: Clause, about: Token | None) -> bool:
    thing = "" if about is None else about.lemma_
    if at.lemma in ("return", "acknowledge"):
        return thing in _words("asked_things")
    if at.lemma == "react":
        return any(child.lower_ == "immediately" for child in at.head.children)
    if at.lemma == "answer":
        return about is None or about.dep_ != "obj" or thing in _words("asked_things")
    return thing not in _words("respond_in") | _words("not_asked")


def _unanswered(at: Clause) -> Refusal | None:
    """ "calls to X were not returned", "requests for comment went unanswered"."""
    calls = next(children(at.head, "nsubj"), None)
    if calls is None or calls.lemma_ not in _words("asked_things"):
        return None
    unread = next((child for child in children(at.head, "xcomp") if child.lemma_ in _words("unanswered")), None)
    said = at.lemma in ("return", "answer", "acknowledge") and at.passive and _negated(at)
    if not (said or unread is not None or at.lemma in _words("unanswered")):
        return None
    asked = next((child for child in _phrases(calls) if _case(child) in ("to", "with", "at")), None)
    return Refusal("no-response", group(at.head, unread), calls, asked or _by(at.head))


def _by(head: Token) -> Token | None:
    return next((child for child in children(head, "obl") if _case(child) == "by"), None)


def _unreachable(at: Clause) -> Refusal | None:
    """ "could not be reached for comment", "The paper could not reach X", "attempts to reach X failed"."""
    if at.lemma not in _words("reaching"):
        return None
    comment = next((child for child in _phrases(at.head) if _case(child) == "for"), None)
    if at.passive:
        who = subject(at.head)
        if not (_negated(at) and at.modal in ("could", "can")) or who is None:
            return None
        wanted = comment is not None and comment.lemma_ in ("comment", "interview", "response", "reaction")
        return Refusal("unreachable", group(at.head), comment, who) if wanted or _person(who) else None
    who = _of(at.head, "obj")
    above = at.head.head if at.head.dep_ in ("xcomp", "acl", "advcl") else None
    unable = above is not None and (above.lemma_ == "unable" or (above.lemma_ == "able" and _negated(clause(above))))
    tried = above is not None and above.lemma_ in _words("attempts") and _failed(above)
    direct = _negated(at) and at.modal in ("could", "can")
    if who is None or not (unable or tried or direct) or not (_person(who) or comment is not None):
        return None
    words = group(above.head, *children(above.head, "xcomp")) if tried and above is not None else group(above, at.head)
    return Refusal("unreachable", words, comment if not tried else above, who)


def _failed(attempts: Token) -> bool:
    said = [attempts.head, *children(attempts.head, "xcomp", "acl")]
    return any(token.lemma_ in _words("attempts_failed") for token in said) or bool(
        _negated(clause(attempts.head)) and attempts.head.lemma_ in ("successful", "succeed")
    )


def _person(noun: Token) -> bool:
    if noun.ent_type_ in ("PERSON", "ORG") or noun.lower_ in ("he", "she", "they", "him", "her", "them", "who"):
        return True
    known = person_words() | group_words("institutions") | {"family", "couple", "relative"}
    return singular(noun) in known - _words("nobody_things")


def _unavailable(at: Clause) -> Refusal | None:
    """ "was not immediately available for comment", "was unavailable for comment", "was unable to comment"."""
    named = at.lemma in _words("unavailable")
    if not (named or (at.lemma in _words("available") and _negated(at))):
        return None
    about = next((child for child in _phrases(at.head) if _case(child) == "for"), None) or _of(at.head, "xcomp")
    asked = ("comment", "interview", "response", "reaction", "speak", "talk", "discuss")
    if about is None or about.lemma_ not in asked:
        return None
    return Refusal("unreachable", group(at.head), about, subject(at.head))


def _unable(at: Clause) -> Refusal | None:
    """ "was unable to comment", "was not authorised to discuss the case"."""
    below = next(children(at.head, "xcomp"), None)
    if below is None or below.lemma_ not in ("comment", "discuss", "answer", "elaborate", "speak"):
        return None
    if not (at.lemma in _words("unable") or (at.lemma in _words("able") and _negated(at))):
        return None
    relative = at.head.dep_.startswith("acl") or any(child.lower_ == "because" for child in children(at.head, "mark"))
    return None if relative else Refusal("declined", group(at.head), below, subject(at.head))


def _silent(at: Clause) -> Refusal | None:
    silent = next((child for child in children(at.head, "xcomp", "acomp") if child.lemma_ in _words("silent")), None)
    if silent is None or at.lemma not in _words("remaining"):
        silent = at.head if at.lemma in _words("silent") - {"quiet"} and at.copular else None
    if silent is None or _negated(at):
        return None
    about = next((child for child in _phrases(silent, at.head) if _case(child) in ("on", "about", "over")), None)
    return Refusal("no-response", group(at.head, silent), about, subject(at.head))


def _evaded(at: Clause) -> Refusal | None:
    """ "ignored a question", "dodged questions", "referred questions to the ministry"."""
    thing = _of(at.head, "obj")
    if thing is None or at.head.pos_ != "VERB" or _negated(at):
        return None
    asked = thing.lemma_ in ("question", "request", "query", "call", "inquiry", "enquiry", "email", "message")
    if not asked:
        return None
    if at.lemma in ("refer", "direct", "forward") and any(_case(child) == "to" for child in _phrases(at.head, thing)):
        return Refusal("declined", group(at.head), thing, subject(at.head))
    if at.lemma in _words("evading") or lexicon.match(at.head, {"turn": (("turn", "down"),)}):
        silent = at.lemma == "ignore"
        return Refusal("no-response" if silent else "declined", group(at.head), thing, subject(at.head))
    return None


_PATTERNS: tuple[Callable[[Clause], Refusal | None], ...] = (
    _neither,
    _refused,
    _would_not_tell,
    _no_answer,
    _no_response,
    _unanswered,
    _unreachable,
    _unavailable,
    _unable,
    _silent,
    _evaded,
)
