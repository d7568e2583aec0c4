# shellcheck shell=bash
# Builds the bridge when its sources are newer than its build.

readonly modules=(dialplan media-bridge sip-connector webrtc-edge gateway)
readonly jar="$here/gateway/target/partyline-exec.jar"
# The same build unpacked, with what one start has taught Java about its classes: starts take half the CPU.
readonly app="$here/gateway/target/app"
readonly aot_cache="$app/partyline.aot"
# Touched when a build that succeeded began: what changed during it is built again next time.
readonly stamp="$here/gateway/target/built"

is_built() {
    [[ -f $jar && -f $stamp ]] || return 1
    local module sources=("$here/pom.xml")
    for module in "${modules[@]}"; do
        sources+=("$here/$module/pom.xml")
        [[ -d $here/$module/src/main ]] && sources+=("$here/$module/src/main")
    done
    [[ -z $(find "${sources[@]}" -newer "$stamp" -print -quit) ]]
}

show_modules() {
    awk '/Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] Building /, ""); sub(/ +\[/, " ["); print "partyline:   " $0; fflush() }
         /ERROR|BUILD FAILURE/ { print; fflush() }' >&2
}

build() {
    local began
    began=$(mktemp)
    say "building; the first time this fetches libraries and takes a minute or two"
    if ! JAVA_HOME=$java_home "$maven" -B -ntp -f "$here/pom.xml" -pl gateway -am -Dmaven.test.skip=true -Dspotless.check.skip package \
        </dev/null 2>&1 | show_modules; then
        rm -f -- "$began"
        fail "the build failed; the lines above say why"
    fi
    mv -- "$began" "$stamp"
    prepare_fast_start
    say "built"
}

# The build's own time stamp is fixed (it is reproducible), so what counts is when the file came to be here.
is_prepared() {
    [[ -f $app/prepared && -z $(find "$jar" -newercm "$app/prepared") ]]
}

# One start and stop with the flags of a real one, on ports of the system's choice, in an empty folder and without the
# environment: the user's settings must not take part, a trunk would register. Where it fails, starts are only slower.
prepare_fast_start() {
    local data log
    data=$(mktemp -d)
    log=$data/log
    say "preparing fast starts (about 15 s, once a build)"
    rm -rf -- "$app"
    java_flags
    if "$java_home/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$app" >"$log" 2>&1 &&
        (cd -- "$data" && env -i "HOME=$data" "PATH=$PATH" "$java_home/bin/java" "${java_flags[@]}" \
            "-XX:AOTCacheOutput=$aot_cache" "-Djava.io.tmpdir=$data" -Dspring.context.exit=onRefresh -jar "$app/partyline-exec.jar" \
            --server.port=0 --management.server.port=0 --partyline.sip.port=0 \
            "--partyline.data-directory=$data/data") </dev/null >>"$log" 2>&1; then
        touch "$app/prepared"
    else
        say "that failed, so starts stay slow; its last lines:"
        tail -n 5 "$log" >&2
    fi
    rm -rf -- "$data"
}

# What run does after a build, for a build that Maven made by itself.
prepare() {
    java_home=$(find_java java)
    [[ -n $java_home ]] || fail "no Java $least_java or newer was found; set JAVA_HOME"
    [[ -f $jar ]] || fail "nothing is built yet; ./partyline run builds it"
    is_prepared || prepare_fast_start
}
