#!/usr/bin/env bash
# Measures how often reports name the right scope, on labelled cases, beside simple rankings. The one argument is the gzipped file of JSON lines.
set -euo pipefail
data=$(realpath "${1:?usage: $0 cases.jsonl.gz}")
cd "$(dirname "$0")/.."
mvn -q test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath"
java -cp "target/test-classes:target/classes:$(cat "$classpath")" dev.livedoctor.ruleset.LocalisationBenchmark "$data"
