package dev.partyline.media.room;

import dev.partyline.media.PhoneQuality.Direction;
import dev.partyline.media.quality.EModel;
import dev.partyline.media.quality.Impairment;

/** What the E-model says of a leg's figures, worked out by whoever asks and never on the loop. */
final class Rating {
    /** A packet is spoken before it leaves, and a frame waits for its tick on the way through the room. */
    private static final int PACKET_AND_MIX_MILLIS = 40;
    /** Of phones, whose buffers do not say: two packets. */
    private static final int FAR_BUFFER_MILLIS = 40;

    private Rating() {}

    /** @param roundTripMicros -1 where it is not known, and then the network is taken to be near */
    static Direction heard(
            double lossShare, double burstRatio, long jitterMicros, int playoutDelayMillis, long roundTripMicros) {
        double delayMillis = PACKET_AND_MIX_MILLIS + playoutDelayMillis + oneWayMillis(roundTripMicros);
        return rated(lossShare, burstRatio, jitterMicros, delayMillis, Impairment.G711_CONCEALED);
    }

    /** Reports tell no bursts, and nobody tells how a phone conceals, so this is the least it may be. */
    static Direction sent(double lossShare, long jitterMicros, long roundTripMicros) {
        double delayMillis = PACKET_AND_MIX_MILLIS + FAR_BUFFER_MILLIS + oneWayMillis(roundTripMicros);
        return rated(lossShare, 1, jitterMicros, delayMillis, Impairment.G711);
    }

    private static Direction rated(
            double lossShare, double burstRatio, long jitterMicros, double delayMillis, Impairment codec) {
        double rating = EModel.rating(delayMillis, codec, lossShare, burstRatio);
        return new Direction(lossShare, burstRatio, jitterMicros, EModel.meanOpinion(rating));
    }

    private static double oneWayMillis(long roundTripMicros) {
        return Math.max(0, roundTripMicros) / 2000.0;
    }
}
