"""The reading room: runs the senses and workbenches in order over one document and joins what they give.

In:      a `Document`.
Out:     a `Reading`, every anchor of which quotes the document's text.
Cost:    docs/limits.md; nearly all of it is the encoder.
Fails:   ModelError. What fails inside one document is a Problem of its reading.
"""

from allegedly.reading.confidence import abstain
from allegedly.reading.read import read, reader

__all__ = ["abstain", "read", "reader"]
