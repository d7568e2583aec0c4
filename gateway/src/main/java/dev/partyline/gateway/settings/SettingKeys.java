package dev.partyline.gateway.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of all settings below {@code partyline}, to find a mistyped one. */
final class SettingKeys {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "partyline.sip.bind-address",
            "partyline.sip.port",
            "partyline.sip.advertised-address",
            "partyline.sip.tls.bundle",
            "partyline.sip.tls.port",
            "partyline.media.phone-ports",
            "partyline.media.loops",
            "partyline.media.automatic-gain",
            "partyline.media.prompt-folder",
            "partyline.language",
            "partyline.media.browser-address",
            "partyline.media.browser-port",
            "partyline.media.advertised-addresses",
            "partyline.public-url",
            "partyline.data-directory",
            "partyline.admin.password",
            "partyline.admin.reset",
            "partyline.limits.calls",
            "partyline.limits.browsers",
            "partyline.limits.drain",
            "partyline.doctor.keep",
            "partyline.tokens.key",
            "partyline.http.cors-origins",
            "partyline.http.trusted-proxies",
            "partyline.trunks.name",
            "partyline.trunks.registrar",
            "partyline.trunks.transport",
            "partyline.trunks.tls-bundle",
            "partyline.trunks.watch",
            "partyline.trunks.username",
            "partyline.trunks.auth-username",
            "partyline.trunks.password",
            "partyline.trunks.realm",
            "partyline.trunks.expires",
            "partyline.trunks.addresses",
            "partyline.trunks.number-source",
            "partyline.trunks.dtmf",
            "partyline.trunks.media-encryption",
            "partyline.trunks.emergency-code",
            "partyline.trunks.number-format",
            "partyline.trunks.region",
            "partyline.trunks.language",
            "partyline.trunks.max-calls",
            "partyline.trunks.trust-identity"));

    private static final Set<String> UNIFORM =
            KNOWN.stream().map(key -> key.replace("-", "")).collect(Collectors.toUnmodifiableSet());

    /** Environment variables are the launcher's too, so only those of these groups are taken for settings. */
    private static final Set<String> ENVIRONMENT_GROUPS = Stream.of(
                    "SIP", "MEDIA", "ADMIN", "LIMITS", "HTTP", "TOKENS", "TRUNKS", "DOCTOR")
            .map(group -> "PARTYLINE_" + group + "_")
            .collect(Collectors.toUnmodifiableSet());

    private SettingKeys() {}

    /** The first name that is no setting; null where all are. */
    static @Nullable String firstUnknown(Collection<String> names) {
        return names.stream()
                .filter(name -> !UNIFORM.contains(uniform(name)))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    static @Nullable String firstUnknownVariable(Collection<String> variables) {
        Set<String> squeezed =
                UNIFORM.stream().map(key -> key.replace(".", "")).collect(Collectors.toUnmodifiableSet());
        return variables.stream()
                .filter(name -> ENVIRONMENT_GROUPS.stream().anyMatch(name::startsWith))
                .filter(name -> !squeezed.contains(
                        name.replaceAll("_\\d+(?=_|$)", "").replace("_", "").toLowerCase(Locale.ROOT)))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** The known key that looks most like this one. */
    static String nearest(String name) {
        String wanted = uniform(name);
        return KNOWN.stream()
                .min((a, b) -> Integer.compare(distance(wanted, uniform(a)), distance(wanted, uniform(b))))
                .map(key -> key.replace("partyline.trunks.", "partyline.trunks[n]."))
                .orElseThrow();
    }

    private static String uniform(String name) {
        return name.replaceAll("\\[\\d+]", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
