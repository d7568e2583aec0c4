package dev.partyline.sip.sdp;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.PhoneStream.Codec;

/**
 * A codec that the far end speaks as we do, with what belongs to it.
 *
 * @param payloadType the far end's number for it
 * @param eventPayloadType the far end's number for RFC 4733 events that go with it, or -1
 * @param eventClock units a second of their timestamps; 8000 also beside Opus, where nothing else was named
 * @param comfortNoise the far end's number for comfort noise that goes with it
 * @param mostBitsPerSecond what it takes at most
 */
record FarCodec(
        Codec codec, int payloadType, int eventPayloadType, int eventClock, int comfortNoise, int mostBitsPerSecond) {

    /** For a stream in which both ends use the far end's numbers: our answer to its offer. */
    AudioPayload underItsNumbers() {
        return new AudioPayload(payloadType, payloadType, comfortNoise, mostBitsPerSecond);
    }

    /** For a stream that we offered: who sends uses the receiver's numbers (RFC 3264 section 5.1). */
    AudioPayload underNumbersOfBoth() {
        return new AudioPayload(payloadType, codec.payloadType(), AudioPayload.COMFORT_NOISE, mostBitsPerSecond);
    }
}
