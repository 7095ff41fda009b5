"""How good it is: detection (and facts), stories (clusters) against labelled rows, other rules against the stored log
(backtest); and what labelled rows teach the second opinion (learning) and the wording (worded).
"""
