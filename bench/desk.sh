#!/usr/bin/env bash
# The desk at full size: 200,000 commitments and 2 million entries on SQLite and, where a URL is given, on PostgreSQL; a sheet of
# 100,000 rows; a backup with its trial restore; 500 accounts for 5 minutes. usage: bench/desk.sh [POSTGRES_URL]
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
cmake --preset release -DLUODI_BENCH=ON >/dev/null && cmake --build build/release --target luodi_desk_bench luodi >/dev/null || exit 1
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
b=build/release/luodi_desk_bench failed=0
$b fill "$scratch/desk" 200000 && $b measure "$scratch/desk" || failed=1
if [ -n "${1:-}" ]; then
  schema=luodi_bench_$$ separator='?'
  case "$1" in *\?*) separator='&' ;; esac
  psql "$1" -qc "CREATE SCHEMA $schema"
  url="$1${separator}options=-csearch_path%3D$schema"
  { $b copy "$scratch/desk" "$url" >/dev/null && $b measure "$url"; } || failed=1
  psql "$1" -qc "DROP SCHEMA $schema CASCADE" 2>/dev/null
fi
$b sheet "$scratch/sheet" 100000 || failed=1
TIMEFORMAT='backup with trial restore: %R s'
time build/release/luodi backup "$scratch/desk.backup" --drill --data "$scratch/desk" || failed=1
node bench/load.mjs build/release/luodi "${LUODI_LOAD_ACCOUNTS:-500}" "${LUODI_LOAD_SECONDS:-300}" || failed=1
if [ -n "${LUODI_LOAD_FULL:-}" ]; then
  echo "the same on the ledger of 200,000 commitments:"
  node bench/load.mjs build/release/luodi "${LUODI_LOAD_ACCOUNTS:-500}" "${LUODI_LOAD_SECONDS:-300}" "$scratch/desk" || failed=1
fi
exit $failed
