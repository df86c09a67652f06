#!/usr/bin/env bash
# Builds and measures: run.sh service | engine | startup | reload | rooms. See docs/benchmark.md; what follows the first word goes to the benchmark, such as
# -Drounds=1 -Dseconds=3 (service, startup), -Dreloads=50 (reload), -Drooms=1000 (rooms), -f 1 -wi 1 -i 1 (engine).
set -euo pipefail
benchmark=${1:?usage: $0 service|engine|startup|reload|rooms [option …]}
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build() { mvn -q -B -DskipTests -f "$1/pom.xml" "${@:2}"; }

case $benchmark in
  service | startup | reload | rooms)
    build "$root" package
    build "$here/echo" package
    mkdir -p "$here/load/target/classes"
    javac --release 17 -d "$here/load/target/classes" "$here"/load/src/main/java/dev/livedoctor/bench/load/*.java
    main=ServiceBenchmark
    if [[ $benchmark == startup ]]; then
      main=StartupBenchmark
      # Of both, too, the jar that an archive can be made of.
      for project in "$root" "$here/echo"; do
        rm -rf "$project"/target/{aot,fast}-jar
        cp -rp "$project/target/quarkus-app" "$project/target/fast-jar"
        build "$project" package -Dquarkus.package.jar.type=aot-jar
        mv "$project/target/quarkus-app" "$project/target/aot-jar"
        mv "$project/target/fast-jar" "$project/target/quarkus-app"
      done
    fi
    [[ $benchmark == reload ]] && main=ReloadBenchmark
    [[ $benchmark == rooms ]] && main=RoomsBenchmark
    cd "$here/load"
    exec java -Drequests="$here" -Decho="$here/echo/target/quarkus-app/quarkus-run.jar" \
      -Dservice="$root/target/quarkus-app/quarkus-run.jar" "$@" -cp target/classes "dev.livedoctor.bench.load.$main"
    ;;
  engine)
    build "$root" install -Dspotless.check.skip
    build "$here/engine" package dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime
    cd "$here"
    exec java -cp "engine/target/classes:$(cat engine/target/classpath)" dev.livedoctor.bench.engine.EngineBenchmark "$@"
    ;;
  *)
    echo "$0: no benchmark is called $benchmark" >&2
    exit 2
    ;;
esac
