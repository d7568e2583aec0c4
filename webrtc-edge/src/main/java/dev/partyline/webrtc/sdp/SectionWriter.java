package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.sdp.AnsweredSection.Accepted;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** One accepted section of an answer. */
final class SectionWriter {
    /** What the bridge does with video's feedback: it answers NACK by RTX and passes requests for key frames on. */
    private static final List<String> VIDEO_FEEDBACK = List.of("nack", "nack pli", "ccm fir", "goog-remb");

    /** In-band error correction towards either side; no DTX, whose gaps would be taken for loss (RFC 7587 section 6.1). */
    private static final String OPUS = "minptime=10;useinbandfec=1;usedtx=0";

    private final SdpWriter out;
    private final OfferedSection offered;
    private final Accepted accepted;
    private final AnswerParts parts;

    SectionWriter(SdpWriter out, OfferedSection offered, Accepted accepted, AnswerParts parts) {
        Direction direction = accepted.direction();
        Direction open = offered.direction().reversed();
        if (!offered.usable() || (direction.sends() && !open.sends()) || (direction.receives() && !open.receives())) {
            throw new IllegalArgumentException("section " + offered.mid() + " is accepted with more than was offered");
        }
        this.out = out;
        this.offered = offered;
        this.accepted = accepted;
        this.parts = parts;
    }

    /** @param transport whether it is the BUNDLE's first section, which alone tells candidates (RFC 8843 section 7.1.3) */
    void write(boolean transport) {
        InetSocketAddress main = parts.candidates().getFirst();
        String kind = offered.kind() == MediaKind.AUDIO ? "audio" : "video";
        String address = addressOf(main.getAddress());
        out.line("m=" + kind + " " + main.getPort() + " UDP/TLS/RTP/SAVPF" + payloadTypes());
        out.line("c=IN " + address);
        out.line("a=rtcp:" + main.getPort() + " IN " + address);
        if (transport) {
            candidates();
        }
        out.line("a=ice-ufrag:" + parts.ice().ufrag());
        out.line("a=ice-pwd:" + parts.ice().password());
        out.line("a=fingerprint:sha-256 " + parts.sha256Fingerprint());
        out.line("a=setup:passive");
        out.line("a=mid:" + offered.mid());
        for (HeaderExtension extension : accepted.extensions()) {
            out.line("a=extmap:" + extension.id() + " " + extension.uri());
        }
        out.line("a=" + accepted.direction().attribute());
        accepted.sent().ifPresent(sent -> out.line("a=msid:" + sent.streamId() + " " + sent.trackId()));
        out.line("a=rtcp-mux");
        if (offered.reducedSizeRtcp()) {
            out.line("a=rtcp-rsize");
        }
        accepted.codecs().forEach(this::codec);
        accepted.sent().ifPresent(this::sent);
    }

    private String payloadTypes() {
        StringBuilder types = new StringBuilder();
        for (OfferedCodec codec : accepted.codecs()) {
            types.append(' ').append(codec.payloadType());
            if (codec.rtxPayloadType() != OfferedCodec.NO_RTX) {
                types.append(' ').append(codec.rtxPayloadType());
            }
        }
        return types.toString();
    }

    private void codec(OfferedCodec codec) {
        int type = codec.payloadType();
        String channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        out.line("a=rtpmap:" + type + " " + codec.name() + "/" + codec.clockRateHz() + channels);
        if (offered.kind() == MediaKind.VIDEO) {
            for (String feedback : VIDEO_FEEDBACK) {
                if (codec.feedback().contains(feedback)) {
                    out.line("a=rtcp-fb:" + type + " " + feedback);
                }
            }
        }
        if (codec.is("opus", 48_000)) {
            out.line("a=fmtp:" + type + " " + OPUS);
        } else if (codec.is("H264", 90_000)) {
            out.line("a=fmtp:" + type + " " + H264Parameters.of(codec).answer());
        }
        if (codec.rtxPayloadType() != OfferedCodec.NO_RTX) {
            out.line("a=rtpmap:" + codec.rtxPayloadType() + " rtx/" + codec.clockRateHz());
            out.line("a=fmtp:" + codec.rtxPayloadType() + " apt=" + type);
        }
    }

    private void sent(SentStream sent) {
        String ssrc = Integer.toUnsignedString(sent.ssrc());
        sent.rtxSsrc().ifPresent(rtx -> out.line("a=ssrc-group:FID " + ssrc + " " + Integer.toUnsignedString(rtx)));
        source(ssrc, sent);
        sent.rtxSsrc().ifPresent(rtx -> source(Integer.toUnsignedString(rtx), sent));
    }

    private void source(String ssrc, SentStream sent) {
        out.line("a=ssrc:" + ssrc + " cname:" + sent.cname());
        out.line("a=ssrc:" + ssrc + " msid:" + sent.streamId() + " " + sent.trackId());
    }

    /** RFC 8839 section 5.1; priorities by RFC 8445 section 5.1.2.1: host candidates, the first preferred. */
    private void candidates() {
        int localPreference = 65_535;
        int foundation = 1;
        for (InetSocketAddress candidate : parts.candidates()) {
            long priority = (126L << 24) + ((long) localPreference << 8) + 255;
            out.line("a=candidate:" + foundation + " 1 udp " + priority + " " + literal(candidate.getAddress()) + " "
                    + candidate.getPort() + " typ host");
            foundation++;
            localPreference--;
        }
        out.line("a=end-of-candidates");
    }

    private static String addressOf(InetAddress address) {
        return (address instanceof Inet6Address ? "IP6 " : "IP4 ") + literal(address);
    }

    /** Without the scope, which is this machine's own. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
