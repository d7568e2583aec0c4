package dev.partyline.integration.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An SDP body (RFC 8866) of one audio stream, as a phone writes and reads it. */
record SessionDescription(InetSocketAddress media, List<Integer> payloadTypes, int eventPayloadType, String direction) {
    static SessionDescription offer(InetSocketAddress media, List<Codec> codecs, boolean events, String direction) {
        List<Integer> types =
                new ArrayList<>(codecs.stream().map(codec -> codec.payloadType).toList());
        if (events) {
            types.add(RtpEndpoint.EVENT_PAYLOAD_TYPE);
        }
        return new SessionDescription(media, types, RtpEndpoint.EVENT_PAYLOAD_TYPE, direction);
    }

    static SessionDescription parse(String body) {
        String address = "0.0.0.0";
        int port = 0;
        int events = RtpEndpoint.EVENT_PAYLOAD_TYPE;
        String direction = "sendrecv";
        List<Integer> types = new ArrayList<>();
        for (String line : body.split("\r?\n", -1)) {
            if (line.startsWith("c=IN IP4 ")) {
                address = line.substring(9).strip();
            } else if (line.startsWith("m=audio ")) {
                String[] parts = line.split(" ", -1);
                port = Integer.parseInt(parts[1]);
                Arrays.stream(parts).skip(3).map(Integer::valueOf).forEach(types::add);
            } else if (line.startsWith("a=rtpmap:") && line.contains("telephone-event/8000")) {
                events = Integer.parseInt(line.substring(9, line.indexOf(' ')));
            } else if (line.matches("a=(sendrecv|sendonly|recvonly|inactive)\\s*")) {
                direction = line.substring(2).strip();
            }
        }
        return new SessionDescription(
                new InetSocketAddress(InetAddress.ofLiteral(address), port), types, events, direction);
    }

    Codec codec() {
        return Arrays.stream(Codec.values())
                .filter(codec -> payloadTypes.contains(codec.payloadType))
                .min(java.util.Comparator.comparingInt(codec -> payloadTypes.indexOf(codec.payloadType)))
                .orElseThrow(() -> new IllegalStateException("no codec of ours in " + payloadTypes));
    }

    String text(int version) {
        String host = media.getAddress().getHostAddress();
        String types = payloadTypes.stream().map(String::valueOf).collect(Collectors.joining(" "));
        StringBuilder maps = new StringBuilder();
        for (Codec codec : Codec.values()) {
            if (payloadTypes.contains(codec.payloadType)) {
                maps.append("a=rtpmap:" + codec.payloadType + " " + codec + "/8000\r\n");
            }
        }
        String events = payloadTypes.contains(eventPayloadType)
                ? "a=rtpmap:%1$d telephone-event/8000\r\na=fmtp:%1$d 0-16\r\n".formatted(eventPayloadType)
                : "";
        return """
                v=0\r
                o=- 4711 %d IN IP4 %s\r
                s=-\r
                c=IN IP4 %s\r
                t=0 0\r
                m=audio %d RTP/AVP %s\r
                %s%sa=ptime:20\r
                a=%s\r
                """.formatted(version, host, host, media.getPort(), types, maps, events, direction);
    }
}
