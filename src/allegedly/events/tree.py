"""Who stands where around a verb or a noun, whatever the form of the clause.

    "rockets | delivered | by Velmar", "Velmar promised | to deliver | rockets", "Velmar, which | delivers | rockets"
    →  agent(delivered) = Velmar, slot(delivered, "obj") = rockets

In:      words of a tree with Universal Dependencies, and a slot of `lexicon.Pattern`.
Out:     words, in text order, with those that are coordinated with them; none where nothing fills the slot.
Source:  Universal Dependencies 2; control as in enhanced UD (Schuster and Manning 2016), decided here by the verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from allegedly.events.lexicon import words_of_class

_LAYER, _SLOTS = "allegedly.events.families", "allegedly.events.slots"
_CLIMB = 5  # Coordinated or controlled verbs one above the other; a bound against broken trees.
_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"))


def below(token: Token, *relations: str) -> list[Token]:
    """The dependents in one of the relations, in text order; "nsubj" also finds "nsubj:pass"."""
    return [one for one, whole, main in _family(token) if whole in relations or main in relations]


def _family(token: Token) -> list[tuple[Token, str, str]]:
    """The dependents, each with its relation, whole and without subtype; found once a Doc, as asking spaCy is dear."""
    doc = token.doc
    families: list[list[tuple[Token, str, str]]] | None = doc.user_data.get(_LAYER)
    if families is None:
        families = doc.user_data[_LAYER] = [[] for _ in range(len(doc))]
        for one in doc:
            head = one.head.i
            if head != one.i:
                whole = one.dep_
                families[head].append((one, whole, whole.partition(":")[0]))
    return families[token.i]


def preposition(token: Token) -> str:
    """ "with", "in front of"; "" for a bare noun."""
    marks = [one for one in below(token, "case") if one.i < token.i and one.lower_ not in ("'s", "’s")]
    if not marks:
        return ""
    first = marks[0]
    return " ".join([first.lower_, *(one.lower_ for one in below(first, "fixed"))])


def together(token: Token) -> list[Token]:
    """The word and what is coordinated with it, in text order: "Velmar | and | Tarskevo"."""
    found, at = [token], 0
    while at < len(found):
        found += [one for one in below(found[at], "conj", "appos") if _is_joined(one, token)]
        at += 1
    return sorted(found, key=lambda one: one.i)


def _is_joined(one: Token, first: Token) -> bool:
    """True for a conjunct; and for "the envoy Ren | and | Minister Voss", which parsers take for an apposition.

    What stands on the other side of the verb is no conjunct of its subject, whatever the tree says.
    """
    over = first.head
    if first.i < over.i < one.i or one.i < over.i < first.i:
        return False
    if one.dep_ == "appos":
        return bool(below(one, "cc"))
    return one.dep_ == "conj" and one.pos_ in _NOUNS


def is_passive(verb: Token) -> bool:
    """True for "was attacked", and for "attacked" after its noun."""
    # Parsers call the subject of "deported migrants" a passive one as well.
    if below(verb, "aux:pass") or (below(verb, "nsubj:pass") and not below(verb, "obj")):
        return True
    bare = verb.dep_ == "acl" and verb.head.i < verb.i and not verb.lower_.endswith("ing") and not _to(verb)
    by = any(preposition(one) == "by" for one in below(verb, "obl"))
    return bare or (by and verb.dep_ in ("advcl", "conj", "amod") and _participle(verb))


def agent(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: the active subject, the by-phrase of a passive, the subject that a bare verb shares."""
    if is_passive(verb):
        by = [one for one in below(verb, "obl") if preposition(one) == "by"]
        return [each for one in by[:1] for each in together(one)]
    return _subjects(verb, depth)


