package dev.partyline.media;

/**
 * A phone's codec on the wire.
 *
 * @param sent the payload type that we send, which is the far end's number
 * @param received the payload type that we are sent; another one where we offered it under our own number
 * @param comfortNoise the payload type of comfort noise that we are sent (RFC 3389)
 * @param mostBitsPerSecond what the far end takes at most (Opus' {@code maxaveragebitrate}, RFC 7587 section 6.1)
 */
public record AudioPayload(int sent, int received, int comfortNoise, int mostBitsPerSecond) {
    /** Static for a clock of 8 kHz (RFC 3551 section 6). */
    public static final int COMFORT_NOISE = 13;

    /** Where nothing is said of it. */
    public static final int ANY_BIT_RATE = 510_000;

    /** Opus can do with no less. */
    public static final int LEAST_BIT_RATE = 6000;

    public AudioPayload {
        if (!isPayloadType(sent) || !isPayloadType(received) || !isPayloadType(comfortNoise)) {
            throw new IllegalArgumentException("a payload type has seven bits");
        }
        if (mostBitsPerSecond < LEAST_BIT_RATE || mostBitsPerSecond > ANY_BIT_RATE) {
            throw new IllegalArgumentException("Opus has 6 to 510 kbit/s");
        }
    }

    private static boolean isPayloadType(int number) {
        return number >= 0 && number <= 127;
    }

    static AudioPayload of(PhoneStream.Codec codec) {
        return new AudioPayload(codec.payloadType(), codec.payloadType(), COMFORT_NOISE, ANY_BIT_RATE);
    }
}
