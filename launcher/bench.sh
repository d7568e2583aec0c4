# shellcheck shell=bash
# Measures the bridge with load clients of the project's own. Figures move with the machine: docs/performance.md.

readonly bench_class_path=$here/integration-tests/target/bench.classpath
readonly benches=(mix tick forward mixed join sound kernels soak)

bench_class() {
    case $1 in
        mix) echo mix.MixBench ;;
        tick) echo mix.TickBench ;;
        forward) echo ForwardBench ;;
        mixed) echo MixedBench ;;
        join) echo JoinBench ;;
        sound) echo sound.SoundBench ;;
        soak) echo soak.SoakBench ;;
        kernels) echo kernel.KernelBench ;;
        *) fail "'$1' is no bench; there are ${benches[*]}, and without a name all of them run" ;;
    esac
}

finish_bench() {
    local status=$?
    stop_docker
    exit "$status"
}

compile_load_clients() {
    say "compiling the load clients"
    JAVA_HOME=$java_home "$maven" -B -ntp -q -f "$here/pom.xml" -pl integration-tests -am -DskipTests \
        -Dspotless.check.skip test-compile dependency:build-classpath \
        -Dmdep.outputFile="$bench_class_path" -Dmdep.includeScope=test </dev/null >&2
}

bench() {
    local names=("${benches[@]}") name
    if [[ $# -gt 0 ]]; then
        bench_class "$1" >/dev/null
        names=("$1")
        shift
    fi
    need_build_tools
    is_built || build
    compile_load_clients
    cd -- "$here"
    trap finish_bench EXIT
    for name in "${names[@]}"; do
        [[ $name != mix && $name != sound ]] || start_docker || true
        say "bench $name"
        TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 \
            "$java_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
            -Dit.launcher="$here/partyline" -Dit.output=integration-tests/target "-Dit.asterisk-image=$asterisk_image" \
            -cp "integration-tests/target/test-classes:$(<"$bench_class_path")" \
            "dev.partyline.integration.bench.$(bench_class "$name")" "$@"
    done
}
