package dev.partyline.integration.peer.rtc;

import java.util.ArrayList;
import java.util.List;

/**
 * An offer with Opus as 111 and VP8 as 96 with RTX 97, bundled.
 *
 * @param microphone whether audio is sent, with SSRC {@value #AUDIO_SSRC}
 * @param camera whether video is sent, with SSRC {@value #VIDEO_SSRC}
 * @param ears receive slots for audio: the mixed bus, then voices
 * @param eyes receive slots for video
 */
public record RtcOffer(boolean microphone, boolean camera, int ears, int eyes) {
    public static final int OPUS = 111;
    public static final int VP8 = 96;
    public static final int VP8_RTX = 97;
    public static final int AUDIO_SSRC = 0x11110001;
    public static final int VIDEO_SSRC = 0x22220001;
    public static final int VIDEO_RTX_SSRC = 0x22220002;
    public static final int LEVEL_EXTENSION = 1;

    /** What a page of ours offers. */
    public static RtcOffer ofPage() {
        return new RtcOffer(true, true, 5, 9);
    }

    public String sdp(String ufrag, String password, String fingerprint) {
        List<String> sections = new ArrayList<>();
        if (microphone) {
            sections.add(audio("sendonly") + ssrc(AUDIO_SSRC));
        }
        if (camera) {
            sections.add(video("sendonly") + "a=ssrc-group:FID " + unsigned(VIDEO_SSRC) + " " + unsigned(VIDEO_RTX_SSRC)
                    + "\r\n" + ssrc(VIDEO_SSRC) + ssrc(VIDEO_RTX_SSRC));
        }
        for (int i = 0; i < ears; i++) {
            sections.add(audio("recvonly"));
        }
        for (int i = 0; i < eyes; i++) {
            sections.add(video("recvonly"));
        }
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 4711 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
        for (int i = 0; i < sections.size(); i++) {
            sdp.append(' ').append(i);
        }
        sdp.append("\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n");
        for (int i = 0; i < sections.size(); i++) {
            String section = sections.get(i);
            int line = section.indexOf("\r\n") + 2;
            sdp.append(section, 0, line)
                    .append("c=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:")
                    .append(ufrag)
                    .append("\r\na=ice-pwd:")
                    .append(password)
                    .append("\r\na=ice-options:trickle\r\na=fingerprint:sha-256 ")
                    .append(fingerprint)
                    .append("\r\na=setup:actpass\r\na=mid:")
                    .append(i)
                    .append("\r\n")
                    .append(section.substring(line));
        }
        return sdp.toString();
    }

    private static String audio(String direction) {
        return "m=audio 9 UDP/TLS/RTP/SAVPF " + OPUS + "\r\na=extmap:" + LEVEL_EXTENSION
                + " urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=" + direction
                + "\r\na=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:" + OPUS + " opus/48000/2\r\na=fmtp:" + OPUS
                + " minptime=10;useinbandfec=1\r\n";
    }

    private static String video(String direction) {
        return "m=video 9 UDP/TLS/RTP/SAVPF " + VP8 + " " + VP8_RTX + "\r\na=" + direction
                + "\r\na=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:" + VP8 + " VP8/90000\r\na=rtcp-fb:" + VP8
                + " goog-remb\r\na=rtcp-fb:" + VP8 + " ccm fir\r\na=rtcp-fb:" + VP8 + " nack\r\na=rtcp-fb:" + VP8
                + " nack pli\r\na=rtpmap:" + VP8_RTX + " rtx/90000\r\na=fmtp:" + VP8_RTX + " apt=" + VP8 + "\r\n";
    }

    private static String ssrc(int ssrc) {
        return "a=ssrc:" + unsigned(ssrc) + " cname:load\r\n";
    }

    private static String unsigned(int ssrc) {
        return Integer.toUnsignedString(ssrc);
    }
}
