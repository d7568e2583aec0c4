# shellcheck shell=bash
# What the launcher says; standard output stays the bridge's own.

say() {
    printf 'partyline: %s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# Prints a command in a form that can be pasted into a shell, then runs it.
say_and_run() {
    say "running: $(printf '%q ' "$@")"
    "$@" </dev/null >&2
}

on_path() {
    command -v "$1" >/dev/null 2>&1
}
