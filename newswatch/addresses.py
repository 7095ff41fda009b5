"""Web addresses: one form for each, what identifies an article, which site a host belongs to.

`normalise` is for identity, not for fetching: a page is asked for at the address that its publisher
gave. It is idempotent (tests/property/test_addresses.py).
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from url_normalize import url_normalize
from w3lib.url import canonicalize_url

from newswatch.messages import digest

# fmt: off
TRACKING = frozenset({
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
    "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "xtor", "xtref", "at_medium", "at_campaign",
    "at_custom1", "at_custom2", "at_custom3", "at_custom4", "cmpid", "cmp", "ncid", "sr_share",
    "guccounter", "guce_referrer", "guce_referrer_sig", "__twitter_impression", "ocid", "spm", "smid",
    "smtyp", "partner", "emc", "feedtype", "feedname", "recirc_taxid", "traffic_source", "xing_share",
    "wt_mc", "wt_zmc",
})
# fmt: on
"""Query parameters that tell where a reader came from and nothing of the page."""
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "ga_", "stm_", "vero_", "oly_")
_AMP_QUERY = frozenset({("amp", "1"), ("amp", "true"), ("amp", ""), ("outputtype", "amp")})
_PORTS = {"http": 80, "https": 443}
_IPV4 = re.compile(r"[0-9.]+|0x[0-9a-fx.]+", re.ASCII)
_AMP_CACHE = re.compile(r"^/(?:amp/)?(?:[cvi]/)?(s/)?([^/]+\.[^/]+/.*)$")
# fmt: off
_SECOND_LEVEL = frozenset({
    "ac", "asn", "asso", "co", "com", "edu", "ed", "firm", "gob", "gouv", "gov", "gv", "id", "info",
    "ind", "inc", "ltd", "me", "mil", "ne", "net", "nhs", "nic", "nom", "or", "org", "oj", "plc",
    "police", "pref", "presse", "sch", "tm",
})
# fmt: on
"""Second-level names under which countries register (co.uk, com.br, gouv.fr …)."""
# fmt: off
_SHARED = frozenset({
    "github.io", "gitlab.io", "blogspot.com", "wordpress.com", "medium.com", "substack.com",
    "tumblr.com", "netlify.app", "vercel.app", "pages.dev", "herokuapp.com", "azurewebsites.net",
    "cloudfront.net", "web.app", "firebaseapp.com", "readthedocs.io", "ghost.io", "over-blog.com",
    "canalblog.com", "free.fr", "typepad.com", "livejournal.com", "weebly.com", "wixsite.com",
    "squarespace.com", "amazonaws.com", "appspot.com", "hf.space", "huggingface.co",
})
# fmt: on
"""Domains whose names below belong to different people."""


def strip_credentials(url: str) -> str:
    """The address without `user:password@`; as it is where it can't be read as an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"(?<=//)[^/?#]*@", "", url)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def normalise(url: str) -> str:
    """The one form of an address (RFC 3986, section 6), without what does not tell pages apart.

    No user, password, fragment, default port, tracking parameter or AMP variant; the query sorted.
    Raises ValueError when it is not an absolute http or https address.
    """
    # Taking one thing away can lay another bare (an AMP cache's address holds an address), so the
    # steps are repeated until nothing changes; every step shortens or settles, six passes are plenty.
    current = _normalised_once(url.strip())
    for _ in range(6):
        previous, current = current, _normalised_once(current)
        if current == previous:
            break
    return current


def _normalised_once(url: str) -> str:
    parts = urlsplit(strip_credentials(url))
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is not an absolute http or https address")
    parts.port  # noqa: B018 - raises ValueError for a port that is none
    clean = url_normalize(urlunsplit(parts._replace(fragment="")))
    if clean is None:
        raise ValueError(f"{url!r} can't be read as an address")
    parts = urlsplit(clean)
    host = (parts.hostname or "").rstrip(".")
    host, path = _without_amp(host, parts.path)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_noise(k, v)]
    port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme] else ""
    netloc = (f"[{host}]" if ":" in host else host) + port
    return canonicalize_url(urlunsplit((parts.scheme, netloc, path, urlencode(sorted(query)), "")))


