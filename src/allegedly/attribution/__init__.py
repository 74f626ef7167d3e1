"""The first workbench: who is said to have said what.

In:      a spaCy `Doc` from `allegedly.language`, and the `Document` it was made from.
Out:     `Statement`s with source, cue, content, verbatim parts, form, nesting and confidence, in reading order.
Cost:    linear in cues; a few milliseconds a page beside the encoder.
Fails:   never on text; ValueError where the encoder did not run.
Source:  attribution as in PARC3 (Pareti 2016) and PolNeAR (Newell et al. 2018): cue-anchored, contents in pieces.
Limits:  docs/limits.md. A statement's meaning (speaker, act, certainty) is not decided here.
"""

from allegedly.attribution.bare_occasions import bare_occasions
from allegedly.attribution.meaning.credits import credits
from allegedly.attribution.meaning.evidence import evidence
from allegedly.attribution.statements import outlet_statements, statements

__all__ = ["bare_occasions", "credits", "evidence", "outlet_statements", "statements"]
