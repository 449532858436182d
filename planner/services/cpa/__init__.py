"""The CPA packet: a household and year for whoever prepares the return, on a page and on paper."""
