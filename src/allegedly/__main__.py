"""`python -m allegedly` is the command `allegedly`."""

from __future__ import annotations

from allegedly.cli import main

if __name__ == "__main__":
    main()
