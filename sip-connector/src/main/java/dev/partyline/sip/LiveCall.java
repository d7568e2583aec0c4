package dev.partyline.sip;

import dev.partyline.media.PhoneMediaStats;
import java.time.Instant;

/**
 * A snapshot of a call that is up.
 *
 * @param channelName empty while the attendant asks where he wants to go
 * @param host whether it gave a host's PIN
 * @param handRaised whether it asks to speak
 * @param encryption of its audio, such as {@code AEAD_AES_128_GCM}; empty for none
 * @param eventsAgreed whether keys come as telephone events (RFC 4733)
 * @param sipCallId the Call-ID of its messages
 * @param mutedItself whether it was the phone's own keys that muted it: then they alone open it
 */
public record LiveCall(
        InboundCall call,
        String channelName,
        Phase phase,
        boolean host,
        Instant answered,
        boolean muted,
        boolean mutedItself,
        boolean handRaised,
        boolean held,
        String codec,
        String encryption,
        PhoneMediaStats media,
        boolean eventsAgreed,
        String sipCallId) {
    public enum Phase {
        /** Asked for a PIN or a conference number, or about to be let in. */
        AT_THE_DOOR,
        /** He may come in, and waits for a host. */
        AWAITS_HOST,
        IN_CHANNEL
    }
}
