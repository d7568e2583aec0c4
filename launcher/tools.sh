# shellcheck shell=bash
# Finds the tools that building and running need, and has them installed where that is allowed.

readonly least_java=25
readonly least_maven=3.8

# The feature version of the Java in a home directory, from its release file or else from itself; empty if it has none.
java_version_of() {
    local home=$1 line=
    if [[ -r $home/release ]]; then
        line=$(grep -m1 '^JAVA_VERSION=' "$home/release" || true)
    fi
    if [[ -z $line && -x $home/bin/java ]]; then
        line=$("$home/bin/java" -version 2>&1 | head -n 1 || true)
    fi
    [[ $line =~ \"([0-9]+) ]] && echo "${BASH_REMATCH[1]}"
    return 0
}

java_home_candidates() {
    local java
    [[ -n ${JAVA_HOME:-} ]] && echo "$JAVA_HOME"
    java=$(command -v java || true)
    [[ -n $java ]] && dirname -- "$(dirname -- "$(readlink -f -- "$java")")"
    local home
    for home in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/java/* /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
        [[ -d $home ]] && echo "$home"
    done
    return 0
}

# find_java NEEDED: the first home with Java 25 or newer that has bin/NEEDED (java to run, javac to build).
find_java() {
    local needed=$1 home version
    while IFS= read -r home; do
        [[ -x $home/bin/$needed ]] || continue
        version=$(java_version_of "$home")
        if [[ -n $version && $version -ge $least_java ]]; then
            echo "$home"
            return
        fi
    done < <(java_home_candidates)
}

version_at_least() {
    [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

find_maven() {
    local maven version
    for maven in "$(command -v mvn || true)" "${MAVEN_HOME:-/nonexistent}/bin/mvn" /usr/share/maven/bin/mvn /opt/maven/bin/mvn \
        "${HOME:-/nonexistent}/.sdkman/candidates/maven/current/bin/mvn"; do
        [[ -n $maven && -x $maven ]] || continue
        version=$(JAVA_HOME=$java_home "$maven" --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
        if [[ -n $version ]] && version_at_least "$version" "$least_maven"; then
            echo "$maven"
            return
        fi
    done
}

have_libopus() {
    local library
    for library in /usr/lib/*/libopus.so.0 /usr/lib/libopus.so.0 /usr/lib64/libopus.so.0 /lib/*/libopus.so.0 \
        /usr/local/lib/libopus.so.0 /opt/homebrew/lib/libopus*.dylib /usr/local/lib/libopus*.dylib; do
        [[ -e $library ]] && return
    done
    return 1
}

# What to do by hand, in one sentence.
say_what_to_install() {
    local what=$1 command
    command=$(foreign_install_command)
    if [[ -n $command ]]; then
        fail "$what is missing: run '$command' and start again"
    fi
    fail "$what is missing: install it (for Java: Temurin $least_java from https://adoptium.net/temurin/releases), and start again"
}

install_java() {
    on_path apt-get || say_what_to_install "a JDK $least_java or newer"
    apt_update
    local package
    for package in openjdk-25-jdk-headless temurin-25-jdk; do
        if apt_has "$package" && install_packages "$package"; then
            return
        fi
    done
    fail "a JDK $least_java or newer is missing and this system's packages have none:" \
        "install Temurin $least_java from https://adoptium.net/temurin/releases (or unpack it below /opt), and start again"
}

# Sets java_home and maven, installing what is missing.
need_build_tools() {
    java_home=$(find_java javac)
    if [[ -z $java_home ]]; then
        install_java
        java_home=$(find_java javac)
        [[ -n $java_home ]] || fail "the JDK that was just installed is not to be found; set JAVA_HOME"
    fi
    maven=$(find_maven)
    if [[ -z $maven ]]; then
        install_packages maven || say_what_to_install "Maven $least_maven or newer"
        maven=$(find_maven)
        [[ -n $maven ]] || fail "Maven $least_maven or newer is missing: this system's is older; install one from https://maven.apache.org"
    fi
    if ! have_libopus; then
        install_packages libopus0 || say "libopus is missing ('libopus0', 'opus'): the older one inside opus-java-natives is used"
    fi
}
