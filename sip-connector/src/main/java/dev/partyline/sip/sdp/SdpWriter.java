package dev.partyline.sip.sdp;

import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import java.util.List;

/** Our descriptions as text for the wire. */
final class SdpWriter {
    private static final int PACKET_MILLIS = 20;

    private final StringBuilder text = new StringBuilder(512);

    static String offer(LocalAudio local, int eventPayloadType) {
        SdpWriter writer = new SdpWriter();
        writer.session(local, "0 0");
        writer.audio(local, List.of(Codec.PCMU, Codec.PCMA), eventPayloadType, StreamDirection.SENDRECV);
        return writer.text.toString();
    }

    static String answer(SessionDescription offer, int used, FarAudio audio, PhoneStream stream, LocalAudio local) {
        SdpWriter writer = new SdpWriter();
        writer.session(local, offer.timing());
        for (int index = 0; index < offer.media().size(); index++) {
            if (index == used) {
                writer.audio(
                        local, List.of(stream.codec()), stream.telephoneEventPayloadType(), audio.answeredDirection());
            } else {
                writer.refusal(offer.media().get(index));
            }
        }
        return writer.text.toString();
    }

    private void session(LocalAudio local, String timing) {
        String connection = Connection.of(local.address());
        line("v=0");
        line("o=- " + local.sessionId() + " " + local.version() + " " + connection);
        line("s=-");
        line("c=" + connection);
        line("t=" + timing);
    }

    private void audio(LocalAudio local, List<Codec> codecs, int eventPayloadType, StreamDirection direction) {
        StringBuilder formats = new StringBuilder();
        codecs.forEach(codec -> formats.append(' ').append(codec.payloadType()));
        if (eventPayloadType >= 0) {
            formats.append(' ').append(eventPayloadType);
        }
        line("m=audio " + local.port() + " RTP/AVP" + formats);
        codecs.forEach(codec -> line("a=rtpmap:" + codec.payloadType() + " " + codec + "/8000"));
        if (eventPayloadType >= 0) {
            line("a=rtpmap:" + eventPayloadType + " telephone-event/8000");
            line("a=fmtp:" + eventPayloadType + " 0-15");
        }
        line("a=ptime:" + PACKET_MILLIS);
        line("a=" + direction.attribute());
    }

    /** RFC 3264 section 6: a stream is refused by port 0, and its m-line stays in its place. */
    private void refusal(MediaDescription media) {
        line("m=" + media.media() + " 0 " + media.protocol() + " "
                + media.formats().getFirst());
    }

    private void line(String line) {
        text.append(line).append("\r\n");
    }
}
