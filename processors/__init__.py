"""Pure functions over messages, and the table that makes them a pipeline."""
