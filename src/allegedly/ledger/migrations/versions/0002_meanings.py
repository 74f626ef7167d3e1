"""The second schema: what statements mean, as vectors, for searching by meaning."""

from __future__ import annotations

from allegedly.ledger.migrations.statements import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add an empty table; the vectors are made when somebody searches by meaning."""
    run("0002_meanings")
