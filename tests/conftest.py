"""Settings for all tests."""

import os

from hypothesis import settings

# A deadline would make tests fail on a busy machine; how fast kg is, benchmarks/ tells.
settings.register_profile("kg", deadline=None)
# The same examples on every run of CI: what fails there is the change, not the luck of the draw.
# Away from it each run tries others.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "kg")
