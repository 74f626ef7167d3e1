"""The nouns: what passes between rooms, as frozen records, and their JSON.

Rooms do not know each other; they meet in these records and in code-point offsets. Every record checks itself when
it is made. The words are those of docs/glossary.md.
"""

from allegedly.records.actor import Actor, ActorKind, Identity, Mention, Role, Sense
from allegedly.records.anchor import Anchor
from allegedly.records.comparison import (
    Claim,
    ClaimStatement,
    Comparison,
    Copy,
    CopyKind,
    Counts,
    Drift,
    DriftKind,
    Origin,
    Stance,
)
from allegedly.records.document import HEAD, Block, BlockKind, Document, lede
from allegedly.records.evidence import Credit, Evidence, EvidenceKind, Link
from allegedly.records.problem import Problem
from allegedly.records.reading import Reading
from allegedly.records.relation import Modality, Relation
from allegedly.records.statement import (
    Act,
    Candidate,
    Certainty,
    Channel,
    Distance,
    Form,
    Hop,
    HopRole,
    Mark,
    Outcome,
    Polarity,
    Said,
    Speaker,
    SpeakerKind,
    Statement,
)

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "Anchor",
    "Block",
    "BlockKind",
    "Candidate",
    "Certainty",
    "Channel",
    "Claim",
    "ClaimStatement",
    "Comparison",
    "Copy",
    "CopyKind",
    "Counts",
    "Credit",
    "Distance",
    "Document",
    "Drift",
    "DriftKind",
    "Evidence",
    "EvidenceKind",
    "Form",
    "HEAD",
    "Hop",
    "HopRole",
    "Identity",
    "Link",
    "Mark",
    "Mention",
    "Modality",
    "Origin",
    "Outcome",
    "Polarity",
    "Problem",
    "Reading",
    "Relation",
    "Role",
    "Said",
    "Sense",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Statement",
    "lede",
]
