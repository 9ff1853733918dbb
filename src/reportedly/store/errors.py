"""What can be wrong with a ledger, as exceptions. Each message says what was asked, what was found and what to do.

LedgerProblem
├── NoLedger       there is no such file or database
├── NotALedger     it is something else, or was made by a newer version
├── LedgerBusy     another process is writing
├── NotWritable    the system or the database lets nobody write, or not this user
├── LedgerFull     there is no room left
├── LedgerLost     the connection to the database broke off
├── NotFound       nothing in the ledger has that id
└── Tampered       what the ledger says does not follow from what it keeps
"""

from __future__ import annotations


class LedgerProblem(Exception):
    """Something about a ledger that the user can mend."""


class NoLedger(LedgerProblem):
    """There is no such file or database."""


class NotALedger(LedgerProblem):
    """It is no ledger, or none of this version."""


class LedgerBusy(LedgerProblem):
    """Another process is writing."""


class NotWritable(LedgerProblem):
    """The ledger can be read at most."""


class LedgerFull(LedgerProblem):
    """There is no room left for what was to be written."""


class LedgerLost(LedgerProblem):
    """The connection to the database broke off."""


class NotFound(LedgerProblem):
    """Nothing in the ledger has that id."""


class Tampered(LedgerProblem):
    """A quote, a hash or a position does not follow from what is kept."""
