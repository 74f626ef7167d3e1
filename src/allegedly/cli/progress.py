"""How far a command is, on standard error, for whoever has been waiting for more than a second."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from allegedly.cli.streams import is_terminal, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PATIENCE = 1.0  # Seconds.


class Progress:
    """A bar on a terminal, after a second; lines, one a second at most, where progress is asked for elsewhere."""

    def __init__(self, total: int, *, wanted: bool | None, colour: bool = True, doing: str = "Reading") -> None:
        """`wanted` None shows progress on a terminal only; True also elsewhere, False never."""
        self._total, self._done = total, 0
        self._colour = colour
        self._doing = doing
        self._lines = wanted is True and not is_terminal(sys.stderr)
        self._waits = wanted is not False and is_terminal(sys.stderr)
        self._said = time.monotonic()
        self._lock = threading.RLock()
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._timer = threading.Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._waits:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._timer.cancel()
            self._waits = False
            if self._bar is not None:
                self._bar.stop()

    def step(self, done: int = 1) -> None:
        """One more item is done, or several."""
        self._done += done
        with self._lock:
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, completed=self._done)
        if self._lines and time.monotonic() - self._said >= _PATIENCE:
            self._said = time.monotonic()
            say(f"{self._done} of {self._total} items are done.")

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Clear the bar while something else is written, perhaps to the same terminal."""
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
            try:
                yield
            finally:
                if self._bar is not None:
                    self._bar.start()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        with self._lock:
            if not self._waits:
                return
            self._bar = Bar(
                TextColumn(self._doing),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True, no_color=None if self._colour else True),
                transient=True,
                redirect_stdout=False,  # Data never passes through the bar.
                redirect_stderr=False,
            )
            self._task = self._bar.add_task("", total=self._total, completed=self._done)
            self._bar.start()
