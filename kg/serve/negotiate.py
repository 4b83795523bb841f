"""Content negotiation (RFC 9110, 12.5): which of the forms on offer a client likes best."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that an answer can take.

    Attributes:
        name: what ``format=`` calls it.
        media_type: its Content-Type, parameters included.
        also: further media types by which it may be asked for.
    """

    name: str
    media_type: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All media types that mean it, without parameters."""
        return (self.media_type.partition(";")[0].strip(), *self.also)


@lru_cache(maxsize=512)
def best(accept: str, offers: tuple[Offer, ...]) -> Offer | None:
    """The offer with the highest quality by an Accept header; between equals the first.

    No header takes anything. None: the client takes none of them.

    >>> csv, html = Offer("csv", "text/csv"), Offer("html", "text/html")
    >>> best("text/html;q=0.5, text/*;q=0.8", (html, csv)).name
    'csv'
    """
    ranges = _ranges(accept) if accept.strip() else [("*/*", 1.0)]
    rated = [(_rate(offer, ranges), offer) for offer in offers]
    quality = max((rate for rate, _ in rated), default=0.0)
    if quality <= 0:
        return None
    return next(offer for rate, offer in rated if rate == quality)


def choose(format_name: str, accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer called ``format_name`` if one is named, else the best by ``accept``."""
    if format_name:
        return next((offer for offer in offers if offer.name == format_name), None)
    return best(accept, tuple(offers))


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _number(value.strip())
        if media:
            found.append(("*/*" if media == "*" else media.lower(), quality))
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _rate(offer: Offer, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of an offer: what is said of its own type, else the best of all its names."""
    own = [quality for media, quality in ranges if media == offer.names[0]]
    return max(own or (_quality(name, ranges) for name in offer.names))


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers a type; 0 where none does."""
    kind = media_type.partition("/")[0]
    for wanted in (media_type, f"{kind}/*", "*/*"):
        rates = [quality for media, quality in ranges if media == wanted]
        if rates:
            return max(rates)
    return 0.0
