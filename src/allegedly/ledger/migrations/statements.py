"""SQL of a migration: files beside the steps, one for each database, statements parted by empty lines."""

from __future__ import annotations

from importlib import resources

from alembic import op


def run(step: str) -> None:
    """Run the statements of `STEP.DIALECT.sql`."""
    name = f"{step}.{op.get_bind().dialect.name}.sql"
    file = resources.files("allegedly.ledger.migrations").joinpath("versions", name)
    for statement in file.read_text("utf-8").split("\n\n"):
        kept = "\n".join(line for line in statement.splitlines() if not line.startswith("--")).strip()
        if kept:
            op.get_bind().exec_driver_sql(kept.removesuffix(";") if not kept.endswith("END;") else kept)
