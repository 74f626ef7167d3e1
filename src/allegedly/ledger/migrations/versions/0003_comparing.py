"""The third schema: what comparing documents gave."""

from __future__ import annotations

from allegedly.ledger.migrations.statements import run

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add empty tables; documents are compared when somebody asks for it."""
    run("0003_comparing")
