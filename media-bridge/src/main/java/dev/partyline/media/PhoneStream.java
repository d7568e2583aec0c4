package dev.partyline.media;

import dev.partyline.media.srtp.SrtpKeys;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One negotiated audio stream of a phone: the outcome of offer and answer (RFC 3264) as far as media needs it.
 *
 * @param remoteRtp where the far end receives RTP; also the only source from which RTP is taken
 * @param remoteRtcp the same for RTCP (RFC 3605, else the RTP port + 1)
 * @param codec what both ends speak
 * @param telephoneEventPayloadType payload type of RFC 4733 events at the codec's RTP clock, or -1 where none was agreed
 * @param direction what the bridge does
 * @param packetMillis milliseconds of audio in each packet that we send (the far end's ptime), 10 to 60
 * @param payload the codec's numbers on the wire, and what the far end wants of it
 * @param srtp the keys of both directions, which the leg closes when it has others or ends; null for RTP in the clear
 */
public record PhoneStream(
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        Codec codec,
        int telephoneEventPayloadType,
        MediaDirection direction,
        int packetMillis,
        AudioPayload payload,
        @Nullable SrtpKeys srtp) {

    /** The codecs of phone legs. */
    public enum Codec {
        PCMU(0, 8000, 8000),
        PCMA(8, 8000, 8000),
        /** Its clock is half of its rate, by an error that stands in RFC 3551 section 4.5.2. */
        G722(9, 16_000, 8000),
        OPUS(107, 48_000, 48_000);

        private final int payloadType;
        private final int sampleRate;
        private final int clockRate;

        Codec(int payloadType, int sampleRate, int clockRate) {
            this.payloadType = payloadType;
            this.sampleRate = sampleRate;
            this.clockRate = clockRate;
        }

        /** The static payload type (RFC 3551 section 6); that of Opus is dynamic, and this one is what we offer. */
        public int payloadType() {
            return payloadType;
        }

        /** Samples a second. */
        public int sampleRate() {
            return sampleRate;
        }

        /** Units of an RTP timestamp a second. */
        public int clockRate() {
            return clockRate;
        }
    }

    /** In the clear. */
    public PhoneStream(
            InetSocketAddress remoteRtp,
            InetSocketAddress remoteRtcp,
            Codec codec,
            int telephoneEventPayloadType,
            MediaDirection direction,
            int packetMillis,
            AudioPayload payload) {
        this(remoteRtp, remoteRtcp, codec, telephoneEventPayloadType, direction, packetMillis, payload, null);
    }

    /** A stream under the codec's own payload type, without wishes. */
    public PhoneStream(
            InetSocketAddress remoteRtp,
            InetSocketAddress remoteRtcp,
            Codec codec,
            int telephoneEventPayloadType,
            MediaDirection direction,
            int packetMillis) {
        this(remoteRtp, remoteRtcp, codec, telephoneEventPayloadType, direction, packetMillis, AudioPayload.of(codec));
    }
}
