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
    │   ├── BadMetadata       A207     a sibling .meta.json or option that says something impossible
    │   └── FetchError        A210     a page that could not be fetched
    │       ├── FetchRefused  A211     an address that may not be asked: private, robots.txt, no http, offline
    │       └── FetchFailed   A212     no such host or page, no valid certificate, an answer that is no page
    │           └── FetchLater A213    no answer in time, a broken one, or "come back later"
    ├── ModelError            A3xx     the language model's files
    │   ├── ModelMissing      A301     a file of the model is not there
    │   └── ModelBroken       A302     a file is there, but its digest or its shape is wrong
    ├── ConfigurationError    A4xx     a setting that cannot be meant
    │   └── ActorListError    A402     a list of actors whose rows cannot be meant
    ├── WorkerLost            A5xx     a process that was reading ended before it was done
    └── LedgerError           A6xx     a ledger that cannot do what was asked of it
        ├── NoLedger          A601     nothing is there where the ledger should be
        ├── ForeignLedger     A602     what is there is not a ledger of ours
        ├── NewerLedger       A603     the ledger was made by a newer version
        ├── OlderLedger       A604     the ledger has to be migrated first
        ├── LedgerDamaged     A605     the database says itself that it is damaged
        ├── LedgerBusy        A606     somebody else is writing, and did not end in time
        ├── LedgerUnavailable A607     the server, its driver or the file cannot be reached
        ├── LedgerFull        A608     the disk is full, or the file may not be written
        ├── LedgerExists      A609     something is there already where a ledger is to be made
        ├── UnknownItem       A610     no item of the ledger has this id
        ├── StaleItem         A611     somebody else changed the item meanwhile
        ├── BadQuestion       A612     a filter that cannot be meant
        ├── BadDecision       A613     a decision that cannot be made about this item
        ├── BadImport         A614     a file that is no export of a ledger, or a broken one
        └── ExtraMissing      A615     an optional part that is not installed

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


class FetchError(IntakeError):
    """A page that could not be fetched; nothing of it was kept."""

    code = "A210"
    exit_status = 69


class FetchRefused(FetchError):
    """We do not ask: a private address, robots.txt, another scheme, too many redirects, or no fetching at all."""

    code = "A211"
    exit_status = 1


class FetchFailed(FetchError):
    """We asked and there is nothing to have: no such host, no such page, no valid certificate."""

    code = "A212"


class FetchLater(FetchFailed):
    """What failed may succeed later: no answer in time, a broken one, too many requests, a server's own failure."""

    code = "A213"
    exit_status = 75


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


class LedgerError(AllegedlyError):
    """A ledger cannot do what was asked; what it holds is as it was before."""

    code = "A600"


class NoLedger(LedgerError):
    """There is no ledger where one was looked for."""

    code = "A601"
    exit_status = 78


class ForeignLedger(LedgerError):
    """A file or database that is something else than a ledger."""

    code = "A602"
    exit_status = 78


class NewerLedger(LedgerError):
    """A ledger of a schema that this version does not know."""

    code = "A603"
    exit_status = 78


class OlderLedger(LedgerError):
    """A ledger of an earlier schema."""

    code = "A604"
    exit_status = 78


class LedgerDamaged(LedgerError):
    """The database finds its own file damaged."""

    code = "A605"


class LedgerBusy(LedgerError):
    """Another process holds the ledger and did not let go in time."""

    code = "A606"
    exit_status = 75


class LedgerUnavailable(LedgerError):
    """The server does not answer, its driver is missing, or the file cannot be opened."""

    code = "A607"
    exit_status = 69


class LedgerFull(LedgerError):
    """Nothing more can be written: a full disk, or a file that is read-only."""

    code = "A608"


class LedgerExists(LedgerError):
    """A ledger, or something else, is already there."""

    code = "A609"


class UnknownItem(LedgerError):
    """An id that nothing in the ledger has."""

    code = "A610"


class StaleItem(LedgerError):
    """The item was changed since it was looked at; nothing was overwritten."""

    code = "A611"
    exit_status = 75


class BadQuestion(LedgerError):
    """A filter, an order or a page mark that cannot be meant."""

    code = "A612"
    exit_status = 2


class BadDecision(LedgerError):
    """A decision that does not fit the item it is about."""

    code = "A613"


class BadImport(LedgerError):
    """Lines that are no export of a ledger, or that do not fit together."""

    code = "A614"


class ExtraMissing(LedgerError):
    """A library of an optional part is not installed."""

    code = "A615"
    exit_status = 69
