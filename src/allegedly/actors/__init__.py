"""The second workbench: who is meant.

In:      a spaCy `Doc` from `allegedly.language`, its `Document`, and the statements found in it (for who "I" is).
Out:     `Linked`: one `Actor` for everybody whom the page names or describes, with all mentions; and the mentions that
         two actors fit about equally well, which stay open.
Cost:    a few milliseconds a page; candidates are looked for in a window, so long documents stay linear.
Fails:   never on text; ValueError where the encoder did not run.
Source:  word-level coreference (Dobrovolskii 2021) for the learned score; entity-centric, precise names first
         (Raghunathan et al. 2010) for the order of decisions.
"""

from allegedly.actors.gazetteer import Gazetteer, gazetteer
from allegedly.actors.identify import Identified, identified
from allegedly.actors.link import Linked, Open, link

__all__ = ["Gazetteer", "Identified", "Linked", "Open", "gazetteer", "identified", "link"]
