"""The command line: `allegedly`, one file a command.

In:      words typed, bytes piped.
Out:     data on standard output, messages and progress on standard error, an exit status (docs/exit-codes.md).
Cost:    a command imports what it needs when it runs; help and refusals of what was typed load no model.
Fails:   with one sentence. No traceback reaches a person unless ALLEGEDLY_LOG=debug asks for it.
"""

from allegedly.cli.door import main

__all__ = ["main"]
