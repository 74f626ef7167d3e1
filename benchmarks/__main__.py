"""`python -m benchmarks`: measure, one JSON line a figure."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from allegedly.errors import AllegedlyError
from benchmarks import cold
from benchmarks.machine import describe, use_cores
from benchmarks.measurement import Measurement


def _bulk() -> Iterator[Measurement]:
    from benchmarks import bulk  # Its libraries would count in the memory of a cold start.

    return bulk.measure_bulk()


def _encoder() -> Iterator[Measurement]:
    from benchmarks import bulk

    return bulk.measure_encoder()


def _size() -> Iterator[Measurement]:
    from benchmarks import size

    return size.measure()


def _ledger() -> Iterator[Measurement]:
    from benchmarks import ledgers

    return ledgers.measure()


def _comparing() -> Iterator[Measurement]:
    from benchmarks import comparisons

    return comparisons.measure()


# In this order: a cold start must come before anything that fills this process's memory.
_ALL: dict[str, Callable[[], Iterator[Measurement]]] = {
    "cold": cold.measure,
    "bulk": _bulk,
    "encoder": _encoder,
    "size": _size,
    "comparing": _comparing,
    "ledger": _ledger,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"{', '.join(_ALL)}; everything unless given")
    wanted = parser.parse_args(arguments).what
    unknown = [name for name in wanted if name not in _ALL]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; say {', '.join(_ALL)}.")
    machine = describe(use_cores())
    status = 0
    for name, measure in _ALL.items():
        if wanted and name not in wanted:
            continue
        try:
            for measurement in measure():
                print(measurement.line(machine), flush=True)
                print(measurement.beside_target(), file=sys.stderr)
        except (AllegedlyError, FileNotFoundError, subprocess.CalledProcessError) as error:
            print(f"{name}: not measured: {error}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
