package dev.partyline.gateway.doctor;

import dev.partyline.media.PhoneMediaStats;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.trace.TracedMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the doctor knows of a call, for machines.
 *
 * @param talkedSeconds null where it was never answered
 * @param endedBy null while it is up
 */
record DoctorReport(
        String call,
        String sipCallId,
        String trunk,
        String dialled,
        String caller,
        @Nullable String channel,
        Instant began,
        @Nullable Long talkedSeconds,
        int status,
        @Nullable String endedBy,
        String detail,
        List<Finding> findings,
        List<Exchange> descriptions,
        @Nullable Audio audio,
        List<Message> messages) {

    /** Null is what nobody knows. */
    record Audio(
            String codec,
            String encryption,
            boolean eventsAgreed,
            long packetsReceived,
            long packetsLost,
            long packetsDropped,
            long packetsSent,
            double jitterMillis,
            int playoutDelayMillis,
            @Nullable Double heardMos,
            @Nullable Double sentLossShare,
            @Nullable Double sentMos) {
        static Audio of(CallRecord.Media media) {
            PhoneMediaStats stats = media.stats();
            return new Audio(
                    media.codec(),
                    media.encryption(),
                    media.eventsAgreed(),
                    stats.packetsReceived(),
                    stats.packetsLost(),
                    stats.packetsDropped(),
                    stats.packetsSent(),
                    stats.jitterMicros() / 1000.0,
                    stats.playoutDelayMillis(),
                    known(stats.quality().heard().meanOpinion()),
                    known(stats.quality().sent().lossShare()),
                    known(stats.quality().sent().meanOpinion()));
        }

        private static @Nullable Double known(double value) {
            return Double.isNaN(value) ? null : value;
        }
    }

    record Message(Instant at, boolean received, String protocol, String near, String far, String text) {
        static Message of(TracedMessage traced) {
            return new Message(
                    traced.at(),
                    traced.received(),
                    traced.protocol().name(),
                    traced.near().getAddress().getHostAddress() + ":"
                            + traced.near().getPort(),
                    traced.far().getAddress().getHostAddress() + ":"
                            + traced.far().getPort(),
                    traced.text());
        }
    }

    static DoctorReport of(CallFile file, List<TracedMessage> messages) {
        return new DoctorReport(
                file.id(),
                file.sipCallId(),
                file.call().trunk(),
                file.call().dialled().value(),
                file.call().caller().value(),
                file.channel(),
                file.began(),
                file.talked() == null ? null : file.talked().toSeconds(),
                file.status(),
                file.reason() == null ? null : file.reason().name(),
                file.detail(),
                Findings.of(file, messages),
                Exchange.of(messages),
                file.media() == null ? null : Audio.of(file.media()),
                messages.stream().map(Message::of).toList());
    }
}
