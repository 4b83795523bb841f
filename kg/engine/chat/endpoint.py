"""Where questions go, as the user named it."""

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from kg.engine.protocol import Setting
from kg.errors import InputError

_EXAMPLE = "name it with --endpoint, like http://127.0.0.1:11434/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that speaks OpenAI's protocol, with the key for it, if any.

    The key is in no ``repr``, message, cache or output.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    key_variable: str = ""

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def described(self) -> str:
        """Where texts go, in words."""
        parts = urlsplit(self.url)
        place = f"{parts.scheme}://{parts.netloc}"
        if self.is_local:
            return f"{place} (on this machine)"
        return place if parts.scheme == "https" else f"{place} (over the network, not encrypted)"


def endpoint_of(setting: Setting) -> Endpoint:
    """The endpoint of a setting.

    Raises:
        InputError: no model or no endpoint is named, or the address or the key cannot be used.
    """
    if not setting.argument:
        raise InputError("the engine openai needs a model: --engine openai:MODEL")
    if not setting.endpoint:
        raise InputError(
            f"the engine openai sends texts to an endpoint, and none is named; {_EXAMPLE}"
        )
    url = setting.endpoint.rstrip("/").removesuffix("/chat/completions")
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        good = None
    if not good or not url.isprintable() or " " in url or parts.query or parts.fragment:
        raise InputError(f"the endpoint is no address of a service; {_EXAMPLE}")
    if parts.username is not None or parts.password is not None:
        raise InputError(
            "the endpoint holds a user name or password, which would end up in logs; "
            f"put the key into {setting.key_variable} instead"
        )
    return Endpoint(url, setting.argument, _key(setting.key_variable), setting.key_variable)


def _key(variable: str) -> str:
    key = os.environ.get(variable, "").strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise InputError(f"the key in {variable} holds characters that no key has; set it again")
    return key
