# shellcheck shell=bash
# Sets up what the tests need and runs them. What cannot be had is left out and named; in CI that is a failure.

left_out=()
# The process that builds the PBX's image, where it has to be built.
image_pid=

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
        else
            build_asterisk_image &
            image_pid=$!
        fi
    fi
}

await_image() {
    [[ -n $image_pid ]] || return 0
    local pid=$image_pid
    image_pid=
    wait "$pid" || leave_out "tests with a PBX: the image $asterisk_image could not be built"
}

say_what_was_left_out() {
    local what
    for what in "${left_out[@]}"; do
        say "left out: $what"
    done
}

finish_tests() {
    local status=$?
    # A build that is under way ends by itself, and leaves an image for the next time.
    [[ -z $image_pid ]] || wait "$image_pid" || true
    stop_docker
    say_what_was_left_out
    exit "$status"
}

verify() {
    JAVA_HOME=$java_home "$maven" "$@" verify </dev/null
}

run_tests() {
    local kind=all options=()
    local unit=(-pl "$(IFS=,; echo "${modules[*]}")") integration=(-pl integration-tests -am -DskipUnitTests=true)
    case ${1:-} in
        unit | integration) kind=$1 && shift ;;
    esac
    options=(-B -ntp -f "$here/pom.xml" "-Dit.asterisk-image=$asterisk_image")
    [[ ${CI:-} == true ]] && options+=(-Dit.strict=true)

    need_build_tools
    trap finish_tests EXIT
    if [[ $kind != unit ]]; then
        need_test_tools
        need_asterisk
    fi
    say "tests: ${kind}"
    case $kind in
        unit) verify "${options[@]}" "${unit[@]}" "$@" ;;
        integration)
            await_image
            verify "${options[@]}" "${integration[@]}" "$@"
            ;;
        all)
            if [[ -n $image_pid ]]; then
                # Two minutes of waiting for packages, of which the modules' own tests need to know nothing.
                verify "${options[@]}" "${unit[@]}" "$@"
                await_image
                verify "${options[@]}" "${integration[@]}" "$@"
            else
                verify "${options[@]}" "$@"
            fi
            ;;
    esac
}
