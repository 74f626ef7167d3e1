"""News organisations in a text: by name, by the form of their name, by what the page calls them.

In:      tokens of a Doc with parts of speech and names.
Out:     `Organisation`s in text order, none overlapping another.
How:     a list of names (`data/news_organisations.json`); names that the page itself explains ("the satellite channel
         Al-Minbar", "Dagsposten, a newspaper,"); names that end like a newspaper's ("the Dunmore Herald"); nouns that
         stand for one ("the paper", "state television").
Limits:  a name that is none of these is not taken for a news organisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import all_tokens, once, text_of
from allegedly.attribution.meaning.press_names import Kind, beginnings, lead, leads, listed, nouns, words

_LONGEST_NAME = 7  # Tokens; the longest in the list has seven.
_ARTICLES = frozenset(("the", "a", "an"))
_DEFINITE = frozenset(("the", "this", "that", "same", "its", "their", "his", "her"))
# Nouns that seldom stand right before a name as its kind: "a network Russia has paid for".
_PLAIN = frozenset(("network", "station", "programme", "program", "show", "agency", "outlet", "publication", "press"))
_AIRED = frozenset(("television", "tv", "radio"))
_APPOSITION = 9  # Words between a name's comma and the noun that explains it; chosen.
_PEOPLES = frozenset(("NORP", "DATE", "TIME", "LOC", "GPE", "PERSON"))


class Organisation(NamedTuple):
    """`tokens` stand next to each other. `named` is False for "the channel", "state television"."""

    name: str
    kind: Kind
    tokens: tuple[Token, ...]
    named: bool


def press_of(doc: Doc) -> Press:
    """The page's news organisations, looked for once a Doc."""
    return once(doc, "press", "all", lambda: Press(doc))


