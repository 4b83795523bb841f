"""How a page is put together as one file in which no text acts.

A content security policy lets run exactly the scripts that are in the page, by their digests; texts
travel as JSON in which no character can end the element.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

_SLOT = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


def json_in_html(value: object) -> str:
    """JSON that may stand in a script element: nothing in it looks like markup.

    >>> "<" in json_in_html("</script>")
    False
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def checked_script(script: str) -> str:
    """A script of ours that may stand in a script element.

    Raises:
        ValueError: something in it would end the element.
    """
    script = script.replace("\r\n", "\n")
    if found := _ENDS_SCRIPT.search(script):
        raise ValueError(f"a script of the page holds {found.group()!r}, which would end it")
    return script


def script_sources(scripts: Iterable[str]) -> str:
    """The digests of scripts, as a content security policy lists them."""
    return " ".join(
        "'sha256-" + b64encode(sha256(script.encode("utf-8")).digest()).decode() + "'"
        for script in scripts
    )


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its slots filled, in one pass: a filling is never searched for slots."""
    return _SLOT.sub(lambda match: values[match.group(1)], template)
