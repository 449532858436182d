"""Forms 1099-R and 5498 as they arrive: what they say, and whether the entries say the same.

``paper`` holds the forms as values and ``boxes`` and ``codes`` what their boxes mean; ``remarks``
looks at a form by itself; ``year`` holds those of a person and year against the entries and against
each other, and says which are still to come.
"""