class Press:
    """What one page says of news organisations: which names it explains, and what kinds it names at all."""

    def __init__(self, doc: Doc) -> None:
        self.learned: dict[str, Kind] = {}
        self.leads: frozenset[str] = frozenset()
        tokens = [token for token in all_tokens(doc) if not token.is_space]
        for at in range(len(tokens)):
            for name, kind in _explained(tokens, at):
                if name.lower() in words()["platforms"]:
                    continue
                self.learned.setdefault(name, kind)
        self.leads = frozenset(lead(name) for name in self.learned)
        self.kinds: frozenset[Kind] = frozenset()
        self.kinds = frozenset(found.kind for found in self._all(tokens, sure=True))

    def find(self, tokens: Sequence[Token], *, sure: bool = False) -> list[Organisation]:
        """The organisations among `tokens`. With `sure` only those that nothing else could be."""
        return list(self._all(tokens, sure=sure))

    def _all(self, tokens: Sequence[Token], *, sure: bool) -> Iterator[Organisation]:
        at, taken = 0, 0
        while at < len(tokens):
            found = self._known(tokens, at, sure=sure) or _shaped(tokens, at, sure=sure)
            found = found or self._noun(tokens, at, taken, sure=sure)
            if found is None:
                at += 1
                continue
            yield found
            at = taken = tokens.index(found.tokens[-1]) + 1
            # "the Tass news agency", "Suspilne TV channel": the noun belongs to the name.
            while found.named and at < len(tokens) and _noun_at(tokens, at)[1]:
                at = taken = at + _noun_at(tokens, at)[2]

    def _known(self, tokens: Sequence[Token], at: int, *, sure: bool) -> Organisation | None:
        """The longest listed or explained name that begins at `at`."""
        first = tokens[at]
        known, common = listed()
        capital = first.text[:1].isupper() or first.text[:1].isdigit()
        if not capital and first.lower_ != "the" and first.text not in known:
            return None
        begins = lead(first.text)
        if begins not in leads() and begins not in self.leads:
            return None
        for end in range(min(at + _LONGEST_NAME, len(tokens)), at, -1):
            name = _text(tokens[at:end])
            for form in _forms(name):
                kind = known[form][1] if form in known else self.learned.get(form)
                if kind is None or not _stands_alone(tokens, at, end):
                    continue
                if first.lower_ == "the" and end - at < _LONGEST_NAME and _goes_on(tokens, end):
                    continue
                doubtful = form in common and form not in self.learned
                if doubtful and (_crowded(tokens, at, end) or (sure and not _presented(tokens, at))):
                    continue
                start = at + 1 if first.text == "the" else at
                return Organisation(_text(tokens[start:end]), kind, tuple(tokens[start:end]), named=True)
        return None

    def _noun(self, tokens: Sequence[Token], at: int, taken: int, *, sure: bool) -> Organisation | None:
        """A noun that stands for an organisation, with the words before it that say which."""
        noun, kind, length = _noun_at(tokens, at)
        if kind is None or (
            at + length < len(tokens) and tokens[at + length].pos_ in ("NOUN", "PROPN") and length == 1
        ):
            return None
        start = at
        while start > taken and _describes(tokens[start - 1]) and _next_to(tokens[start - 1], tokens[start]):
            start -= 1
        if self._known(tokens, at + length, sure=sure) if at + length < len(tokens) else None:
            return None
        before = [token.lower_ for token in tokens[start:at]]
        article = tokens[start - 1].lower_ if start else ""
        if before and before[-1] in words()["platforms"]:
            return None
        title = _title_after(tokens, at + length) if kind == "programme" else ()
        if title:
            return Organisation(_text(title), kind, tuple(title), named=True)
        explicit = bool(words()["adjectives"] & set(before)) or noun not in words()["vague"]
        plainly = all(token.ent_type_ == "NORP" for token in tokens[start:at])
        theirs = bool(before) and plainly and noun in _AIRED and article not in ("a", "an")
        if not explicit and not theirs and (noun in _AIRED or (noun == "agency" and kind not in self.kinds)):
            return None
        if (
            not explicit
            and not theirs
            and (article not in _DEFINITE or not plainly or (sure and kind not in self.kinds))
        ):
            return None
        if kind == "media" and words()["state_collective"] & set(before):
            kind = "agency"
        return Organisation(_text(tokens[start : at + length]), kind, tuple(tokens[start : at + length]), named=False)


def _text(tokens: Sequence[Token]) -> str:
    last = tokens[-1]
    return text_of(last.doc)[tokens[0].idx : last.idx + len(last.text)].replace("’", "'")


def _next_to(left: Token, right: Token) -> bool:
    return right.i == left.i + 1


def _stands_alone(tokens: Sequence[Token], at: int, end: int) -> bool:
    """False where the words are part of a person's name, of a longer one, or not next to each other."""
    if tokens[end - 1].i - tokens[at].i != end - at - 1:
        return False
    doc = tokens[at].doc
    before = doc[tokens[at].i - 1] if tokens[at].i else None
    if tokens[at].ent_type_ == "PERSON" and tokens[at].ent_iob_ == "I" and before is not None:
        return False
    after = doc[tokens[end - 1].i + 1] if tokens[end - 1].i + 1 < len(doc) else None
    return after is None or not (after.ent_type_ == "PERSON" and after.ent_iob_ == "I")


def _forms(name: str) -> tuple[str, ...]:
    """The name as the list may have it: "the Hill" as "The Hill", "REUTERS" as "Reuters"."""
    if name[:4].lower() == "the ":
        return name, "The" + name[3:]
    return (name, name.capitalize()) if name.isupper() and len(name) > len("TASS") else (name,)


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """True where another part of a name follows: "the Daily | Mail"."""
    return end < len(tokens) and tokens[end].pos_ == "PROPN" and tokens[end].text[:1].isupper()


