"""allegedly: who said what about whom, through which chain of reporting, anchored to the text.

    >>> import allegedly
    >>> reading = allegedly.read("The ship was empty, the harbour master said.")
    >>> reading.statements[0].source.text
    'the harbour master'

It never says what is true. Everything works offline; importing it opens no file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from allegedly.version import VERSION as __version__  # noqa: N811 - the name that tools look for

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.records import Reading

__all__ = ["Ledger", "__version__", "read"]


def __getattr__(name: str) -> object:
    """`Ledger`, imported when somebody asks for it: `import allegedly` costs nothing."""
    if name == "Ledger":
        from allegedly.desk.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(source: str | bytes | os.PathLike[str], /) -> Reading:
    """Read one news item.

    Args:
        source: A path; the bytes of a page; or the text itself. A `str` is a path where such a file exists, and text
            where it holds white space.

    Returns:
        The Reading: document, statements, problems. Offsets are code points of `reading.document.text`.

    Raises:
        IntakeError: the source is missing, empty, binary or in a format that is not read.
        ModelError: the model's files are missing or broken.
    """
    # Imported here, so that `import allegedly` costs nothing.
    from allegedly import intake, reading

    if isinstance(source, str) and not os.path.exists(source) and any(mark.isspace() for mark in source):
        return reading.read(intake.of_text(source))
    return reading.read(intake.read(source))
