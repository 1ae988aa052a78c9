#!/usr/bin/env bash
# The long drills: kill -9 two hundred times on each store, a failing disk at every write. usage: run.sh LUODI_DRILL [POSTGRES_URL]
set -uo pipefail
drill=$(realpath "$1") failed=0
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
echo "\$ luodi_drill faults"; "$drill" faults "$scratch/faults" || failed=1
echo "\$ luodi_drill kills FOLDER 200"; "$drill" kills "$scratch/kills" 200 || failed=1
if [ -n "${2:-}" ]; then
  # A schema of its own, on a server that flushes: kills are about what was acknowledged.
  echo "\$ luodi_drill kills POSTGRESQL 200"
  schema=luodi_drill_$$
  psql "$2" -qc "CREATE SCHEMA $schema"
  separator='?'; case "$2" in *\?*) separator='&' ;; esac
  "$drill" kills "$2${separator}options=-csearch_path%3D$schema" 200 || failed=1
  psql "$2" -qc "DROP SCHEMA $schema CASCADE" 2>/dev/null
fi
exit $failed
