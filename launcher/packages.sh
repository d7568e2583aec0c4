# shellcheck shell=bash
# The system's package manager: Debian's is driven, the others' commands are named.

apt_lists_are_fresh=no

is_root() {
    [[ $(id -u) -eq 0 ]]
}

as_root() {
    if is_root; then
        say_and_run "$@"
    elif on_path sudo; then
        say_and_run sudo "$@"
    else
        say "this needs root, and there is no sudo: $(printf '%q ' "$@")"
        return 1
    fi
}

apt_update() {
    [[ $apt_lists_are_fresh == yes ]] && return
    as_root apt-get -q -q update || say "the package lists could not be refreshed; trying with those that are here"
    apt_lists_are_fresh=yes
}

apt_has() {
    apt-cache show "$1" 2>/dev/null | grep -q '^Package:'
}

# One command for a package manager other than apt; the packages are named for a JDK, Maven and libopus.
foreign_install_command() {
    if on_path dnf; then
        echo "sudo dnf install java-25-openjdk-devel maven opus"
    elif on_path pacman; then
        echo "sudo pacman -S jdk-openjdk maven opus"
    elif on_path zypper; then
        echo "sudo zypper install java-25-openjdk-devel maven libopus0"
    elif on_path apk; then
        echo "sudo apk add bash openjdk25-jdk maven opus"
    elif on_path brew; then
        echo "brew install openjdk@25 maven opus"
    fi
}

# install_packages PACKAGE...: true when apt installed them all.
install_packages() {
    on_path apt-get || return 1
    apt_update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -q -y --no-install-recommends install "$@"
}
