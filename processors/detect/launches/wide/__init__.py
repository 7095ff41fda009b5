"""Launches in words that no frame knows: forms of headlines, each just above the bar, silenced by any veto."""
