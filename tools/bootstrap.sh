#!/bin/sh
# Make .uv/, a small environment of its own for uv, which installs everything else.
# uv is held to the version and hashes in requirements.lock, like every other package.
set -eu
python=${1:-python3}
cd "$(dirname "$0")/.."

stop() {
    printf 'Vigil cannot be set up yet: %s\n' "$1" >&2
    printf '  %s\n' "$2" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    stop "there is no $python on this machine." \
        "Install Python 3.11 or newer (on Debian and Ubuntu: apt install python3 python3-venv), then run make again."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$python is $("$python" -V 2>&1), and Vigil needs Python 3.11 or newer." \
        "Install a newer Python and name it: make PYTHON=python3.12"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    stop "$python cannot make virtual environments, because its venv module is missing." \
        "On Debian and Ubuntu: apt install python3-venv, then run make again."

rm -rf .uv
"$python" -m venv .uv
sed -n '/^uv==/,/[^\\]$/p' requirements.lock >.uv/uv.lock
.uv/bin/pip --quiet --disable-pip-version-check install --require-hashes --requirement .uv/uv.lock
