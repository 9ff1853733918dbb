"""What can be wrong with a ledger file, as exceptions. Each message says what was asked, what was found and what to do.

LedgerProblem
├── NoLedger       there is no such file
├── NotALedger     the file is something else, or was made by a newer version
├── LedgerBusy     another process is writing
├── NotFound       nothing in the ledger has that id
└── Tampered       what the file says does not follow from what it keeps
"""

from __future__ import annotations


class LedgerProblem(Exception):
    """Something about a ledger file that the user can mend."""


class NoLedger(LedgerProblem):
    """There is no such file."""


class NotALedger(LedgerProblem):
    """The file is no ledger, or none of this version."""


class LedgerBusy(LedgerProblem):
    """Another process is writing."""


class NotFound(LedgerProblem):
    """Nothing in the ledger has that id."""


class Tampered(LedgerProblem):
    """A quote, a hash or a position does not follow from what is kept."""
