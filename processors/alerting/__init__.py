"""What people get, and when: decided by processors/notify.py, posted by processors/deliver.py.

A card: card, headings, money_text, changes, alerts. Its way: delivery, deliver_pass, deliver_looks, deliver_catch_up,
catch_up, clock_ahead.
Whom and when: routes, quiet_hours, silences. What people say back: reactions, feedback. A day in one message: digest.
What operators are told: watch_state, watch_still. What lies beside alerts: kept. A story that was merged: gone.
"""
