"""What a transfer of an IRA in a divorce does to the basis of the two (IRC 408(d)(6))."""

from decimal import Decimal

from planner.engine.money import CENT, Ratio


def basis_transferred(
    *, pool: Decimal, basis: Decimal, transferred: Decimal, unit: Decimal = CENT
) -> Decimal:
    """The basis that moves with ``transferred`` dollars out of all IRAs worth ``pool``.

    In proportion, as nobody owns a basis by account (IRC 408(d)(2)); whether a decree may divide
    it otherwise is not settled. It comes off line 2 of the one and is added to that of the other,
    each with a statement (Instructions for Form 8606, line 7). Dollars, rounded to ``unit``.
    Raises ``ValueError`` where more is transferred than there is.
    """
    if not 0 < transferred <= pool:
        raise ValueError(f"{transferred} is not a part of the {pool} in the IRAs")
    return Ratio(transferred, pool).of(basis, unit)
