#!/usr/bin/env bash
# A run of every fuzz target on its seed corpus. usage: fuzz.sh SECONDS
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-20}
cmake --preset fuzz >/dev/null && cmake --build build/fuzz --target fuzz_mend fuzz_open fuzz_read fuzz_http fuzz_table >/dev/null || { echo "the fuzz targets do not build"; exit 1; }
failed=0 n=0
for target in build/fuzz/fuzz_*; do
  [ -x "$target" ] || continue
  name=$(basename "$target")
  corpus=$(mktemp -d); cp fuzz/seeds/"${name#fuzz_}"/* "$corpus"/ 2>/dev/null
  if "$target" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=3000 -artifact_prefix=build/fuzz/ -print_final_stats=1 "$corpus" >"$corpus.log" 2>&1; then
    echo "$name: $(grep -o 'stat::number_of_executed_units: *[0-9]*' "$corpus.log" | grep -o '[0-9]*$') runs, sound"
  else
    echo "$name: FAILED"; tail -40 "$corpus.log"; failed=$((failed+1))
  fi
  n=$((n+1)); rm -rf "$corpus" "$corpus.log"
done
echo "$((n-failed)) passed, $failed failed"
[ $failed = 0 ]
