"""Practices: their people and clients, board, papers in bulk, log, and leaving."""
