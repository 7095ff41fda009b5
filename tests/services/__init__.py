"""What only the real servers can show: see infra/local. Marked `services`."""

import warnings

with warnings.catch_warnings():
    # kafka-python reads its protocol's schemas by a function that Python 3.11 deprecates.
    warnings.simplefilter("ignore", DeprecationWarning)
    import kafka  # noqa: F401
