"""One suite a port, run on every adapter that under_test.py registers."""
