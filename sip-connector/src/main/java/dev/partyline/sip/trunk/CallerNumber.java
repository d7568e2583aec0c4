package dev.partyline.sip.trunk;

import dev.partyline.sip.CallerText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads who calls. P-Asserted-Identity (RFC 3325) goes before From; both are believed because every request here
 * comes from a configured trunk.
 */
public final class CallerNumber {
    private static final int MAX_IDENTITIES = 4;

    private CallerNumber() {}

    /**
     * @param assertedIdentities all values of P-Asserted-Identity
     * @param from the value of From
     * @return the caller's number, or account where it has none; empty where it is withheld or unreadable
     */
    public static CallerText read(List<String> assertedIdentities, String from) {
        Optional<String> caller = assertedIdentities.stream()
                .limit(MAX_IDENTITIES)
                .flatMap(value -> AddressText.number(value).stream())
                .findFirst()
                .or(() -> AddressText.number(from));
        return new CallerText(caller.filter(CallerNumber::isShown).orElse(""));
    }

    /** RFC 3323 section 4.1.1.3: sip:anonymous@anonymous.invalid. */
    private static boolean isShown(String user) {
        return switch (user.toLowerCase(Locale.ROOT)) {
            case "anonymous", "unknown", "unavailable", "restricted" -> false;
            default -> true;
        };
    }
}
