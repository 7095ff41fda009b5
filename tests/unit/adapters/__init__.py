"""The adapters with their client libraries replaced: what a real server can't be made to do at will."""

import warnings

with warnings.catch_warnings():
    # kafka-python reads its protocol's schemas by a function that Python 3.11 deprecates.
    warnings.simplefilter("ignore", DeprecationWarning)
    import kafka  # noqa: F401
