"""Settings for all tests."""

from hypothesis import settings

# A deadline would make tests fail on a busy machine; how fast kg is, benchmarks/ tells.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")
