"""Words for currencies and magnitudes, in folded text, and what currencies are worth."""

from __future__ import annotations

_MAGNITUDES = {
    1e3: "k thousand mille mil",
    1e6: "m mn mln mio mm million millions millon millones millionen millionnen",
    1e9: "b bn bln bil billion billions md mds mrd mrds mds. md. milliard milliards milliarde milliarden miliardi",
    1e12: "t tn trn tln trillion trillions billones",
    1e7: "crore crores cr",
    1e5: "lakh lakhs",
}
MAGNITUDE = {word: value for value, words in _MAGNITUDES.items() for word in words.split()}
MAGNITUDE |= {"mil millones": 1e9, "lakh crore": 1e12, "lakh crores": 1e12}
_CURRENCIES = {
    "USD": "us$ $us $ usd dollar dollars dolares dolar buck bucks u.s.$",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp pound pounds livre livres",
    "JPY": "¥ jpy yen yens",
    "CNY": "rmb cny cn¥ yuan yuans renminbi renminbis",
    "INR": "₹ inr rs rs. rupee rupees roupie roupies",
    "KRW": "₩ krw won wons",
    "CHF": "chf franc francs",
    "CAD": "c$ ca$ cad $ca cad$",
    "AUD": "a$ au$ aud aud$",
    "SGD": "s$ sgd",
    "HKD": "hk$ hkd",
    "NZD": "nz$ nzd",
    "TWD": "nt$ twd",
    "BRL": "r$ brl",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "ILS": "₪ ils nis",
    "MYR": "rm myr ringgit ringgits",
    "AED": "aed dirham dirhams",
    "SAR": "sar riyal riyals",
    "PLN": "pln zloty zlotys",
}
CURRENCY = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_LONG_CURRENCY = {
    "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "dollars americains": "USD",
    "dollars us": "USD", "$ us": "USD", "canadian dollars": "CAD", "dollars canadiens": "CAD", "$ ca": "CAD",
    "australian dollars": "AUD", "dollars australiens": "AUD", "swiss francs": "CHF", "francs suisses": "CHF",
    "livres sterling": "GBP", "pounds sterling": "GBP", "british pounds": "GBP", "singapore dollars": "SGD",
    "hong kong dollars": "HKD",
}  # fmt: skip
CURRENCY.update(_LONG_CURRENCY)
US_DOLLARS = {
    "USD": 1.0, "EUR": 1.1, "GBP": 1.27, "JPY": 0.0067, "CNY": 0.14, "INR": 0.012, "KRW": 0.00073, "CHF": 1.13,
    "CAD": 0.73, "AUD": 0.66, "SGD": 0.75, "HKD": 0.128, "NZD": 0.6, "TWD": 0.031, "BRL": 0.18, "SEK": 0.096,
    "NOK": 0.093, "DKK": 0.147, "ILS": 0.27,
    "MYR": 0.24, "AED": 0.272, "SAR": 0.267, "PLN": 0.27,
}  # fmt: skip
"""Fixed rates for thresholds only, so that reading old records again decides the same."""
