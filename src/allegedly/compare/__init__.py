"""The comparison room: many readings in; copies, claims with their origins, and drifts out. It stores nothing.

In:      `Reading`s.
Out:     a `Comparison`. What it is made of can be kept and continued with: `sketch`, `judge`, `match`, `settle`.
Cost:    5 ms a page for its sketch, some 30 µs a pair of statements that share rare words, 1 ms a pair of pages.
Fails:   never for its input: an empty reading or a page without a date gives less, and the result says so.
"""

from allegedly.compare.compare import compare, hanging
from allegedly.compare.comparing import Settled, settle
from allegedly.compare.copies import Change, Match, Text, changes, choose, match, text_of
from allegedly.compare.grouping import Rulings
from allegedly.compare.lists import HANGING, KEPT, SHARED, version
from allegedly.compare.pairing import Verdict, judge
from allegedly.compare.proposition import Proposition
from allegedly.compare.sketch import WINDOW, Sketch, keys, sketch
from allegedly.compare.story import Difference, Story, differ, tell
from allegedly.compare.timeline import Day, timeline

__all__ = [
    "Change",
    "Day",
    "Difference",
    "HANGING",
    "KEPT",
    "Match",
    "Proposition",
    "Rulings",
    "SHARED",
    "Settled",
    "Sketch",
    "Story",
    "Text",
    "Verdict",
    "WINDOW",
    "changes",
    "choose",
    "compare",
    "differ",
    "hanging",
    "judge",
    "keys",
    "match",
    "settle",
    "sketch",
    "tell",
    "text_of",
    "timeline",
    "version",
]
