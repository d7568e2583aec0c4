package dev.partyline.sip;

import dev.partyline.media.PhoneMediaStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call from its INVITE to its end.
 *
 * @param channelName the channel it went to; null where it was refused before that
 * @param talked from answer to end; null where it was never answered
 * @param sipStatus the final status sent to the INVITE; 200 for an answered call
 * @param detail a short sentence for the operator, with no secret and no caller text in it
 * @param sipCallId the Call-ID of its messages
 * @param media null where it was never answered
 */
public record CallRecord(
        InboundCall call,
        @Nullable String channelName,
        Instant began,
        @Nullable Duration talked,
        int sipStatus,
        EndReason reason,
        String detail,
        String sipCallId,
        @Nullable Media media) {

    /**
     * What was agreed last, and how it went.
     *
     * @param encryption as in {@link LiveCall}
     * @param eventsAgreed whether keys come as telephone events (RFC 4733)
     * @param heard whether the far end was to send audio at the end: not on hold, and not only listening
     */
    public record Media(String codec, String encryption, boolean eventsAgreed, boolean heard, PhoneMediaStats stats) {}
}
