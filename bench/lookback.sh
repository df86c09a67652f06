#!/usr/bin/env bash
# How long the questions to the past take: a year of one room, and 30 days of 100 rooms, all day long.
# Usage: bench/lookback.sh [folder for the two stores, which is emptied]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q test-compile
classpath=$(mktemp)
mvn -B -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
java -Xmx512m -cp "target/test-classes:target/classes:$(cat "$classpath")" dev.livedoctor.history.LookbackBenchmark "${1:-$(mktemp -d)}"
