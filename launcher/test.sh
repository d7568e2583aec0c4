# shellcheck shell=bash
# Sets up what the tests need and runs them. What cannot be had is left out and named; in CI that is a failure.

left_out=()

leave_out() {
    if [[ ${CI:-} == true ]]; then
        fail "$1; in CI nothing is left out"
    fi
    left_out+=("$1")
}

# Command and Debian package, for each tool that the integration tests start.
readonly test_tools=(
    sipp=sip-tester baresip=baresip-core chromium=chromium chromedriver=chromium-driver ip=iproute2
    firefox-esr=firefox-esr dockerd=docker.io debootstrap=debootstrap espeak-ng=espeak-ng sox=sox
)

missing_test_tools() {
    local pair
    for pair in "${test_tools[@]}"; do
        on_path "${pair%%=*}" || echo "${pair#*=}"
    done
}

need_test_tools() {
    local missing=()
    mapfile -t missing < <(missing_test_tools)
    if [[ ${#missing[@]} -gt 0 ]]; then
        install_packages "${missing[@]}" || true
    fi
    local pair
    for pair in "${test_tools[@]}"; do
        on_path "${pair%%=*}" || leave_out "tests with ${pair%%=*}: the package ${pair#*=} could not be installed"
    done
}

need_asterisk() {
    if ! start_docker; then
        leave_out "tests with a PBX: Docker does not run, and starting dockerd needs root and the package docker.io"
    elif ! have_asterisk_image; then
        if ! is_root; then
            leave_out "tests with a PBX: building the image $asterisk_image needs root (debootstrap)"
        elif ! build_asterisk_image; then
            leave_out "tests with a PBX: the image $asterisk_image could not be built"
        fi
    fi
}

say_what_was_left_out() {
    local what
    for what in "${left_out[@]}"; do
        say "left out: $what"
    done
}

finish_tests() {
    local status=$?
    stop_docker
    say_what_was_left_out
    exit "$status"
}

run_tests() {
    local kind=all options=()
    case ${1:-} in
        unit | integration) kind=$1 && shift ;;
    esac
    options=(-B -ntp -f "$here/pom.xml" "-Dit.asterisk-image=$asterisk_image")
    [[ ${CI:-} == true ]] && options+=(-Dit.strict=true)

    need_build_tools
    trap finish_tests EXIT
    case $kind in
        unit) options+=(-pl "$(IFS=,; echo "${modules[*]}")") ;;
        integration) options+=(-pl integration-tests -am -DskipUnitTests=true) ;;
    esac
    if [[ $kind != unit ]]; then
        need_test_tools
        need_asterisk
    fi
    say "tests: ${kind}"
    JAVA_HOME=$java_home "$maven" "${options[@]}" "$@" verify </dev/null
}
