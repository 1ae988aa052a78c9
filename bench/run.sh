#!/usr/bin/env bash
# usage: bench/run.sh [FOLDER_OF_DAMAGED_TEXTS]; writes what it measures to stdout.
cd "$(dirname "$0")/.." || exit 1
cmake --preset release -DLUODI_BENCH=ON >/dev/null && cmake --build build/release --target luodi_bench luodi_damage >/dev/null || exit 1
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
opencc -c s2t -i examples/county/meeting-clean.txt -o "$scratch/traditional.txt"
damaged=(examples/county/meeting-second.garbled.txt)
[ -n "${1:-}" ] && damaged+=("$1"/*.garbled.txt)
lscpu | grep 'Model name'
build/release/luodi_bench examples/county/meeting-clean.txt "$scratch/traditional.txt" "${damaged[@]}"
