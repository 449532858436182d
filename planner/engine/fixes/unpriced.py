"""No way out is priced on a guess: what is missing is named instead."""


class UnpricedError(ValueError):
    """Facts that a way out needs are not known; ``missing`` names them."""

    def __init__(self, *missing: str) -> None:
        """Keep the names of the facts."""
        super().__init__(f"not known: {', '.join(missing)}")
        self.missing = missing
