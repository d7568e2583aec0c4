package dev.partyline.webrtc.sdp;

import java.util.List;

/**
 * A codec as a browser numbers and describes it.
 *
 * @param name as written, e.g. {@code opus}; compared without regard to case
 * @param channels 1 where the offer says none
 * @param parameters the value of its a=fmtp; empty for none
 * @param feedback its a=rtcp-fb values, e.g. {@code nack pli}, those of {@code *} among them
 * @param rtxPayloadType the payload type of its retransmissions (RFC 4588), or {@link #NO_RTX}
 */
public record OfferedCodec(
        int payloadType,
        String name,
        int clockRateHz,
        int channels,
        String parameters,
        List<String> feedback,
        int rtxPayloadType) {
    public static final int NO_RTX = -1;

    public OfferedCodec {
        feedback = List.copyOf(feedback);
    }

    boolean is(String otherName, int otherClockRateHz) {
        return name.equalsIgnoreCase(otherName) && clockRateHz == otherClockRateHz;
    }
}
