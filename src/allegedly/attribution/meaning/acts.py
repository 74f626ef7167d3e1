"""What a speaker does by saying it: asserts, denies, predicts, accuses, demands, promises …

In:      a Doc with dependencies and lemmas, a statement.
Out:     the first act that fits, in the order of docs/annotation.md, with the words that show it (None for "asserts").
How:     the cue names an act ("vowed"); what the content does by its own words ("we will not leave") goes before it
         where it stands higher in the order and the cue leaves it open ("said", "believes"). A quotation without a cue
         is judged by its content; what the outlet itself says, asserts or predicts.
Source:  the classes of claims in PLOVER and CAMEO, cut to twelve; speech acts after Searle (1976).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import content, cues, deeds, lexicon, refusals
from allegedly.attribution.meaning.content import Content
from allegedly.attribution.meaning.cues import ORDER, Cue
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import children, span_of, tokens_in
from allegedly.attribution.meaning.sides import own
from allegedly.records import Statement
from allegedly.records.statement import Act

# Cues that leave to the content what is done; below them in the order only what is listed may take their place.
_OPEN: dict[Act, tuple[Act, ...]] = {
    "asserts": ORDER,
    "believes": ("demands", "predicts"),
    "predicts": ("demands",),
    "evaluates": ("denies",),
}
_HOPES = frozenset(("hope", "hopeful", "wish"))


def act(doc: Doc, statement: Statement) -> Finding[Act]:
    """The act of one statement; `sure` is the share of gold pages' statements on which the kind of rule was right."""
    read = content.read(doc, statement)
    if statement.speaker.kind == "outlet" and statement.cue is None:
        return _outlet(read)
    words = refused(read)
    if words:
        return Finding("declines", span_of(words), _SURE_CUE)
    named = named_by(read)
    done = deeds.deed(read)
    if done is not None and _takes_over(named, done.act, read):
        at = span_of(done.words) if done.words else None
        return Finding(done.act, at, _SURE_CONTENT)
    if named is None or named[0] == "asserts":
        return Finding("asserts", None, _SURE_DEFAULT)
    return Finding(named[0], span_of(named[1]), _SURE_CUE)


_SURE_CUE, _SURE_CONTENT, _SURE_DEFAULT = 0.95, 0.9, 0.95


def _outlet(read: Content) -> Finding[Act]:
    done = deeds.deed(read)
    if done is not None and done.act == "predicts":
        return Finding("predicts", span_of(done.words), _SURE_CONTENT)
    return Finding("asserts", None, _SURE_DEFAULT)


def _takes_over(named: tuple[Act, list[Token]] | None, act: Act, read: Content) -> bool:
    """True where what the content does is told before what the cue names."""
    if named is None:
        return True
    if read.cue is not None and act != "denies" and named[0] == "believes" and read.cue.lemma in _HOPES:
        return False
    return act in _OPEN.get(named[0], ()) and ORDER.index(act) < ORDER.index(named[0])


def refused(read: Content) -> list[Token]:
    """The words by which an answer is refused, not given, or nobody is reached; empty where nothing is refused."""
    if read.cue is not None:
        for token in (read.cue.head, *read.cue.chain, *read.cue.tokens):
            found = refusals.refusal(token)
            if found is not None:
                return list(found.group)
        if read.cue.lemma in ("decline", "refuse") and not read.negations:
            return [read.cue.head]
        if read.cue.lemma != "say" and named_by(read) != ("asserts", []):
            return []
    at = read.first
    found = None if at is None else refusals.refusal(at.head)
    if found is None or at is None or found.outcome == "unreachable":
        return []
    return list(found.group) if own(read.doc, read.statement, at.subject) else []


def named_by(read: Content) -> tuple[Act, list[Token]] | None:
    """The act that the cue names and its words; None without a cue, or where no list has it."""
    cue = read.cue
    if cue is None:
        return None
    if _second_part(read):
        return "evaluates", [cue.head]
    if _decides(read):
        return "decrees", [cue.head]
    # "called for", "made clear" go before "called", "made"; "told to", "hoped to" before "told", "hoped".
    return _denies_claim(read) or _grouped(read) or _governing(read) or _plain(read)


def _grouped(read: Content) -> tuple[Act, list[Token]] | None:
    found = None if read.cue is None else cues.grouped(read.cue)
    if found is None or read.cue is None:
        return None
    act, words = found
    if words[0].lemma_ == "rule" and read.negations:
        return "predicts", words
    if words[-1].lower_ == "to" and not read.is_infinitive and act == "intends":
        return None
    return act, words


def _governing(read: Content) -> tuple[Act, list[Token]] | None:
    """The act of a verb by what it governs: an infinitive, a that-clause, a noun phrase."""
    cue = read.cue
    if cue is None:
        return None
    words = [cue.head]
    if cue.lemma == "ask":
        return _asked(read), words
    if cue.lemma == "plead":
        return (
            "denies" if any(piece.text.lower().startswith("not") for piece in read.statement.content) else "asserts",
            words,
        )
    if cue.lemma in lexicon.words("deeds", "as_needed") and not _has_as(read):
        return "asserts", words
    if cue.lemma in ("see", "say", "report", "rumour", "know") and cue.passive and read.is_infinitive:
        return "asserts", words
    if cue.lemma == "consider":
        return _considered(read), words
    if cue.lemma in lexicon.words("acts", "subjunctive_demands") and read.first is not None and read.first.subjunctive:
        return "demands", words
    for key, holds in _governed(read):
        if holds and cue.lemma in lexicon.words("acts", key):
            return _act_in(key), words
    return _announced(read)


