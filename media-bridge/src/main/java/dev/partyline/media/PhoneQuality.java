package dev.partyline.media;

/**
 * What a phone's owner would say of his call, as far as figures tell it.
 *
 * @param framesStretched frames of 20 ms in which time was stretched or shrunk, since the leg was opened
 * @param underruns how often playout ran dry and what came then had only been late, since the leg was opened
 * @param roundTripMicros to the far end and back (RFC 3550 section 6.4.1), or -1 where it does not report
 * @param heard its voice as the room hears it
 * @param sent the room as it hears it, by its reports; its own buffer and concealment are not known
 */
public record PhoneQuality(
        long framesStretched, long underruns, long roundTripMicros, Direction heard, Direction sent) {

    /**
     * One way of a call, lately: over some seconds.
     *
     * @param lossShare of the packets, lost or too late, 0 to 1; NaN before anything is known
     * @param burstRatio BurstR of ITU-T G.107, 1 for random loss
     * @param jitterMicros interarrival jitter; -1 before anything is known
     * @param meanOpinion estimated mean opinion score, 1 to 4.5 (ITU-T G.107, narrowband); NaN before anything is known
     */
    public record Direction(double lossShare, double burstRatio, long jitterMicros, double meanOpinion) {
        public static final Direction UNKNOWN = new Direction(Double.NaN, 1, -1, Double.NaN);
    }
}
