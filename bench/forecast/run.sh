#!/usr/bin/env bash
# Forecasts against StatsForecast's three automatic models on the same series, one thread each, alternating; then a million invented
# series. usage: bench/forecast/run.sh [SERIES.csv] [RUNS]; default ../shared/data/m3/monthly-micro-industry.csv, 1 run. Where the
# peer cannot be had (no network) it says so and measures Luodi alone; figures of an earlier run stand in docs/benchmarks.md.
cd "$(dirname "$0")/../.." || exit 1
series=${1:-${LUODI_SHARED:-../shared}/data/m3/monthly-micro-industry.csv} runs=${2:-1}
cmake --preset release >/dev/null && cmake --build build/release --target luodi_forecast_bench >/dev/null || exit 1
lscpu | grep 'Model name'
peer=yes; bench/peer.sh forecast statsforecast || { echo "no peer: compare with docs/benchmarks.md"; peer=no; }
if [ -e "$series" ]; then
  for run in $(seq "$runs"); do
    echo "== run $run: the last 18 figures of each series held back"
    build/release/luodi_forecast_bench accuracy "$series" 18
    [ $peer = no ] || NUMBA_NUM_THREADS=1 OMP_NUM_THREADS=1 bench/forecast/.venv/bin/python bench/forecast/peers.py "$series" 18
  done
  echo "== intervals of the next 12 months and the chance of a line, four ends"
  build/release/luodi_forecast_bench intervals "$series" 12
else
  echo "no $series: the accuracy is not measured"
fi
echo "== a million invented series, two threads"
build/release/luodi_forecast_bench speed 1000000 48 2 2
