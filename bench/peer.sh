#!/usr/bin/env bash
# Makes bench/ROOM/.venv with the peer's pinned packages (bench/ROOM/requirements.txt) where it is missing or out of date.
# usage: bench/peer.sh ROOM MODULE,…; exits 3 where it cannot be made. PYTHON names another Python, 3.11 or newer.
set -uo pipefail
room=${1:?usage: bench/peer.sh ROOM MODULE,…} modules=${2:?usage: bench/peer.sh ROOM MODULE,…}
cd "$(dirname "$0")/$room" || exit 1
python=${PYTHON:-$(command -v python3.11 || command -v python3)}

cannot() { echo "the peer cannot be made here: $1" >&2; exit 3; }

if cmp -s requirements.txt .venv/made-from.txt && .venv/bin/python -c "import $modules" 2>/dev/null; then
  echo "the peer is ready: bench/$room/.venv"; exit 0
fi
"${python:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  cannot 'it needs Python 3.11 or newer; name one with PYTHON='
.venv/bin/python -c '' 2>/dev/null || { rm -rf .venv; "$python" -m venv .venv; } ||
  { rm -rf .venv; cannot "\"$python -m venv\" failed; install Python's venv module"; }
.venv/bin/python -m pip install -q --disable-pip-version-check --retries 1 --timeout 20 -r requirements.txt ||
  cannot 'pip could not install requirements.txt; it needs a network, or a package index that has these versions'
cp requirements.txt .venv/made-from.txt
echo "the peer is ready: bench/$room/.venv"
