"""Households, their people and accounts, and the files they come from and leave in."""
