"""Random examples that are the same in every run, so that a run says the same of the same code.

``HYPOTHESIS_PROFILE=random`` searches further: new examples each time, failures remembered.
"""

import os

from hypothesis import settings

# How long an example takes is the machine's affair; speed has tests of its own.
settings.register_profile("same", derandomize=True, database=None, deadline=None, print_blob=True)
settings.register_profile("random", settings.get_profile("default"), deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