def _is_noise(name: str, value: str) -> bool:
    name = name.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES) or (name, value.lower()) in _AMP_QUERY


def _without_amp(host: str, path: str) -> tuple[str, str]:
    """Host and path of the page that an AMP variant stands for."""
    if host.endswith(".cdn.ampproject.org") or (
        host in ("www.google.com", "google.com") and path.startswith("/amp/")
    ):
        found = _AMP_CACHE.match(path)
        if found:
            host, _, rest = found[2].partition("/")
            return host.lower(), "/" + rest
    if host.startswith("amp.") and host.count(".") >= 2:
        host = host.removeprefix("amp.")
    for end, replacement in (
        (".amp.html", ".html"),
        (".amp", ""),
        ("/amp/", "/"),
        ("/amp", ""),
        ("/amp.html", ""),
    ):
        if path.endswith(end) and len(path) > len(end):
            return host, path.removesuffix(end) + replacement
    if path.startswith("/amp/") and len(path) > len("/amp/"):
        return host, path.removeprefix("/amp")
    return host, path


def article_id(url: str) -> str:
    """What identifies an article: 128 bits of the sha256 of its normalised address, as hex.

    An address that can't be normalised is taken as it is, without its credentials.
    """
    try:
        return digest(normalise(url))
    except ValueError:
        return digest(strip_credentials(url))


def registrable_domain(host: str) -> str:
    """The part of a host name that somebody registered: `theverge.com` of `www.theverge.com`.

    Decided without the public suffix list: two labels; three where the second-last is a name under
    which countries register (`co.uk`) or the last two are a known host of many people's sites
    (`github.io`). An unlisted suffix makes the answer too short, and so two sites one: all that hangs
    on it is whether a page may name another page of "its" domain as its canonical address, which is
    checked against the source besides. An IP address is its own domain.
    """
    name = host.lower().strip("[]").rstrip(".")
    labels = name.split(".")
    if ":" in name or _IPV4.fullmatch(name) or len(labels) <= 2:
        return name
    tail = ".".join(labels[-2:])
    three = tail in _SHARED or (len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL)
    return ".".join(labels[-3:]) if three else tail


def is_front_page(url: str) -> bool:
    """Whether it is a site's first address, and no page of it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and parts.path in ("", "/") and not parts.query


def canonical_counts(final_url: str, canonical: str) -> bool:
    """Whether a page's rel=canonical (RFC 6596) identifies it: in its own domain, neither front page nor section."""
    try:
        target = urlsplit(urljoin(final_url, canonical.strip()))
        page = urlsplit(final_url)
        here, there = page.hostname or "", target.hostname or ""
        target.port  # noqa: B018 - raises ValueError for a port that is none
    except ValueError:
        return False
    if target.scheme not in _PORTS or not there or target.path in ("", "/"):
        return False
    return registrable_domain(here) == registrable_domain(there) and not _is_above(page, target)


_NUMBERED = re.compile(
    r"(?:(?:(?:article|news|story|post|art|item|doc|content|page|n)_?)?id|p|no|num|art|article|story|news|idxno)=\d{3,}",
    re.IGNORECASE,
)
"""Query parameters that tell articles of one script apart; a number that is shorter is a page of one."""
NAMED = 4
"""Words of an article's name in its address, at least."""


def _is_above(page: SplitResult, target: SplitResult) -> bool:
    """Whether an address is a page's own without what names the article: a section's, or a script's.

    Templates write such into each of their pages. `/story/amp`, `/story?page=2`, `/12345/its-title` lose nothing.
    """
    is_named = len(re.findall(r"[^\W_]+", page.path.rstrip("/").rpartition("/")[2])) >= NAMED
    if page.path == target.path:
        kept = {name for name, _ in parse_qsl(target.query)}
        lost = (f"{name}={value}" for name, value in parse_qsl(page.query) if name not in kept)
        return not is_named and any(map(_NUMBERED.fullmatch, lost))
    folder = target.path.rstrip("/")
    return is_named and page.path.startswith(f"{folder}/") and not re.search(r"\d", folder)
