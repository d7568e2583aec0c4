# shellcheck shell=bash
# The engine and the PBX image that the integration tests use. Only an engine that was started here is stopped here.

readonly asterisk_image=${PARTYLINE_TEST_ASTERISK_IMAGE:-partyline-test/asterisk:22}
dockerd_pid=
dockerd_log=

docker_works() {
    on_path docker && docker info >/dev/null 2>&1
}

start_docker() {
    docker_works && return
    is_root && on_path dockerd || return 1
    dockerd_log=$(mktemp --suffix=.dockerd.log)
    dockerd >"$dockerd_log" 2>&1 </dev/null &
    dockerd_pid=$!
    local tries
    for ((tries = 0; tries < 120; tries++)); do
        docker_works && return
        kill -0 "$dockerd_pid" 2>/dev/null || break
        sleep 0.5
    done
    say "dockerd did not start; its last lines:"
    tail -n 15 "$dockerd_log" >&2
    stop_docker
    return 1
}

stop_docker() {
    [[ -n $dockerd_pid ]] || return 0
    kill "$dockerd_pid" 2>/dev/null || true
    wait "$dockerd_pid" 2>/dev/null || true
    rm -f -- "$dockerd_log"
    dockerd_pid=
}

have_asterisk_image() {
    docker image inspect "$asterisk_image" >/dev/null 2>&1
}

# Asterisk 22 is in Debian unstable only, so the image is made from Debian's own packages. Without an init in the
# image, the package leaves out the folders that Asterisk's own user needs.
build_asterisk_image() {
    local work status=0
    work=$(mktemp -d)
    say "building $asterisk_image from Debian unstable's packages (about two minutes)"
    make_asterisk_image "$work" >"$work/log" 2>&1 || status=$?
    if ((status)); then
        say "the image could not be built; the last lines:"
        tail -n 20 "$work/log" >&2
    fi
    rm -rf --one-file-system -- "$work"
    return "$status"
}

make_asterisk_image() {
    local work=$1 root=$1/root mirror=${PARTYLINE_TEST_DEBIAN_MIRROR:-http://deb.debian.org/debian}
    debootstrap --variant=minbase --include=asterisk unstable "$root" "$mirror" || {
        cat "$root/debootstrap/debootstrap.log"
        return 1
    }
    rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root/usr/share/doc" "$root/usr/share/man"
    mkdir -p "$root/run/asterisk" "$root"/var/{log,cache,spool,lib}/asterisk "$root"/var/log/asterisk/cdr-csv "$root"/var/spool/asterisk/tmp
    chroot "$root" chown -R asterisk:asterisk /run/asterisk /var/{log,cache,spool,lib}/asterisk /etc/asterisk || return 1
    tar -C "$root" --numeric-owner -c . |
        docker import --change 'USER asterisk' --change 'CMD ["/usr/sbin/asterisk", "-f"]' - "$asterisk_image"
}
