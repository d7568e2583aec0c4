package dev.partyline.media;

import java.net.InetSocketAddress;

/**
 * One negotiated audio stream of a phone: the outcome of offer and answer (RFC 3264) as far as media needs it.
 *
 * @param remoteRtp where the far end receives RTP; also the only source from which RTP is taken
 * @param remoteRtcp the same for RTCP (RFC 3605, else the RTP port + 1)
 * @param codec what both ends speak
 * @param telephoneEventPayloadType payload type of RFC 4733 events at 8 kHz, or -1 where none was agreed
 * @param direction what the bridge does
 * @param packetMillis milliseconds of audio in each packet that we send (the far end's ptime), 10 to 60
 */
public record PhoneStream(
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        Codec codec,
        int telephoneEventPayloadType,
        MediaDirection direction,
        int packetMillis) {

    /** The codecs of phone legs, with their static payload types (RFC 3551 section 6). */
    public enum Codec {
        PCMU(0),
        PCMA(8);

        private final int payloadType;

        Codec(int payloadType) {
            this.payloadType = payloadType;
        }

        public int payloadType() {
            return payloadType;
        }
    }
}
