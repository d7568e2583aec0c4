package dev.partyline.media;

/**
 * Figures of one phone leg since it was opened.
 *
 * @param csrc names the leg in the browsers' mixed stream, among its contributors; never 0
 * @param speaking whether the room hears it now
 * @param packetsReceived RTP packets taken
 * @param packetsLost RTP packets missing by sequence number (RFC 3550 A.3), never below 0
 * @param packetsDropped packets refused, for whatever {@code DropReason}
 * @param framesConcealed frames of 20 ms made up by loss concealment
 * @param jitterMicros interarrival jitter (RFC 3550 A.8), quantised to the tick
 * @param playoutDelayMillis present delay of the jitter buffer
 * @param levelDbov level of the last frame received, 0 (loudest) to -127
 * @param gainDb what automatic gain adds to it, 0 where there is none
 * @param packetsSent RTP packets sent
 * @param quality what all that makes of the call
 */
public record PhoneMediaStats(
        int csrc,
        boolean speaking,
        long packetsReceived,
        long packetsLost,
        long packetsDropped,
        long framesConcealed,
        long jitterMicros,
        int playoutDelayMillis,
        int levelDbov,
        double gainDb,
        long packetsSent,
        PhoneQuality quality) {}
