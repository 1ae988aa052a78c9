#!/usr/bin/env bash
# A county at full size on SQLite: five registers of 60,000, 42,000, 24,000, 24,000 and 6,000 rows imported and linked, 28,800 units with
# 22 months of VAT sales imported, classified and forecast, and pages of the list. usage: bench/county/run.sh [ROWS]; default 60000.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
cmake --preset release >/dev/null && cmake --build build/release --target luodi luodi_registers_made >/dev/null || exit 1
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
lscpu | grep 'Model name'
build/release/luodi_registers_made "$scratch/made" --left "${1:-60000}" --right "${1:-60000}" || exit 1
python3 bench/county/make.py "$scratch/made" "$scratch/in" || exit 1
luodi="build/release/luodi" data="--data $scratch/data"
TIMEFORMAT='%R s'
import_all() {
  local n
  for n in market tax social power ledger; do
    $luodi import "register:$n" --register-kind "$n" "$scratch/in/$n.csv" $data >/dev/null || return 1
  done
  $luodi import monthly --leave-out --source 税务局 --measure vat_sales "$scratch/in/vat.csv" $data >/dev/null
}
printf 'import of all: '; time import_all || exit 1
printf 'linkage: '; time $luodi link --ledger $data >"$scratch/link.txt" 2>/dev/null || exit 1
cat "$scratch/link.txt"
printf 'classes and forecast: '; time $luodi call candidates.watch '{"as_of":"2026-11-10"}' $data >"$scratch/watch.json" || exit 1
python3 -c "import json,sys; r=json.load(open(sys.argv[1]))['run']; print({k: r[k] for k in ('units','forecast','seconds')})" "$scratch/watch.json"
# Pages as the screen asks for them, over HTTP, ten each.
node bench/county/pages.mjs "$luodi" "$scratch/data"
