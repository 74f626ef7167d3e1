"""Every error `allegedly` raises, in one tree.

    AllegedlyError                     anything the package refuses
    ├── AnchorError           A1xx     a span and the text it names disagree
    ├── IntakeError           A2xx     bytes that cannot become a Document
    │   ├── EmptyInput        A201     nothing to read
    │   ├── BinaryInput       A202     not text: an image, an archive, a program
    │   ├── UndecodableInput  A203     the bytes fit no text encoding well enough
    │   ├── TooLarge          A204     more bytes than the stated limit
    │   ├── UnsupportedMedia  A205     a known format that this installation does not read
    │   ├── UnreadableFile    A206     missing, a directory, no permission
    │   └── BadMetadata       A207     a sibling .meta.json or option that says something impossible
    ├── ModelError            A3xx     the language model's files
    │   ├── ModelMissing      A301     a file of the model is not there
    │   └── ModelBroken       A302     a file is there, but its digest or its shape is wrong
    ├── ConfigurationError    A4xx     a setting that cannot be meant
    │   └── ActorListError    A402     a list of actors whose rows cannot be meant
    └── WorkerLost            A5xx     a process that was reading ended before it was done

A message is one sentence a person can act on: what was wanted, what came, where, what to do.
The code stands first, so that it can be searched for. `exit_status` is what a command ends with
(docs/exit-codes.md).
"""

from __future__ import annotations

from typing import ClassVar


class AllegedlyError(Exception):
    """A refusal with a stable code. `str(error)` is `CODE message`."""

    code: ClassVar[str] = "A000"
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return f"{self.code} {self.message}"


class AnchorError(AllegedlyError):
    """A span lies outside its text, or the text there is not the quoted one."""

    code = "A101"


class IntakeError(AllegedlyError):
    """Bytes or a path that cannot become a Document."""

    code = "A200"


class EmptyInput(IntakeError):
    """No bytes, or nothing but white space."""

    code = "A201"


class BinaryInput(IntakeError):
    """Bytes that are no text in any encoding: images, archives, programs."""

    code = "A202"


class UndecodableInput(IntakeError):
    """Text-like bytes for which no encoding fits."""

    code = "A203"


class TooLarge(IntakeError):
    """More bytes than `intake` accepts for one document."""

    code = "A204"


class UnsupportedMedia(IntakeError):
    """A format that is recognised and not read (yet, or without an extra)."""

    code = "A205"


class UnreadableFile(IntakeError):
    """The path is missing, is a directory where a file is wanted, or may not be read."""

    code = "A206"


class BadMetadata(IntakeError):
    """A sibling `.meta.json` or an option whose value cannot be meant."""

    code = "A207"
    exit_status = 78


class ModelError(AllegedlyError):
    """The language model cannot be used."""

    code = "A300"
    exit_status = 69


class ModelMissing(ModelError):
    """A file of the model is not where it belongs."""

    code = "A301"


class ModelBroken(ModelError):
    """A file of the model is there and is not the one that was released."""

    code = "A302"


class ConfigurationError(AllegedlyError):
    """A setting that cannot be meant."""

    code = "A401"
    exit_status = 78


class ActorListError(ConfigurationError):
    """A list of actors that cannot be read, or a row or cell of it that cannot be meant."""

    code = "A402"


class WorkerLost(AllegedlyError):
    """A process that was reading ended before it was done."""

    code = "A501"
