package dev.partyline.sip.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One m-line and what belongs to it.
 *
 * @param media such as {@code audio}
 * @param port 0 for a stream that is not wanted
 * @param protocol such as {@code RTP/AVP}
 * @param formats payload types for RTP, in order of preference; at least one
 * @param connection its own c-line; null where the session's holds
 */
public record MediaDescription(
        String media,
        int port,
        String protocol,
        List<String> formats,
        @Nullable Connection connection,
        List<Attribute> attributes) {

    /** {@code a=name:value}, or {@code a=name} with an empty value. */
    public record Attribute(String name, String value) {}

    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** The value of the first attribute of this name. */
    public Optional<String> attribute(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }

    /** The encoding that {@code a=rtpmap} gives to a payload type, such as {@code PCMU/8000}. */
    Optional<String> rtpmap(String payloadType) {
        return of("rtpmap", payloadType);
    }

    /** The parameters that {@code a=fmtp} gives to a payload type. */
    Optional<String> fmtp(String payloadType) {
        return of("fmtp", payloadType);
    }

    private Optional<String> of(String name, String payloadType) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .filter(value -> value.startsWith(payloadType + " "))
                .map(value -> value.substring(payloadType.length()).strip())
                .findFirst();
    }

    /** Its own direction attribute; null where the session's holds. */
    @Nullable
    StreamDirection direction() {
        for (Attribute attribute : attributes) {
            StreamDirection direction = StreamDirection.ofAttribute(attribute.name());
            if (direction != null) {
                return direction;
            }
        }
        return null;
    }
}
