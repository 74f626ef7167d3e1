"""Keys as they are pressed at a terminal.

In:      the terminal of this process.
Out:     one key after the other, a character or a whole escape sequence.
Fails:   with a terminal that is closed, the key is the one that ends input.

The terminal is in this mode from the first key to the last, not from key to key: click's own reader throws away what
was typed before it looks, so somebody who is faster than the screen would lose decisions.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import click

END_OF_INPUT = "\x04"

_ESCAPE = b"\x1b"
_REST_OF_A_SEQUENCE = 0.02  # Seconds; a terminal sends a sequence at once.
_LONGEST = 16


class Keys:
    """The keyboard, while somebody works with single keys."""

    def __init__(self) -> None:
        self._terminal: int | None = None
        self._before: list[Any] = []

    def __enter__(self) -> Self:
        if sys.platform == "win32" or not sys.stdin.isatty():
            return self
        import termios

        self._terminal = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._terminal)
        self._single()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if sys.platform != "win32" and self._terminal is not None:
            import termios

            termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)

    def next(self) -> str:
        """The next key; waits for it."""
        if self._terminal is None:
            return click.getchar()
        first = os.read(self._terminal, 1)
        if not first:
            return END_OF_INPUT
        pressed = first
        while len(pressed) < _LONGEST and (pressed[:1] == _ESCAPE or _unfinished(pressed)) and self._more():
            pressed += os.read(self._terminal, 1)
            if pressed[:1] == _ESCAPE and len(pressed) > 2 and pressed[-1:].isalpha():
                break
        return pressed.decode("utf-8", "replace")

    @contextmanager
    def line(self) -> Iterator[None]:
        """Meanwhile the terminal reads lines, with its own editing; what is typed already is kept."""
        if sys.platform == "win32" or self._terminal is None:
            yield
            return
        import termios

        termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)
        try:
            yield
        finally:
            self._single()

    def _single(self) -> None:
        if sys.platform != "win32" and self._terminal is not None:
            import termios

            mode = termios.tcgetattr(self._terminal)
            mode[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, mode)

    def _more(self) -> bool:
        waiting = [] if self._terminal is None else [self._terminal]
        return bool(select.select(waiting, [], [], _REST_OF_A_SEQUENCE)[0])


def _unfinished(pressed: bytes) -> bool:
    """A character of several bytes of which the rest is on its way."""
    try:
        pressed.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(pressed) and len(pressed) < 4
    return False
