#!/usr/bin/env bash
# Makes bench/forecast/.venv with the peer's pinned package (requirements.txt) where it is missing or out of date.
# usage: bench/forecast/peer.sh; exits 3 where it cannot be made. PYTHON names another Python, 3.10 or newer.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
python=${PYTHON:-$(command -v python3.11 || command -v python3)}

cannot() { echo "the peer cannot be made here: $1" >&2; exit 3; }

if cmp -s requirements.txt .venv/made-from.txt && .venv/bin/python -c 'import statsforecast' 2>/dev/null; then
  echo 'the peer is ready: bench/forecast/.venv'; exit 0
fi
"${python:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  cannot 'it needs Python 3.10 or newer; name one with PYTHON='
.venv/bin/python -c '' 2>/dev/null || { rm -rf .venv; "$python" -m venv .venv; } ||
  { rm -rf .venv; cannot "\"$python -m venv\" failed; install Python's venv module"; }
.venv/bin/python -m pip install -q --disable-pip-version-check --retries 1 --timeout 20 -r requirements.txt ||
  cannot 'pip could not install requirements.txt; it needs a network, or a package index that has this version'
cp requirements.txt .venv/made-from.txt
echo 'the peer is ready: bench/forecast/.venv'
