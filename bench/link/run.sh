#!/usr/bin/env bash
# Record linkage against Splink (newest release over DuckDB) on two invented registers: same data, rules, levels, threads, alternating
# runs. usage: bench/link/run.sh [ROWS] [RUNS]; default 1000000 rows a side, 3 runs. Where the peer cannot be had (no network) it says
# so and measures Luodi alone; figures of an earlier run stand in docs/benchmarks.md.
cd "$(dirname "$0")/../.." || exit 1
rows=${1:-1000000} runs=${2:-3}
cmake --preset release >/dev/null && cmake --build build/release --target luodi luodi_registers_made luodi_link_bench >/dev/null || exit 1
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
build/release/luodi_registers_made "$scratch" --left "$rows" --right "$rows" --seed 1 || exit 1
sync  # neither program is measured beside the writing of their files
lscpu | grep 'Model name'
peer=yes; bench/peer.sh link splink,duckdb || { echo "no peer: compare with docs/benchmarks.md"; peer=no; }
seconds() { python3 -c "import json,sys; r=json.load(open(sys.argv[1])); print({k: round(v, 2) for k, v in r['seconds'].items()})" "$1"; }
for config in a b; do
  for run in $(seq "$runs"); do
    echo "== configuration $config, run $run"
    /usr/bin/time -f 'luodi: %e s from csv to links, peak %M KiB' build/release/luodi link bench/link/registers_$config.toml "$scratch/left.csv" "$scratch/right.csv" --threads 2 --out "$scratch/ours" >/dev/null 2> "$scratch/ours.log"
    tail -1 "$scratch/ours.log"; seconds "$scratch/ours/report.json"
    [ $peer = yes ] || continue
    bench/link/.venv/bin/python bench/link/splink_peer.py bench/link/registers_$config.toml --left "$scratch/left.csv" --right "$scratch/right.csv" --threads 2 --cut 0 --out "$scratch/splink" >/dev/null 2> "$scratch/splink.log" || tail -3 "$scratch/splink.log"
    echo "splink:"; seconds "$scratch/splink/report.json"
  done
  echo "-- quality, configuration $config"
  echo "luodi, best cut:  $(python3 bench/link/score.py "$scratch/ours/links.csv" "$scratch/truth.csv" --best)"
  grep -E '^left_id|,link$' "$scratch/ours/links.csv" > "$scratch/links.csv"
  echo "luodi, its links: $(python3 bench/link/score.py "$scratch/links.csv" "$scratch/truth.csv")"
  [ $peer = yes ] && echo "splink, best cut: $(python3 bench/link/score.py "$scratch/splink/links.csv" "$scratch/truth.csv" --best)"
done
echo "== 10,000 rows more, estimates held"
build/release/luodi_link_bench bench/link/registers_b.toml "$scratch/left.csv" "$scratch/right.csv" 10000
