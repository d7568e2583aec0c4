# shellcheck shell=bash
# Measures the bridge with load clients of the project's own. Figures move with the machine: docs/performance.md.

bench() {
    local what=${1:-} class
    case $what in
        phones) class=PhonesBench ;;
        forward) class=ForwardBench ;;
        join) class=JoinBench ;;
        *) fail "say what to measure: ./partyline bench phones, forward or join; ./partyline help says more" ;;
    esac
    shift
    need_build_tools
    is_built || build
    say "compiling the load clients"
    local class_path=$here/integration-tests/target/bench.classpath
    JAVA_HOME=$java_home "$maven" -B -ntp -q -f "$here/pom.xml" -pl integration-tests -am -DskipTests \
        -Dspotless.check.skip test-compile dependency:build-classpath \
        -Dmdep.outputFile="$class_path" -Dmdep.includeScope=test </dev/null >&2
    cd -- "$here"
    exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -Dit.launcher="$here/partyline" \
        -Dit.output=integration-tests/target \
        -cp "integration-tests/target/test-classes:$(<"$class_path")" \
        "dev.partyline.integration.bench.$class" "$@"
}
