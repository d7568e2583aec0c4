package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.sdp.AnsweredSection.Accepted;
import dev.partyline.webrtc.sdp.AnsweredSection.Refused;
import java.util.List;

/** Writes answers (RFC 8829 section 5.3): lite ICE, waiting for the browser's ClientHello, everything in one BUNDLE. */
public final class Answer {
    private Answer() {}

    /** @throws IllegalArgumentException where the parts do not fit the offer */
    public static String of(Offer offer, AnswerParts parts) {
        List<OfferedSection> offered = offer.sections();
        if (offered.size() != parts.sections().size()) {
            throw new IllegalArgumentException("an answer has as many sections as its offer");
        }
        if (parts.candidates().isEmpty()) {
            throw new IllegalArgumentException("an answer of a lite agent has a candidate");
        }
        SdpWriter out = new SdpWriter();
        out.line("v=0");
        out.line("o=- " + parts.sessionId() + " " + parts.version() + " IN IP4 127.0.0.1");
        out.line("s=-");
        out.line("t=0 0");
        out.line("a=group:BUNDLE" + bundled(offer, parts));
        if (offer.extmapAllowMixed()) {
            out.line("a=extmap-allow-mixed");
        }
        out.line("a=msid-semantic: WMS *");
        out.line("a=ice-lite");
        boolean first = true;
        for (int index = 0; index < offered.size(); index++) {
            OfferedSection section = offered.get(index);
            switch (parts.sections().get(index)) {
                case Refused _ -> refuse(out, section);
                case Accepted accepted -> {
                    new SectionWriter(out, section, accepted, parts).write(first);
                    first = false;
                }
            }
        }
        return out.text();
    }

    private static String bundled(Offer offer, AnswerParts parts) {
        StringBuilder mids = new StringBuilder();
        for (int index = 0; index < parts.sections().size(); index++) {
            if (parts.sections().get(index) instanceof Accepted) {
                mids.append(' ').append(offer.sections().get(index).mid());
            }
        }
        return mids.toString();
    }

    /** RFC 3264 section 6: port 0, the formats as they were. */
    private static void refuse(SdpWriter out, OfferedSection section) {
        String[] words = section.mediaLine().strip().split(" +", 3);
        out.line("m=" + words[0] + " 0 " + words[2]);
        out.line("c=IN IP4 0.0.0.0");
        out.line("a=mid:" + section.mid());
        out.line("a=inactive");
    }
}
