package dev.partyline.sip;

import dev.partyline.sip.transport.Protocol;
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
 * @param dtmf where keys are looked for
 * @param mediaEncryption whether audio is encrypted
 * @param tlsBundle over TLS, what its certificate is verified against, and ours for it; null for what this machine trusts
 * @param watch how to ask a trunk without a registration whether it is there; null for not at all
 * @param maxCalls calls at once; {@link #NO_LIMIT} for as many as the bridge takes
 * @param trustsIdentity whether P-Asserted-Identity (RFC 3325) is taken for who calls, before From
 * @param emergencyCode the SIP status by which numbers that call for help are refused
 */
public record TrunkSettings(
        String name,
        List<String> addresses,
        @Nullable RegistrationSettings registration,
        NumberSource numberSource,
        Dtmf dtmf,
        MediaEncryption mediaEncryption,
        int emergencyCode,
        @Nullable String tlsBundle,
        @Nullable WatchSettings watch,
        int maxCalls,
        boolean trustsIdentity) {
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** What most PBXs take the next route for. */
    public static final int USUAL_EMERGENCY_CODE = 503;

    /** With {@link Dtmf#AUTO} and {@link MediaEncryption#PREFER}. */
    public TrunkSettings(
            String name,
            List<String> addresses,
            @Nullable RegistrationSettings registration,
            NumberSource numberSource) {
        this(
                name,
                addresses,
                registration,
                numberSource,
                Dtmf.AUTO,
                MediaEncryption.PREFER,
                USUAL_EMERGENCY_CODE,
                null,
                null,
                NO_LIMIT,
                true);
    }

    /** SRTP by keys in the session description (SDES, RFC 4568), which are taken and told over TLS alone. */
    public enum MediaEncryption {
        /** Calls that offer nothing else are refused. */
        NEVER,
        /** Where the far end offers it. */
        PREFER,
        /** Calls without it are refused. */
        REQUIRE
    }

    /**
     * Where keys are looked for beside the events of RFC 4733 and SIP INFO, which are always taken: in the audio, where a
     * key is a pair of tones.
     */
    public enum Dtmf {
        /** In the audio of calls that have not agreed on events. */
        AUTO,
        /** In the audio of all calls: the trunk agrees on events and sends tones nevertheless. */
        IN_BAND,
        /** Never in the audio. */
        OUT_OF_BAND;

        public boolean listensForTones(boolean eventsAgreed) {
            return this == IN_BAND || (this == AUTO && !eventsAgreed);
        }
    }

    /**
     * @param registrar host, or host:port
     * @param transport how it is reached
     * @param username the account
     * @param authUsername the name in the digest answer; null where it is the username
     * @param realm the realm to answer a challenge for; null for whichever the registrar names first
     * @param expires the registration's life asked for
     */
    public record RegistrationSettings(
            String registrar,
            Protocol transport,
            String username,
            @Nullable String authUsername,
            Secret password,
            @Nullable String realm,
            Duration expires) {}

    /**
     * @param server host, or host:port; one of the trunk's addresses
     * @param every how often it is asked
     */
    public record WatchSettings(String server, Protocol transport, Duration every) {}

    /** Where the dialled number stands. */
    public sealed interface NumberSource {
        record RequestUri() implements NumberSource {}

        record ToHeader() implements NumberSource {}

        /** A named header that holds a name-addr, a URI or a bare number, such as {@code P-Called-Party-ID}. */
        record NamedHeader(String name) implements NumberSource {}
    }
}
