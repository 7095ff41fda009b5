"""Sums of money and spans of time in words, the same on every card."""

from __future__ import annotations

from newswatch.messages import Money

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def sum_text(money: Money) -> str:
    """`~10 bn USD`, `385 m EUR`, `27 bn` where the text names no currency; `200 m USD a month`."""
    value, unit = money.value, ""
    for scale, name in _SCALES:
        if value >= scale:
            value, unit = value / scale, f" {name}"
            break
    number = f"{value:,.2f}".rstrip("0").rstrip(".") if unit else f"{value:,.0f}"
    about = "~" if money.approximate else ""
    often = f" a {money.per}" if money.per is not None else ""
    return f"{about}{number.replace(',', ' ')}{unit} {money.currency or ''}".rstrip() + often


def money_text(money: Money) -> str:
    """A sum with its status where it is not simply confirmed: `rumoured ~10 bn USD`."""
    status = "" if money.status in ("confirmed", "closed") else f"{money.status} "
    return f"{status}{sum_text(money)}"


def span_text(seconds: float) -> str:
    """`41 s`, `12 min`, `3 h`, `2 days`."""
    seconds = max(0.0, seconds)
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 2 * 3600:
        return f"{seconds / 60:.0f} min"
    if seconds < 48 * 3600:
        return f"{seconds / 3600:.0f} h"
    return f"{seconds / 86400:.0f} days"
