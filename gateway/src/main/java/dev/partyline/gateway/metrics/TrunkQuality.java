package dev.partyline.gateway.metrics;

import dev.partyline.media.PhoneQuality;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What the calls of one trunk sound like, as distributions. */
final class TrunkQuality {
    /** Where ITU-T G.109 parts the ratings: nearly all, many, some users dissatisfied; satisfied; very satisfied. */
    private static final double[] OPINIONS = {2.58, 3.10, 3.60, 4.03, 4.34};

    private static final double[] LOSS_SHARES = {0.001, 0.01, 0.03, 0.05, 0.1, 0.2};
    private static final double[] SECONDS = {0.001, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32};
    private static final double[] LEVELS_BELOW_FULL = {10, 20, 30, 40, 50};

    /** One way of the calls. */
    static final class Way {
        private final Distribution opinions;
        private final Distribution losses;
        private final Distribution jitters;

        private Way(MeterRegistry registry, String trunk, String direction) {
            opinions = distribution(
                    registry, "partyline.call.mos", "Estimated mean opinion score", trunk, direction, OPINIONS);
            losses = distribution(
                    registry, "partyline.call.loss.share", "Packets lost or too late", trunk, direction, LOSS_SHARES);
            jitters = distribution(
                    registry, "partyline.call.jitter.seconds", "Interarrival jitter", trunk, direction, SECONDS);
        }

        void add(PhoneQuality.Direction measured) {
            if (!Double.isNaN(measured.meanOpinion())) {
                opinions.add(measured.meanOpinion());
                losses.add(measured.lossShare());
                jitters.add(measured.jitterMicros() / 1e6);
            }
        }
    }

    private final Way heard;
    private final Way sent;
    private final Distribution playoutDelays;
    private final Distribution roundTrips;
    private final Distribution levels;

    TrunkQuality(MeterRegistry registry, String trunk) {
        heard = new Way(registry, trunk, "heard");
        sent = new Way(registry, trunk, "sent");
        playoutDelays = distribution(
                registry, "partyline.call.playout.delay.seconds", "Jitter buffer's delay", trunk, "heard", SECONDS);
        roundTrips = distribution(
                registry, "partyline.call.round.trip.seconds", "To the far end and back", trunk, "sent", SECONDS);
        levels = distribution(
                registry,
                "partyline.call.level.below.full.db",
                "Decibels below full scale of calls that speak",
                trunk,
                "heard",
                LEVELS_BELOW_FULL);
    }

    Way heard() {
        return heard;
    }

    Way sent() {
        return sent;
    }

    /** @param roundTripMicros -1 where it is not known */
    void delays(int playoutMillis, long roundTripMicros) {
        playoutDelays.add(playoutMillis / 1e3);
        if (roundTripMicros >= 0) {
            roundTrips.add(roundTripMicros / 1e6);
        }
    }

    void level(int dbov) {
        levels.add(-dbov);
    }

    private static Distribution distribution(
            MeterRegistry registry, String name, String description, String trunk, String direction, double... bounds) {
        return new Distribution(registry, name, description, Tags.of("trunk", trunk, "direction", direction), bounds);
    }
}
