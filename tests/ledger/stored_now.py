"""`python -m tests.ledger.stored_now`: keep a ledger of today's schema for the tests of later ones.

To be run, and its two files committed, before a change of the schema. It needs a PostgreSQL server and `pg_dump`.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from allegedly.ledger import Question, Store, place
from tests.cluster import cluster, find_binaries, fresh_database, plain
from tests.ledger.desks import filled

_HERE = Path(__file__).parent / "stored"


def decided(store: Store) -> None:
    """What the tests of migrations look for."""
    rows = list(store.every("statements", Question()))
    store.decide(next(row.id for row in rows if row.quote == "that the old harbour had been sold"), "accept")
    kept, merged = (store.actor(name)[0].actor.id for name in ("Ada Brenn", "Jonas Reth"))
    store.merge(kept, [merged])
    store.close()


def main() -> None:
    """Write both files."""
    name = f"schema-{place.SCHEMA}"
    file = _HERE / f"{name}.allegedly.db"
    file.unlink(missing_ok=True)
    decided(filled(str(file)))
    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("there is no PostgreSQL server here; CONTRIBUTING.md says how to install one.")
    with cluster() as server, fresh_database(server) as address:
        decided(filled(address))
        dumped = [binaries / "pg_dump", "--no-owner", "--no-privileges", "--inserts", plain(address)]
        script = subprocess.run(dumped, check=True, capture_output=True, text=True).stdout
    kept = [line for line in script.splitlines() if not line.startswith("\\")]  # Commands of psql, not SQL.
    (_HERE / f"{name}.sql").write_text("\n".join(kept) + "\n", "utf-8")


if __name__ == "__main__":
    main()
