package dev.partyline.gateway.doctor;

import dev.partyline.media.PhoneMediaStats;
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

    record Audio(String codec, String encryption, boolean eventsAgreed, PhoneMediaStats figures) {}

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
                file.media() == null
                        ? null
                        : new Audio(
                                file.media().codec(),
                                file.media().encryption(),
                                file.media().eventsAgreed(),
                                file.media().stats()),
                messages.stream().map(Message::of).toList());
    }
}
