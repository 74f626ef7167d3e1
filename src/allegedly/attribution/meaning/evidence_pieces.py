"""The pieces of evidence in a run of words, each apart, with those who gave or analysed it.

    [A video shot by members of the group] analyzed by ‹two experts›, along with [an ‹Associated Press› analysis of …]

In:      tokens in text order: a source, a subject, what follows "citing".
Out:     `Piece`s in text order. Empty where no noun in the run names evidence, or a word says that there is none.
How:     the run is cut at commas, "and" and "along with"; a part whose noun is evidence begins a piece, others belong
         to the piece before. A piece ends before "analysed by …", which says by whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from allegedly.attribution.meaning.evidence_nouns import kind_of, phrases, words
from allegedly.attribution.meaning.page_names import page_names
from allegedly.attribution.meaning.source_phrase import head_of
from allegedly.records import EvidenceKind

_RELATIVE = frozenset(("which", "that", "who", "whose", "whom", "where"))
_JOINS = frozenset((",", "and", ";", "or", "&"))
_NAMED = frozenset(("ORG", "PERSON", "NORP", "LOC", "FAC", "MISC"))
_ARTICLES = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her", "some", "several")
)
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_COMPLEMENTS = frozenset(("of", "on", "for", "at", "in", "with", "from"))
_TIMES = frozenset(("last", "this", "next", "earlier", "yesterday", "today", "recently", "later"))
_BY_REACH = 8


class Piece(NamedTuple):
    """`tokens` name the evidence, `by` those who gave or analysed it, each a run of tokens."""

    kind: EvidenceKind
    head: Token
    tokens: tuple[Token, ...]
    by: tuple[tuple[Token, ...], ...]


def pieces(run: Sequence[Token], *, first_only: bool = False, whole: bool = False) -> list[Piece]:
    """The evidence in a run; with `first_only` nothing where its first part names none; `whole` runs hold no clause's
    verb."""
    parts = _without_appositions(list(_parts(run)), run)
    found: list[Piece] = []
    for at, part in enumerate(parts):
        head = _noun_of(part)
        kind = None if head is None else kind_of(head, part)
        if head is None or kind is None or _says_none(part, head):
            if first_only and not found and at == 0:
                return []
            continue
        after = [token for later in _merged(parts[at + 1 :]) for token in later]
        found.append(_piece(kind, head, (part, after), whole=whole))
        found.extend(_inside(found[-1], part))
    return found


def _noun_of(part: Sequence[Token]) -> Token | None:
    """The noun of a part; of "a cache of e-mails" the e-mails."""
    head = head_of(part)
    rest = [token for token in part if head is not None and token.i > head.i]
    if head is None or not rest or rest[0].lower_ != "of" or head.lemma_ not in words("containers"):
        return head
    return head_of(rest[1:]) or head


def _parts(run: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The run cut where another piece may begin: before a noun phrase after a comma, "and", "along with"."""
    part: list[Token] = []
    at = 0
    while at < len(run):
        width = _join(run, at)
        if width and part and _begins_phrase(run, at + width):
            yield tuple(part)
            part = []
            at += width
            continue
        part.append(run[at])
        at += 1
    if part:
        yield tuple(part)


