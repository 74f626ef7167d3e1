"""How Alembic runs our migrations: on the connection and in the transaction of `allegedly.ledger.migrate`."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
