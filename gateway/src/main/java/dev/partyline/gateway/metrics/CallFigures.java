package dev.partyline.gateway.metrics;

import dev.partyline.gateway.call.MaskedNumber;
import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneQuality;
import dev.partyline.sip.LiveCall;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live call in figures alone: numbers are hidden, as from everybody who only looks after the machine.
 *
 * @param call names it in the log, too
 * @param channel null while the attendant asks where he wants to go
 * @param encryption of its audio; null for none
 * @param heard its voice as the room hears it
 * @param sent the room as it hears it, by its reports
 */
record CallFigures(
        String call,
        String trunk,
        String caller,
        @Nullable String channel,
        String phase,
        String codec,
        @Nullable String encryption,
        boolean held,
        boolean muted,
        boolean host,
        boolean handRaised,
        boolean speaking,
        long seconds,
        int levelDbov,
        double gainDb,
        int playoutDelayMillis,
        @Nullable Double roundTripMillis,
        long packetsReceived,
        long packetsLost,
        long packetsDropped,
        long packetsSent,
        long framesConcealed,
        long framesStretched,
        long underruns,
        Direction heard,
        Direction sent) {

    /**
     * One way of it over the last seconds; null is what nobody knows.
     *
     * @param mos estimated mean opinion score, 1 to 4.5 (ITU-T G.107)
     */
    record Direction(
            @Nullable Double lossShare,
            @Nullable Double jitterMillis,
            @Nullable Double mos) {
        static Direction of(PhoneQuality.Direction measured) {
            return new Direction(
                    known(measured.lossShare()), millis(measured.jitterMicros()), known(measured.meanOpinion()));
        }

        private static @Nullable Double known(double value) {
            return Double.isNaN(value) ? null : value;
        }
    }

    static CallFigures of(LiveCall call, Instant now) {
        PhoneMediaStats media = call.media();
        PhoneQuality quality = media.quality();
        return new CallFigures(
                call.call().id().value(),
                call.call().trunk(),
                MaskedNumber.of(call.call().caller().value()),
                call.channelName().isEmpty() ? null : call.channelName(),
                call.phase().name(),
                call.codec(),
                call.encryption().isEmpty() ? null : call.encryption(),
                call.held(),
                call.muted(),
                call.host(),
                call.handRaised(),
                media.speaking(),
                Math.max(0, Duration.between(call.answered(), now).toSeconds()),
                media.levelDbov(),
                media.gainDb(),
                media.playoutDelayMillis(),
                millis(quality.roundTripMicros()),
                media.packetsReceived(),
                media.packetsLost(),
                media.packetsDropped(),
                media.packetsSent(),
                media.framesConcealed(),
                quality.framesStretched(),
                quality.underruns(),
                Direction.of(quality.heard()),
                Direction.of(quality.sent()));
    }

    private static @Nullable Double millis(long micros) {
        return micros < 0 ? null : micros / 1000.0;
    }
}
