"""How the templates write amounts."""