def _governed(read: Content) -> list[tuple[str, bool]]:
    clause = not read.is_infinitive and not read.is_noun_phrase
    found = [
        (f"infinitive_{act}", read.is_infinitive) for act in ("demands", "promises", "intends", "asserts", "believes")
    ]
    found += [(f"clause_{act}", clause) for act in ("believes", "asserts")]
    return found


def _act_in(key: str) -> Act:
    return next(act for act in ORDER if key.endswith(act))


def _asked(read: Content) -> Act:
    """ "asked whether" questions, "asked to", "asked that" demand."""
    if read.wonders or read.asks:
        return "questions"
    first = read.first
    if first is not None and (first.infinitive or deeds.imperative(read, first)):
        return "demands"
    subjunctive = first is not None and any(child.lower_ == "that" for child in children(first.head, "mark"))
    begins = read.statement.content[0].text.lower().startswith("for ")
    return "demands" if subjunctive or begins or (read.cue is not None and read.cue.has("for")) else "questions"


def _considered(read: Content) -> Act:
    """ "is considering a visit" intends, "considers him a threat" evaluates, "considers that" believes."""
    cue = read.cue
    if cue is None:
        return "intends"
    if cue.passive or _has_as(read) or (any(True for _ in children(cue.head, "xcomp")) and not read.is_infinitive):
        gerund = read.first is not None and read.first.head.lower_.endswith("ing")
        return "intends" if gerund and not cue.passive else "evaluates"
    marked = read.first is not None and any(child.lower_ == "that" for child in children(read.first.head, "mark"))
    return "believes" if marked else "intends"


def _has_as(read: Content) -> bool:
    """True where "as" says what somebody is described as, or the complement stands there bare."""
    cue = read.cue
    if cue is None:
        return False
    first = cue.tokens[0].i
    last = max((token.i for piece in read.statement.content for token in tokens_in(read.doc, piece)), default=first)
    for token in read.doc[first : last + 1]:
        if token.lower_ == "as" and token.head.lower_ not in ("well", "soon", "long", "much", "many"):
            return True
    return any(True for _ in children(cue.head, "xcomp"))


def _announced(read: Content) -> tuple[Act, list[Token]] | None:
    """The act of the noun that a bare announcement brings: "announced [plans]", "expressed [doubt]", "has [fears]"."""
    cue, first = read.cue, read.first
    if cue is None or first is None or not read.is_noun_phrase or first.infinitive:
        return None
    if cue.lemma in lexicon.words("acts", "noun_decrees") and first.lemma in lexicon.words("acts", "decreeing_things"):
        return "decrees", [cue.head]
    if cue.lemma not in lexicon.words("deeds", "announcing") or first.head.pos_ != "NOUN":
        return None
    for act in ORDER[1:-1]:
        if first.lemma in lexicon.words("deeds", f"announced_{act}"):
            return act, [first.head]
    return None


def _plain(read: Content) -> tuple[Act, list[Token]] | None:
    """The act of the cue's word by itself."""
    cue = read.cue
    if cue is None:
        return None
    found = cues.known(cue.head)
    if found is None:
        return "asserts", []
    if cue.lemma in ("claim", "allege") and found == "asserts" and _wrongs(read):
        return "accuses", [cue.head]
    if found == "denies" and read.negations:
        return "asserts", [cue.head]
    return found, [cue.head]


def _wrongs(read: Content) -> bool:
    """True where the content's first clause tells of a wrong that somebody else did."""
    at = read.first
    if at is None or own(read.doc, read.statement, at.subject):
        return False
    inside = [token for token in at.head.subtree if read.holds(token)]
    taken = any(token.lemma_ in lexicon.words("deeds", "taken_things") for token in inside)
    done = at.lemma in lexicon.words("deeds", "wrongs") and at.head.pos_ == "VERB"
    if done or (taken and at.lemma in lexicon.words("deeds", "taking") and not at.passive):
        return True
    named = [at.head, *children(at.head, "nsubj", "obj", "obl")]
    return any(token.lemma_ in lexicon.words("deeds", "wrong_nouns") for token in named)


def _second_part(read: Content) -> bool:
    """True for Q in "dismissed P as Q": the cue denies, and "as" stands right before the content."""
    cue = read.cue
    if cue is None or cues.known(cue.head) not in ("denies", "evaluates"):
        return False
    words = tokens_in(read.doc, read.statement.content[0])
    if not words:
        return False
    at = words[0].i - 1
    while at > 0 and read.doc[at].text in ("“", '"', "‘", "'"):
        at -= 1
    return words[0].i > cue.head.i + 1 and read.doc[at].lower_ == "as"


def _denies_claim(read: Content) -> tuple[Act, list[Token]] | None:
    """ "denounced claims that P" before "as Q": the claim that is denied."""
    cue, first = read.cue, read.first
    if cue is None or first is None or cues.known(cue.head) != "evaluates" or first.finite:
        return None
    claim = first.lemma in lexicon.words("acts", "claims_nouns") and first.head.pos_ == "NOUN"
    if not claim or not any(child.dep_ in ("acl", "ccomp") for child in first.head.children):
        return None
    end = read.statement.content[-1].end
    following = next((token for token in read.doc[first.head.i :] if token.idx >= end), None)
    return ("denies", [cue.head]) if following is not None and following.lower_ == "as" else None


def _decides(read: Content) -> bool:
    """True where a court rejects or dismisses: it decides, and denies nothing."""
    cue: Cue | None = read.cue
    if cue is None or read.statement.source is None or cues.known(cue.head) not in ("denies", "evaluates"):
        return False
    sources = tokens_in(read.doc, read.statement.source)
    return any(token.lemma_ in lexicon.words("acts", "courts") for token in sources)
