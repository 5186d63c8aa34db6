#!/bin/sh
# What Maven runs: `build.sh app` puts the app where the jar takes it from, `build.sh test` runs the tests.
set -eu
cd "$(dirname "$0")/.."
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "The dashboard needs Node.js 20.19 or newer with npm on PATH; install it, or build without pages: -DskipFrontend" >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "The dashboard needs Node.js 20.19 or newer, and $(node --version) is on PATH; or build without pages: -DskipFrontend" >&2
  exit 1
fi
exec node scripts/build.mjs "$1"
