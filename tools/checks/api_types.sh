#!/usr/bin/env bash
# The web's types must be those of the OpenAPI document the program prints now. --fix writes them.
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
"$1" openapi > "$scratch/openapi.json" || exit 1
(cd web && npx --no-install openapi-typescript "$scratch/openapi.json" -o "$scratch/generated.ts" >/dev/null 2>&1) || { echo "openapi-typescript failed"; exit 1; }
[ "${2:-}" = --fix ] && cp "$scratch/generated.ts" web/src/api/generated.ts
cmp -s "$scratch/generated.ts" web/src/api/generated.ts || { echo "web/src/api/generated.ts is old: run tools/checks/api_types.sh BINARY --fix"; exit 1; }
echo "API types: as the OpenAPI document"
