"""The newswatch command."""