def _subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The words that stand as the subject, active or passive, taken from the verb above where there is none."""
    # Parsers sometimes hang the subject on an auxiliary.
    own = below(verb, "nsubj") or [one for aux in below(verb, "aux", "cop") for one in below(aux, "nsubj")]
    if own:
        return _meant(own[0])
    if depth >= _CLIMB or verb.head.i == verb.i:
        return []
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        return _subjects(above, depth + 1)
    helpers = [one for one in below(verb, "aux", "cop") if one.i < verb.i]
    if helpers and not _to(verb) and verb.dep_ in ("ccomp", "root", "parataxis", "advcl"):
        # A finite verb whose subject the tree has lost: "the main sponsor | Velmar | does not have".
        before = verb.doc[helpers[0].i - 1] if helpers[0].i else verb
        return [before] if before.pos_ in ("PROPN", "NOUN", "PRON") else []
    if verb.dep_ in ("xcomp", "ccomp") or (verb.dep_ == "acl" and _to(verb)):
        return _controller(verb, above, depth)
    if verb.dep_.startswith("advcl") and (_to(verb) or verb.lower_.endswith("ing")):
        return _subjects(above, depth + 1) if not is_passive(above) else agent(above, depth + 1)
    if verb.dep_.startswith("acl") and above.pos_ in _NOUNS and not _to(verb):
        return together_before(above)
    return []


def _controller(verb: Token, above: Token, depth: int) -> list[Token]:
    """ "Velmar wants to buy": Velmar; "Velmar urged Tarskevo to withdraw": Tarskevo; "a plan to buy": its maker."""
    if verb.dep_ == "acl":
        owners = below(above, "nmod:poss")
        if owners:
            return _meant(owners[0])
        return _subjects(above.head, depth + 1) if above.dep_ in ("obj", "obl") else []
    objects = below(above, "obj", "iobj")
    if objects and above.lemma_ not in words_of_class("subject_control"):
        return together(objects[0])
    return _subjects(above, depth + 1)


def _to(verb: Token) -> bool:
    return any(one.lower_ == "to" for one in below(verb, "mark", "aux"))


def _participle(verb: Token) -> bool:
    return "Part" in verb.morph.get("VerbForm", []) or verb.lower_.endswith(("ed", "en"))


def _meant(token: Token) -> list[Token]:
    """The word with its conjuncts; for a relative pronoun the noun that its clause is about."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        at = token.head
        for _ in range(_CLIMB):
            if at.dep_.startswith("acl"):
                return together_before(at.head)
            at = at.head
        return []
    return together(token)


def together_before(noun: Token) -> list[Token]:
    """The noun that a clause hangs on; of a plural after "and" only the last is meant, so no conjuncts."""
    return [noun]


def fillers(trigger: Token, path: str) -> list[Token]:
    """The words that fill a slot of `lexicon.Pattern`, with what is coordinated with them."""
    # Many patterns of a lemma ask for the same slot.
    kept: dict[tuple[int, str], list[Token]] = trigger.doc.user_data.setdefault(_SLOTS, {})
    key = (trigger.i, path)
    if key not in kept:
        at = [trigger]
        for step in path.split(">"):
            at = [each for one in at for each in _step(one, step)]
        kept[key] = at
    return kept[key]


def _step(token: Token, step: str) -> list[Token]:
    if step == "agent":
        return agent(token)
    if step == "obj":
        return _objects(token)
    relation, _, word = step.partition(":")
    if relation in ("obl", "nmod") and word not in ("", "poss"):
        return _oblique(token, word)
    if step == "support":
        return _supported(token)
    return [each for one in below(token, step) for each in _meant(one)]


def _objects(verb: Token) -> list[Token]:
    """The object, or the subject of a passive."""
    if is_passive(verb):
        return _subjects(verb)
    # "urged Velmar to": parsers call whoever is urged an indirect object.
    found = below(verb, "obj") or below(verb, "iobj")
    if found:
        return _meant(found[0])
    # "the ships that Velmar seized": the noun that the clause hangs on.
    gap = (
        verb.dep_ == "acl:relcl" and below(verb, "nsubj") and not any(_is_relative(one) for one in below(verb, "nsubj"))
    )
    if gap:
        return together_before(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.i < verb.i and not below(verb, "obl", "ccomp"):
        return []
    return []


def _is_relative(token: Token) -> bool:
    return token.lower_ in _RELATIVE


def _oblique(token: Token, word: str) -> list[Token]:
    """What stands after the preposition, at the verb or at its object: parsers hang it on either."""
    hosts = [token, *below(token, "obj")]
    if token.pos_ in ("NOUN", "PROPN"):
        # "the delivery | of rockets | by Velmar": parsers hang the last phrase on the nearest noun.
        hosts += [*_carriers(token), *_siblings(token), *(one for one in below(token, "nmod") if one.i > token.i)]
    found = [one for host in hosts for one in below(host, "obl", "nmod") if preposition(one) == word and one.i > host.i]
    if not found and token.pos_ not in ("NOUN", "PROPN"):
        # A fronted phrase: "With Velmar it signed a treaty"
        found = [one for one in below(token, "obl") if preposition(one) == word]
    return [each for one in found[:1] for each in _meant(one)]


def _carriers(noun: Token) -> Iterator[Token]:
    """The support verb of a noun: "launched | an attack", "an attack | was launched", "engaged | in talks"."""
    verb = noun.head
    if verb.i == noun.i or verb.pos_ not in ("VERB", "AUX"):
        return
    if verb.lemma_ in words_of_class("support") and noun.dep_ in ("obj", "nsubj:pass", "nsubj", "obl", "xcomp"):
        yield verb


def _siblings(noun: Token) -> Iterator[Token]:
    """The noun that this one is coordinated with, whose phrases may be meant for both."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        yield noun.head


def _supported(noun: Token) -> list[Token]:
    """The subject of the verb that carries the noun: "| Velmar | launched an attack"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    for verb in _carriers(first):
        if first.dep_ in ("obj", "obl", "xcomp"):
            return agent(verb)
        if first.dep_ in ("nsubj:pass", "nsubj"):
            return [one for one in agent(verb) if one.i != first.i]
    return []
