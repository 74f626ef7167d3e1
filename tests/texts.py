"""Texts as bad as texts get, for property tests.

Every plane of Unicode, lone surrogates, combining marks, joined emoji, right-to-left letters, every kind of line end.
"""

from __future__ import annotations

from hypothesis import strategies as st

from allegedly.spans import Span

AWKWARD = (
    "\r\n",
    "\n",
    "\u2028",
    "e\u0301",  # a letter and its accent, two code points
    "👩\u200d🚒",  # one picture, three code points
    "🇰🇵",
    "𝔘",  # outside the first plane
    "\ud83d",  # half of a pair, as careless decoding leaves it
    "\udc00",
    "“Nein”",
    "\u200fقال\u200f",
    "ﬁ",  # one code point that normalising would make two
    "\ufeff",
    "\x00",
)

characters = st.characters(exclude_categories=()) | st.characters(categories=("Cs",))
texts = st.lists(st.sampled_from(AWKWARD) | st.text(characters, max_size=8), max_size=20).map("".join)


@st.composite
def texts_with_spans(draw: st.DrawFn, *, most: int = 6) -> tuple[str, list[Span]]:
    """A text that is not empty, and up to `most` spans in it, none of them empty."""
    text = draw(texts.filter(bool))
    starts = draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=most))
    return text, [Span(start, draw(st.integers(start + 1, len(text)))) for start in starts]
