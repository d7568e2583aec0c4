package dev.partyline.webrtc.sdp;

/** Lines as RFC 8866 section 5 ends them. */
final class SdpWriter {
    private final StringBuilder text = new StringBuilder(8_192);

    void line(String line) {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line of a description has no line in it");
        }
        text.append(line).append("\r\n");
    }

    String text() {
        return text.toString();
    }
}
