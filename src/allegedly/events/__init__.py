"""The third workbench: what is said to have happened, and what ties there are said to be.

In:      a spaCy `Doc` from `allegedly.language`, its `Document`, statements and identified actors.
Out:     `Happening`s in reading order: PLOVER events and ties of DESIGN.md, each with its sides, words, when, where,
         and the polarity, certainty and modality under which it is told.
Cost:    a few milliseconds a page: only words of the lexicon are looked at.
Fails:   never on text; nothing is coded where nobody is said to do something to somebody.
Source:  PLOVER (Open Event Data Alliance), CAMEO for export; patterns over Universal Dependencies as in
         UniversalPetrarch.
"""

from allegedly.events.cameo import Row, rows
from allegedly.events.code import Happening, code
from allegedly.events.pairs import Ranked, between

__all__ = ["Happening", "Ranked", "Row", "between", "code", "rows"]
