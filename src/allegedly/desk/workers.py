"""Reading in several processes: what surrounds the encoder is Python, which runs on one core a process.

In:      a function that a process can be given, and items in order.
Out:     one outcome each, in that order; no more than a few are under way.
Cost:    a second and 280 MB a process to begin with; `python -m benchmarks` measures what it brings.
Fails:   an item whose process ends (too little memory, a kill) is tried once more, alone; if that ends too it becomes a
         `Failure`, and the others are read. Whatever else the function raises is raised here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from allegedly.desk.items import Failure, Item
from allegedly.errors import WorkerLost
from allegedly.records import Reading

Outcome = Reading | Failure
Work = Callable[[Item | Failure], Outcome]

# Below this, starting processes costs more than they bring: 1.8 s to start, 0.17 s a page saved (two cores).
WORTH_IT = 16
_MOST = 8


def in_processes(work: Work, items: Sequence[Item | Failure], *, jobs: int) -> Iterator[Outcome]:
    """Outcomes in the order of the items."""
    left = deque(items)
    while left:
        lost: list[Item | Failure] = []
        with _Pool(min(jobs, _MOST)) as pool:
            yield from pool.outcomes(work, left, lost)
        for item in lost:
            yield _alone(work, item)


class _Pool:
    """Processes that die with whoever started them, and leave interrupts to it."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.executor = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _prepare)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.executor.shutdown(cancel_futures=True)

    def outcomes(self, work: Work, left: deque[Item | Failure], lost: list[Item | Failure]) -> Iterator[Outcome]:
        """Takes from `left` until it is empty or a process has ended; then `lost` has what was under way."""
        waiting: deque[tuple[Item | Failure, Future[Outcome]]] = deque()
        try:
            while left or waiting:
                while left and len(waiting) <= self.count:
                    waiting.append((left[0], self.executor.submit(work, left[0])))
                    left.popleft()
                outcome = waiting[0][1].result()
                waiting.popleft()
                yield outcome
        except BrokenProcessPool:
            lost += [item for item, _ in waiting]


def _alone(work: Work, item: Item | Failure) -> Outcome:
    left: deque[Item | Failure] = deque([item])
    lost: list[Item | Failure] = []
    with _Pool(1) as pool:
        found = list(pool.outcomes(work, left, lost))
    if found:
        return found[0]
    return Failure.of(
        item.name, WorkerLost(f"the process that read {item.name} ended, twice; is there enough memory for it?")
    )


def _prepare() -> None:
    """Interrupts are for whoever started the process; and one core is one core, for linear algebra too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