def _crowded(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True where other parts of a name stand beside a name that is a common word."""
    doc = tokens[at].doc
    before = doc[tokens[at].i - 1] if tokens[at].i else None
    after = doc[tokens[end - 1].i + 1] if tokens[end - 1].i + 1 < len(doc) else None
    return any(token is not None and token.pos_ == "PROPN" and token.text[:1].isupper() for token in (before, after))


def _presented(tokens: Sequence[Token], at: int) -> bool:
    """True where an article or a news noun stands before the name, or the name is one of an organisation."""
    first = tokens[at]
    before = first.doc[first.i - 1].lower_ if first.i else ""
    return first.lower_ == "the" or before in ("the", *nouns()) or (first.text.isupper() and first.ent_type_ == "ORG")


def _noun_at(tokens: Sequence[Token], at: int) -> tuple[str, Kind | None, int]:
    """The news noun at `at`: its form, kind and length in tokens; kind None where there is none."""
    first = tokens[at].lower_
    if tokens[at].pos_ not in ("NOUN", "ADJ", "PROPN", "VERB"):
        return first, None, 0
    for length in (3, 2) if first in beginnings() else ():
        if at + length <= len(tokens) and tokens[at + length - 1].pos_ in ("NOUN", "PROPN"):
            raw = "".join(token.lower_ + token.whitespace_ for token in tokens[at : at + length - 1])
            noun = f"{raw}{tokens[at + length - 1].lemma_.lower()}"
            if noun in nouns() and tokens[at + length - 1].i - tokens[at].i == length - 1:
                return noun, nouns()[noun], length
            whole = f"{raw}{tokens[at + length - 1].lower_}"
            if whole in nouns():
                return whole, nouns()[whole], length
    first = first if first in nouns() else tokens[at].lemma_.lower()
    if tokens[at].pos_ in ("NOUN", "PROPN") and not tokens[at].text[:1].isupper():
        return first, nouns().get(first), 1
    return first, None, 0


def _title_after(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The title in quotation marks after a programme's noun: "the radio programme “Morning Bell”"."""
    if at + 1 >= len(tokens) or not tokens[at].is_quote or not tokens[at + 1].text[:1].isupper():
        return ()
    ends = (end for end in range(at + 1, min(at + _LONGEST_NAME, len(tokens))) if tokens[end].is_quote)
    return tokens[at + 1 : next(ends, at + 1)]


def _describes(token: Token) -> bool:
    """True for what may stand between the article and a news noun: "the pro-government Lebanese …"."""
    if token.pos_ == "VERB":
        return token.i > 0 and token.doc[token.i - 1].text == "-"
    return token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or token.text in ("-", "'s", "’s")


def _shaped(tokens: Sequence[Token], at: int, *, sure: bool) -> Organisation | None:
    """A name that ends like a newspaper's or a station's: "the Dunmore Herald", "Radio Meridian", "the Observer"."""
    end = _name_end(tokens, at)
    if end == at or (at and _same_run(tokens[at - 1], tokens[at])):
        return None
    run = tokens[at:end]
    if any(token.ent_type_ == "PERSON" for token in run):
        return None
    name, last = _text(run), run[-1].lower_
    kind = _kind_of_shape(name, last)
    if kind is None:
        return None
    article = run[0].doc[run[0].i - 1].lower_ if run[0].i else ""
    weak = last in words()["weak_endings"]
    if len(run) == 1 and (article != "the" or (weak and sure)):
        return None
    if weak and (sure or article not in _ARTICLES) and run[0].ent_type_ != "ORG":
        return None
    return Organisation(name, kind, tuple(run), named=True)


def _kind_of_shape(name: str, last: str) -> Kind | None:
    lowered = name.lower()
    if any(lowered.endswith(ending) for ending in words()["monitor_endings"]):
        return "monitor"
    if lowered.startswith(("radio ", "channel ", "tv ", "television ")):
        return "broadcaster"
    if lowered.endswith(
        ("news agency", "press agency", "news service", " wire", "news wire", "press service", "photo agency")
    ):
        return "agency"
    if "." in last and any(last.endswith(ending) for ending in words()["endings"] if ending.startswith(".")):
        return "site"
    if last not in words()["endings"]:
        return None
    return (
        "broadcaster"
        if last in ("tv", "radio", "television", "fm", "broadcasting", "channel", "network")
        else "newspaper"
    )


def _name_end(tokens: Sequence[Token], at: int) -> int:
    """Where the capitalised name that begins at `at` ends."""
    end = at
    while end < len(tokens):
        token = tokens[end]
        capital = token.text[:1].isupper() or (end > at and token.text.isdigit())
        if end > at and not _next_to(tokens[end - 1], token):
            break
        if end > at and token.text == "-" and not tokens[end - 1].whitespace_ and end + 1 < len(tokens):
            end += 2
        elif (
            capital
            and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "NUM")
            and (token.ent_type_ not in ("NORP", "DATE", "TIME") or (end > at and token.ent_type_ == "NORP"))
        ) or (end > at and token.lower_ in ("of", "al", "el", "the") and token.ent_iob_ == "I"):
            end += 1
        else:
            break
    return min(end, len(tokens))