def _without_appositions(parts: list[tuple[Token, ...]], run: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Of "the records, a ruled notebook," the first: a comma alone, with no "and" to come, joins no two pieces."""
    joined = [token.lower_ for token in run if token.i > parts[0][-1].i] if parts else []
    if {"and", "or", "&", "along", "together", "plus", "well"} & set(joined):
        return parts
    return parts[:1]


def _join(run: Sequence[Token], at: int) -> int:
    """How many tokens from here on join two pieces; 0 for none."""
    for phrase in phrases("along"):
        if tuple(token.lower_ for token in run[at : at + len(phrase)]) == phrase:
            return len(phrase)
    if run[at].lower_ not in _JOINS:
        return 0
    return 1 + (_join(run, at + 1) if at + 1 < len(run) else 0)


def _begins_phrase(run: Sequence[Token], at: int) -> bool:
    """True where a noun phrase that names evidence begins, and no clause or complement goes on."""
    if at >= len(run) or run[at].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB"):
        return False
    if run[at].lower_ in _RELATIVE or (run[at].pos_ == "VERB" and run[at].dep_ not in ("amod", "compound")):
        return False
    rest = run[at:]
    head = _noun_of(rest[: next((n for n, token in enumerate(rest) if n and token.lower_ in _JOINS), len(rest))])
    return head is not None and kind_of(head, rest) is not None


def _merged(parts: Sequence[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """The parts up to the next one that names evidence of its own."""
    for part in parts:
        head = _noun_of(part)
        if head is not None and kind_of(head, part) is not None:
            return
        yield part


def _says_none(part: Sequence[Token], head: Token) -> bool:
    return any(token.lower_ in words("none") and token.i < head.i for token in part)


def _piece(kind: EvidenceKind, head: Token, around: tuple[Sequence[Token], Sequence[Token]], *, whole: bool) -> Piece:
    part, after = around
    tail = [token for token in (*part, *after) if token.i > head.i]
    named = _named(part, head, whole=whole)
    by = [*_before(kind, head, part), *_after(tail)]
    unique = {group[0].i: tuple(group) for group in by if any(names(token) for token in group) or len(group) > 2}
    return Piece(kind, head, named, tuple(unique[at] for at in sorted(unique)))


def names(token: Token) -> bool:
    """True for a word that may name somebody: no pronoun, no bare adjective."""
    return token.pos_ in ("NOUN", "PROPN") or (token.ent_type_ in _NAMED and token.pos_ != "ADJ")


def _named(part: Sequence[Token], head: Token, *, whole: bool = False) -> tuple[Token, ...]:
    """The words that name it: up to those who analysed it, a clause that says what it shows, a comma."""
    kept: list[Token] = []
    for token in part:
        if not kept and token.pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT") and token.i < head.i:
            continue
        if token.i > head.i and (
            _ends_name(token, head, whole=whole) or token.lower_ in (",", ";", ":", "(", "–", "—")
        ):
            break
        if (
            token.i > head.i
            and token.lower_ == "and"
            and token.nbor(1).lower_ in ("other", "the", "a", "an", "its", "their")
        ):
            break
        kept.append(token)
    while len(kept) > 1 and (
        kept[-1].is_punct or kept[-1].pos_ in ("CCONJ", "ADP", "AUX") or kept[-1].lower_ == "exclusively"
    ):
        kept.pop()
    return tuple(kept)


def _ends_name(token: Token, head: Token, *, whole: bool) -> bool:
    if token.lower_ in _RELATIVE and token.pos_ != "DET":
        return True
    if token.pos_ != "VERB":
        return token.pos_ == "AUX"
    finite = token.morph.get("VerbForm", []) == ["Fin"] or any(child.i == head.i for child in token.children)
    if finite and not whole:
        return True
    return (token.lemma_ in words("examines") and _agent(token) is not None) or (
        token.lemma_ in words("showing") and token.lower_.endswith("ing")
    )


def _agent(verb: Token) -> Token | None:
    """The "by" after a participle: "reviewed by", "obtained and analysed by", "examined for the paper by"."""
    for step in range(1, _BY_REACH):
        if verb.i + step >= len(verb.doc):
            return None
        token = verb.nbor(step)
        if token.lower_ == "by":
            return token
        if token.is_punct or token.lower_ in _RELATIVE or token.morph.get("VerbForm", []) == ["Fin"]:
            return None
    return None


def _after(tail: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Those behind the noun: "analysed by Y", "an analysis by Y", "that Y has verified".

    Who examined it goes before who gave it: "provided by Y and examined by Z" is by Z.
    """
    for verbs in (words("examines"), words("gives")):
        found = [group for group in _doers(tail, verbs) if group]
        if found:
            yield from found
            return


def _doers(tail: Sequence[Token], verbs: frozenset[str]) -> Iterator[Sequence[Token]]:
    for at, token in enumerate(tail):
        if token.pos_ in ("VERB", "ADJ") and token.lemma_ in verbs:
            agent = _agent(token)
            if agent is not None:
                yield phrase_from([later for later in tail if later.i > agent.i])
            else:
                yield _subject(token, tail[:at])
        elif token.lower_ == "by" and not _verbs(tail[:at]):
            yield phrase_from(tail[at + 1 :])


def _verbs(tokens: Sequence[Token]) -> bool:
    return any(token.pos_ in ("VERB", "AUX") or token.lower_ in (*_RELATIVE, ",") for token in tokens)


def _subject(verb: Token, between: Sequence[Token]) -> Sequence[Token]:
    """Who did it in a relative clause: "that ‹the BBC› has verified", "documents ‹the paper› reviewed"."""
    start = next((n + 1 for n, token in enumerate(between) if token.lower_ in ("that", "which")), None)
    if start is None:
        owner = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
        if owner is None or owner.lower_ in _RELATIVE or owner not in between:
            return []
        tree = {token.i for token in owner.subtree}
        return [token for token in between if token.i in tree]
    return [token for token in phrase_from(between[start:]) if token.pos_ not in ("AUX", "ADV")]


def phrase_from(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase that a run begins with, with its complements: "two experts on arms", without an apposition."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.lower_ in _RELATIVE or (
            token.lower_ in (",", ";", ":", "(", ")", "–", "—", ".") and not _inside_name(token)
        ):
            break
        if token.pos_ in ("AUX", "SCONJ") or (token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")):
            break
        if token.pos_ == "ADP" and kept and token.lower_ not in _COMPLEMENTS and not _inside_name(token):
            break
        if token.lower_ in ("in", "on", "at") and at + 1 < len(tokens) and tokens[at + 1].ent_type_ == "DATE":
            break
        if token.ent_type_ == "DATE" or (kept and token.lower_ in _TIMES):
            break
        kept.append(token)
    while kept and (kept[-1].pos_ in ("CCONJ", "ADP", "ADV") or kept[-1].is_punct):
        kept.pop()
    return kept


def _inside_name(token: Token) -> bool:
    return token.ent_type_ in _NAMED and token.ent_iob_ == "I"


def _before(kind: EvidenceKind, head: Token, part: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Those before the noun: "Maxar's images", "an Associated Press analysis", "South Korean military intelligence"."""
    before = [token for token in part if token.i < head.i]
    owner = next((n for n, token in enumerate(before) if token.lower_ in _POSSESSIVE), None)
    if owner is not None:
        group = before[:owner]
        if group and not any(token.ent_type_ == "DATE" for token in group):
            yield group
        return
    named = [token for token in before if token.ent_type_ in _NAMED]
    if not named:
        if kind == "expert analysis":
            yield [token for token in before if token.i > part[0].i and token.text.istitle() and token.pos_ != "NUM"]
        return
    if kind == "intelligence":
        group = [token for token in before if token.i >= named[0].i and token.pos_ != "VERB"]
        yield group if len(group) > 1 or group[0].pos_ != "ADJ" else []
    elif named[0].ent_type_ == "ORG":
        entity = page_names(head.doc).entity_of(named[0])
        yield [token for token in before if entity is None or token in entity]


def _inside(piece: Piece, part: Sequence[Token]) -> Iterator[Piece]:
    """What an analysis was of: "an analysis of ‹weapons captured on the battlefield›" points to two kinds."""
    if piece.kind != "expert analysis":
        return
    rest = [token for token in part if token.i > piece.head.i]
    if not rest or rest[0].lower_ != "of":
        return
    head = head_of(rest[1:])
    kind = None if head is None else kind_of(head, rest[1:])
    if head is not None and kind is not None and kind != "expert analysis":
        yield Piece(kind, head, _named(rest[1:], head), piece.by)
