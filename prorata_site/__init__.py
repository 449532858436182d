"""Configuration of the site: settings, URLs, servers' entry points, logging."""
