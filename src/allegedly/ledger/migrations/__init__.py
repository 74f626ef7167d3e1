"""Every schema a ledger has had, one step a file; run by `allegedly.ledger.migrate`."""
