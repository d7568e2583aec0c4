package dev.partyline.webrtc;

import java.util.ArrayList;
import java.util.List;

/** Offers in the form that browsers write, with as many tracks and slots as a test wants. */
public record TestOffer(boolean microphone, boolean camera, int audioSlots, int videoSlots) {
    public static final int OPUS = 111;
    public static final int VP8 = 96;
    public static final int RTX = 97;
    public static final int LEVEL_ID = 3;

    public String text(String ufrag, String password, String fingerprint, int audioSsrc, int videoSsrc) {
        List<String> sections = new ArrayList<>();
        if (microphone) {
            sections.add(audio(sections.size(), "sendonly") + "a=ssrc:" + Integer.toUnsignedString(audioSsrc)
                    + " cname:c\r\n");
        }
        if (camera) {
            String media = Integer.toUnsignedString(videoSsrc);
            String rtx = Integer.toUnsignedString(videoSsrc + 1);
            sections.add(video(sections.size(), "sendonly") + "a=ssrc-group:FID " + media + " " + rtx + "\r\na=ssrc:"
                    + media + " cname:c\r\na=ssrc:" + rtx + " cname:c\r\n");
        }
        for (int i = 0; i < audioSlots; i++) {
            sections.add(audio(sections.size(), "recvonly"));
        }
        for (int i = 0; i < videoSlots; i++) {
            sections.add(video(sections.size(), "recvonly"));
        }
        StringBuilder bundle = new StringBuilder("a=group:BUNDLE");
        for (int i = 0; i < sections.size(); i++) {
            bundle.append(' ').append(i);
        }
        return "v=0\r\no=- 7 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + bundle + "\r\na=ice-ufrag:" + ufrag
                + "\r\na=ice-pwd:" + password + "\r\na=fingerprint:sha-256 " + fingerprint
                + "\r\na=setup:actpass\r\n" + String.join("", sections);
    }

    private static String audio(int mid, String direction) {
        return "m=audio 9 UDP/TLS/RTP/SAVPF " + OPUS + "\r\nc=IN IP4 0.0.0.0\r\na=mid:" + mid
                + "\r\na=extmap:" + LEVEL_ID + " urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=" + direction
                + "\r\na=rtcp-mux\r\na=rtpmap:" + OPUS + " opus/48000/2\r\na=fmtp:" + OPUS
                + " minptime=10;useinbandfec=1\r\n";
    }

    private static String video(int mid, String direction) {
        return "m=video 9 UDP/TLS/RTP/SAVPF " + VP8 + " " + RTX + "\r\nc=IN IP4 0.0.0.0\r\na=mid:" + mid + "\r\na="
                + direction + "\r\na=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:" + VP8 + " VP8/90000\r\na=rtcp-fb:" + VP8
                + " goog-remb\r\na=rtcp-fb:" + VP8 + " nack\r\na=rtcp-fb:" + VP8 + " nack pli\r\na=rtcp-fb:" + VP8
                + " ccm fir\r\na=rtpmap:" + RTX + " rtx/90000\r\na=fmtp:" + RTX + " apt=" + VP8 + "\r\n";
    }
}
