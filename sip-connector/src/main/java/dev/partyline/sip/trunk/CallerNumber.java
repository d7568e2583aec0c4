package dev.partyline.sip.trunk;

import dev.partyline.sip.CallerText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads who calls. P-Asserted-Identity (RFC 3325) goes before From where the trunk is trusted with it. Who asks for privacy (RFC
 * 3323) is withheld, whatever the trunk knows.
 */
public final class CallerNumber {
    private static final int MAX_IDENTITIES = 4;
    private static final Set<String> PRIVATE = Set.of("id", "user", "header");

    private CallerNumber() {}

    /**
     * @param assertedIdentities all values of P-Asserted-Identity; none where the trunk is not trusted with it
     * @param from the value of From
     * @param privacy all values of Privacy
     * @return the caller's number, or account where it has none; empty where it is withheld or unreadable
     */
    public static CallerText read(List<String> assertedIdentities, String from, List<String> privacy) {
        if (isPrivate(privacy)) {
            return new CallerText("");
        }
        Optional<String> caller = assertedIdentities.stream()
                .limit(MAX_IDENTITIES)
                .flatMap(value -> AddressText.number(value).stream())
                .findFirst()
                .or(() -> AddressText.number(from));
        return new CallerText(caller.filter(CallerNumber::isShown).orElse(""));
    }

    /** RFC 3323 section 4.2 and RFC 3325 section 9.3: {@code session} is about media, {@code none} says no. */
    private static boolean isPrivate(List<String> privacy) {
        return privacy.stream()
                .flatMap(value -> Arrays.stream(value.split("[;,]", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .anyMatch(PRIVATE::contains);
    }

    /** RFC 3323 section 4.1.1.3: sip:anonymous@anonymous.invalid. */
    private static boolean isShown(String user) {
        return switch (user.toLowerCase(Locale.ROOT)) {
            case "anonymous", "unknown", "unavailable", "restricted" -> false;
            default -> true;
        };
    }
}
