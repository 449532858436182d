"""The year as a sheet: its cells, what is typed into them, correcting and filing it."""
