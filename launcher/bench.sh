# shellcheck shell=bash
# Measures the bridge with load clients of the project's own. Figures move with the machine: docs/performance.md.

bench() {
    need_build_tools
    is_built || build
    say "compiling the load clients"
    JAVA_HOME=$java_home "$maven" -B -ntp -q -f "$here/pom.xml" -pl integration-tests -am -DskipTests \
        -Dspotless.check.skip test-compile </dev/null >&2
    cd -- "$here"
    exec "$java_home/bin/java" -Dit.launcher="$here/partyline" -Dit.output=integration-tests/target \
        -cp integration-tests/target/test-classes:media-bridge/target/classes \
        dev.partyline.integration.bench.PhonesBench "$@"
}