def _same_run(left: Token, right: Token) -> bool:
    return left.pos_ == "PROPN" and left.text[:1].isupper() and left.ent_type_ not in _PEOPLES and _next_to(left, right)


def _explained(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, Kind]]:
    """Names that the page gives a news noun to, around the noun at `at`."""
    noun, kind, length = _noun_at(tokens, at)
    # "Frontier Media Monitor": with capitals the noun is part of the name.
    if kind is None or kind == "media" or (tokens[at + length - 1].text[:1].isupper() and length > 1):
        return
    after = _name_end(tokens, at + length) if at + length < len(tokens) else at + length
    run = tokens[at + length : after]
    named = bool(run) and _next_to(tokens[at + length - 1], run[0])
    if named and run[0].ent_type_ not in ("LOC", "NORP", "DATE") and (noun not in _PLAIN or _qualified(tokens, at)):
        yield _text(run), kind
    follows = _name_after(tokens, at + length) if not named and _qualified(tokens, at) else ()
    if follows:
        yield _text(follows), kind
    if named or (noun in words()["vague"] and not _qualified(tokens, at)):
        return
    name = _named_before(tokens, at)
    if name:
        yield _text(name), kind


def _qualified(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and (tokens[at - 1].lower_ in words()["adjectives"] or tokens[at - 1].ent_type_ == "NORP")


def _named_before(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The name right before the noun ("KCNA news agency"), or the one that the noun explains after a comma."""
    if at and _naming(tokens[at - 1]) and _next_to(tokens[at - 1], tokens[at]):
        start = at - 1
        while start and _naming(tokens[start - 1]) and _next_to(tokens[start - 1], tokens[start]):
            start -= 1
        # "the Lusk newspaper" says where it is, not its name.
        return () if tokens[at - 1].ent_type_ in ("LOC", "GPE") else tokens[start:at]
    for comma in range(at - 1, max(at - _APPOSITION, 0), -1):
        token = tokens[comma]
        if token.text == "," and tokens[comma + 1].lower_ in _ARTICLES and _naming(tokens[comma - 1]):
            start = comma - 1
            while start and (_naming(tokens[start - 1]) or tokens[start - 1].text == "-"):
                start -= 1
            return tokens[start:comma]
        if (token.is_punct and token.text != "-") or token.pos_ in ("VERB", "AUX", "ADP", "PRON"):
            break
    return ()


def _name_after(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The name between commas after the noun: "the state news agency, ONA,"."""
    if at + 1 >= len(tokens) or tokens[at].text != "," or not _naming(tokens[at + 1]):
        return ()
    end = _name_end(tokens, at + 1)
    closed = end >= len(tokens) or tokens[end].text in (",", ".", ";", ":")
    return tokens[at + 1 : end] if closed else ()


def _naming(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in _PEOPLES - {"LOC", "PERSON"}
