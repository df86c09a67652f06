#!/usr/bin/env bash
# Makes the JSON Schemas that the tests hold the cards to from the platforms' own types. Needs node and npm.
set -euo pipefail
cd "$(dirname "$0")"
npm install --silent --no-audit --no-fund --ignore-scripts
for platform in discord teams telegram; do
  npx ts-json-schema-generator --path platforms.ts --type "$platform" --no-type-check --jsDoc none |
    node -e 'const s = JSON.parse(require("fs").readFileSync(0)); console.log(JSON.stringify(s, null, 1))' \
      > "../../src/test/resources/chat/$platform.schema.json"
done
