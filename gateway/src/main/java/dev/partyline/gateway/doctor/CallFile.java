package dev.partyline.gateway.doctor;

import dev.partyline.sip.CallRecord;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import dev.partyline.sip.LiveCall;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call, be it up or over.
 *
 * @param talked since the answer; null where it was never answered
 * @param reason why it ended; null while it is up
 * @param media null where it was never answered
 */
record CallFile(
        InboundCall call,
        String sipCallId,
        @Nullable String channel,
        Instant began,
        @Nullable Duration talked,
        int status,
        @Nullable EndReason reason,
        String detail,
        CallRecord.@Nullable Media media) {

    static CallFile of(CallRecord record) {
        return new CallFile(
                record.call(),
                record.sipCallId(),
                record.channelName(),
                record.began(),
                record.talked(),
                record.sipStatus(),
                record.reason(),
                record.detail(),
                record.media());
    }

    static CallFile of(LiveCall live, Instant now) {
        return new CallFile(
                live.call(),
                live.sipCallId(),
                live.channelName().isEmpty() ? null : live.channelName(),
                live.answered(),
                Duration.between(live.answered(), now),
                200,
                null,
                "",
                new CallRecord.Media(live.codec(), live.encryption(), live.eventsAgreed(), !live.held(), live.media()));
    }

    /** When it was over, or now at the latest. */
    Instant ended() {
        return talked == null ? began : began.plus(talked);
    }

    String id() {
        return call.id().value();
    }
}
