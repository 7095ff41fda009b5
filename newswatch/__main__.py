"""`python -m newswatch` is the newswatch command."""

from newswatch.cli.app import main

main()
