# shellcheck shell=bash
# Runs the bridge in place of this shell, so that a signal to the launcher reaches it.

readonly huge_pages=/sys/kernel/mm/transparent_hugepage/enabled

java_flags() {
    java_flags=(
        --enable-native-access=ALL-UNNAMED
        --sun-misc-unsafe-memory-access=allow
        # The loops allocate nothing, and the rest little: with 500 phones G1 took 20 MiB more, and ZGC 150
        # (docs/decisions/0022).
        -XX:+UseSerialGC
        "-Xmx${PARTYLINE_HEAP:-512m}"
        -XX:+ExitOnOutOfMemoryError
        # Lifts Java's own threads, for some of which a media loop has to wait, where the system allows it; the loops
        # lift themselves, further. Elsewhere nothing changes, and Java shall not say so to every user but root,
        # beside the one line in which a start may fail.
        -XX:ThreadPriorityPolicy=1
        -XX:-PrintWarnings
        -Dfile.encoding=UTF-8
    )
    # A young generation of a third of the heap costs 90 MiB and has pauses of three ticks. Of another heap, Java takes
    # its usual share.
    [[ -n ${PARTYLINE_HEAP:-} ]] || java_flags+=(-Xmn48m)
    # Where the system gives huge pages to who asks, ticks of hundreds of phones are a little shorter.
    ! grep -qsE '\[(madvise|always)\]' "$huge_pages" || java_flags+=(-XX:+UseTransparentHugePages)
    local more=()
    read -r -a more <<<"${PARTYLINE_JAVA_OPTIONS:-}"
    java_flags+=("${more[@]}")
}

# Spring would join the values of a repeated setting with commas, and take the result for a path.
refuse_repeated() {
    local repeated
    repeated=$(printf '%s\n' "${@%%=*}" | sort | uniq -d | head -n 1)
    [[ -z $repeated ]] || fail "${repeated#--}: stands twice on the command line; write it once"
}

run() {
    local may_build=yes settings=()
    while [[ $# -gt 0 ]]; do
        case $1 in
            --no-build) may_build=no ;;
            --help | -h) help && return ;;
            --)
                shift
                settings+=("$@")
                break
                ;;
            --*) settings+=("$1") ;;
            *) fail "'$1' is neither an option nor a setting; a setting looks like --server.port=8080" ;;
        esac
        shift
    done

    refuse_repeated "${settings[@]}"

    if [[ $may_build == yes ]]; then
        need_build_tools
        is_built || build
    else
        java_home=$(find_java java)
        [[ -n $java_home ]] || fail "no Java $least_java or newer was found, and --no-build installs nothing; set JAVA_HOME"
        [[ -f $jar ]] || fail "nothing is built yet, and --no-build builds nothing; run ./partyline run once without it"
    fi

    java_flags
    # Relative paths in settings, the default data directory among them, mean the same wherever the launcher is called.
    cd -- "$here"
    if is_prepared; then
        # A cache that another Java, or a moved folder, no longer fits is passed over in silence: starts are only slower.
        exec "$java_home/bin/java" "${java_flags[@]}" "-XX:AOTCache=$aot_cache" '-Xlog:aot*=off' '-Xlog:cds*=off' -jar "$app/partyline-exec.jar" "${settings[@]}"
    fi
    exec "$java_home/bin/java" "${java_flags[@]}" -jar "$jar" "${settings[@]}"
}
