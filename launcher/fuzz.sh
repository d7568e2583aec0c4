# shellcheck shell=bash
# Searches the parsers and decoders for inputs that break them.

fuzz() {
    need_build_tools
    compile_load_clients
    cd -- "$here"
    say "fuzzing; what is found lies below integration-tests/target/fuzz"
    "$java_home/bin/java" -Dit.output=integration-tests/target \
        -cp "integration-tests/target/test-classes:$(<"$bench_class_path")" \
        dev.partyline.integration.fuzz.FuzzRun "$@"
}
