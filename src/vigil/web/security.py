"""What keeps strangers out: headers, forms that really come from our pages, the cookie's name and limits."""

from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from hmac import new as keyed_hash
from typing import Final
from urllib.parse import urlsplit

LARGEST_FORM_BYTES: Final = 256 * 1024
LARGEST_UPLOAD_BYTES: Final = 200 * 1024 * 1024

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

# Nothing is ever asked of another host. Styles and scripts are files: none stands in a page. MapLibre draws on
# images it makes itself (blob:) and the small arrow of a select box is a data: image.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Not `no-referrer`: with it a browser sends forms with `Origin: null`, and we could not tell ours.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
CARRYING: Final[Mapping[str, str]] = {
    "permissions-policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
}
"""What differs on the pages of a phone that carries a round: it may ask where it is, at a door."""

ONLY_HTTPS: Final = "max-age=31536000"


def cookie_name(scheme: str) -> str:
    """Give the session cookie's name: one that a browser takes only over https, or a plain one at this machine."""
    return "__Host-vigil" if scheme == "https" else "vigil"


def carry_cookie_name(scheme: str) -> str:
    """Give the name of the cookie of a phone that carries a round; it is sent to those pages alone."""
    return "__Secure-vigil-carry" if scheme == "https" else "vigil-carry"


def is_private_way(scheme: str, host: str) -> bool:
    """Say whether what is typed into a page stays secret on its way: https, or never leaving this machine."""
    return scheme == "https" or (urlsplit(f"//{host}").hostname or "") in _LOOPBACK


def is_from_our_page(headers: Mapping[str, str], scheme: str) -> bool:
    """Say whether a form or request comes from a page of this desk, by what the browser itself says of it.

    A browser names the origin of every form it sends; where it also says how the sender relates to us (it does
    not over plain http), that must agree. Whoever says neither is no browser with one of our pages.
    """
    site = headers.get("sec-fetch-site", "")
    if site not in {"", "same-origin"}:
        return False
    origin = headers.get("origin", "")
    if not origin:
        return site == "same-origin"
    return origin == f"{scheme}://{headers.get('host', '')}"


def form_token(session: str) -> str:
    """Give what every form of a session carries; from it the session cannot be found."""
    return keyed_hash(session.encode(), b"form", sha256).hexdigest()


def is_form_token(given: str, session: str) -> bool:
    """Say whether a form carries the token of this session."""
    return compare_digest(given.encode(), form_token(session).encode())


def safe_next(wanted: str) -> str:
    """Give the page to go on to after signing in: a path of this desk, or else the first page."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours and not wanted.startswith("/sign-") else "/"
