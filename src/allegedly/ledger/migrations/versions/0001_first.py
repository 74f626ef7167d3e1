"""The first schema: what came in, readings, decisions, journal, imports, and the shown layer with its text search."""

from __future__ import annotations

from allegedly.ledger.migrations.statements import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything."""
    run("0001_first")
