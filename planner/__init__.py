"""Prorata: the backdoor Roth and Form 8606, line by line and year after year."""

__version__ = "0.1.0"
