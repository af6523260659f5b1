#!/bin/sh
# Make .venv and install what a requirements file pins. Usage: install.sh requirements.txt
set -eu

refuse() {
    echo "$1" >&2
    exit 1
}

[ -n "${PYTHON:-}" ] && command -v "$PYTHON" >/dev/null 2>&1 ||
    refuse "Python 3.11 or newer is needed and was not found: install python3, or say PYTHON=/path/to/python3 make run."
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    refuse "$PYTHON is older than 3.11: install a newer one, or say PYTHON=/path/to/python3 make run."
"$PYTHON" -c 'import venv, ensurepip' 2>/dev/null ||
    refuse "This Python lacks its venv module: install it (on Debian and Ubuntu: apt install python3-venv)."

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    echo "Making the virtual environment in .venv …"
    rm -rf .venv
    "$PYTHON" -m venv .venv || refuse "The virtual environment could not be made in .venv."
fi
echo "Installing $1 …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$1" ||
    refuse "Not everything in $1 could be installed: look at the lines above, and run make again."
