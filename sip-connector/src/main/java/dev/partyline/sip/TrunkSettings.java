package dev.partyline.sip;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trunk: who may send calls here, and how.
 *
 * @param name unique, for operators
 * @param addresses CIDR blocks or addresses whose requests belong to this trunk, such as {@code 192.0.2.0/28}; a
 *     registering trunk's registrar belongs to it without being named here
 * @param registration how to register; null for a trunk known by its addresses alone
 * @param numberSource where the dialled number stands in an INVITE
 */
public record TrunkSettings(
        String name, List<String> addresses, @Nullable RegistrationSettings registration, NumberSource numberSource) {

    /**
     * @param registrar host, or host:port
     * @param transport {@code udp} or {@code tcp}
     * @param username the account
     * @param authUsername the name in the digest answer; null where it is the username
     * @param realm the realm to answer a challenge for; null for whichever the registrar names first
     * @param expires the registration's life asked for
     */
    public record RegistrationSettings(
            String registrar,
            String transport,
            String username,
            @Nullable String authUsername,
            Secret password,
            @Nullable String realm,
            Duration expires) {}

    /** Where the dialled number stands. */
    public sealed interface NumberSource {
        record RequestUri() implements NumberSource {}

        record ToHeader() implements NumberSource {}

        /** A named header that holds a name-addr, a URI or a bare number, such as {@code P-Called-Party-ID}. */
        record NamedHeader(String name) implements NumberSource {}
    }
}
