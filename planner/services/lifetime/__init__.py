"""The ledger of a lifetime: basis, the Roth side, and each year both ways."""
