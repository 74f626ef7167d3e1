"""The nouns: what passes between rooms, as frozen records, and their JSON.

Rooms do not know each other; they meet in these records and in code-point offsets. Every record checks itself when
it is made. The words are those of docs/glossary.md.
"""

from allegedly.records.actor import Actor, Mention, Role
from allegedly.records.anchor import Anchor
from allegedly.records.document import Block, BlockKind, Document
from allegedly.records.evidence import Evidence, Link
from allegedly.records.problem import Problem
from allegedly.records.reading import Reading
from allegedly.records.relation import Relation
from allegedly.records.statement import Form, Hop, Said, Speaker, Statement

__all__ = [
    "Actor",
    "Anchor",
    "Block",
    "BlockKind",
    "Document",
    "Evidence",
    "Form",
    "Hop",
    "Link",
    "Mention",
    "Problem",
    "Reading",
    "Relation",
    "Role",
    "Said",
    "Speaker",
    "Statement",
]
