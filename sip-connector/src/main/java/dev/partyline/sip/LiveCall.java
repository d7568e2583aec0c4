package dev.partyline.sip;

import dev.partyline.media.PhoneMediaStats;
import java.time.Instant;

/**
 * A snapshot of a call that is up.
 *
 * @param encryption of its audio, such as {@code AEAD_AES_128_GCM}; empty for none
 * @param eventsAgreed whether keys come as telephone events (RFC 4733)
 * @param sipCallId the Call-ID of its messages
 * @param mutedItself whether it was the phone's own keys that muted it: then they alone open it
 */
public record LiveCall(
        InboundCall call,
        String channelName,
        Phase phase,
        Instant answered,
        boolean muted,
        boolean mutedItself,
        boolean held,
        String codec,
        String encryption,
        PhoneMediaStats media,
        boolean eventsAgreed,
        String sipCallId) {
    public enum Phase {
        ASKED_FOR_PIN,
        IN_CHANNEL
    }
}
