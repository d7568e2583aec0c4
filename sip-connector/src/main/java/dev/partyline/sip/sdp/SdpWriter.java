package dev.partyline.sip.sdp;

import dev.partyline.media.PhoneStream.Codec;
import java.util.List;

/** Our descriptions as text for the wire. */
final class SdpWriter {
    private static final int PACKET_MILLIS = 20;
    private static final int NARROW_CLOCK = 8000;
    private static final int OFFERED_EVENTS = 101;
    private static final int OFFERED_OPUS_EVENTS = 102;
    private static final List<Format> OFFERED = List.of(
            new Format(Codec.OPUS, Codec.OPUS.payloadType()),
            new Format(Codec.G722, Codec.G722.payloadType()),
            new Format(Codec.PCMU, Codec.PCMU.payloadType()),
            new Format(Codec.PCMA, Codec.PCMA.payloadType()));

    private final StringBuilder text = new StringBuilder(512);

    private record Format(Codec codec, int payloadType) {}

    private record Events(int payloadType, int clock) {}

    static String offer(LocalAudio local, List<Crypto> keys) {
        SdpWriter writer = new SdpWriter();
        writer.session(local, "0 0");
        List<Events> events = List.of(
                new Events(OFFERED_EVENTS, NARROW_CLOCK), new Events(OFFERED_OPUS_EVENTS, Codec.OPUS.clockRate()));
        writer.audio(local, local.encryption().protocolOffered(), OFFERED, events, StreamDirection.SENDRECV, keys);
        return writer.text.toString();
    }

    /** Our number for events of that clock. */
    static int offeredEventPayloadType(int clock) {
        return clock == NARROW_CLOCK ? OFFERED_EVENTS : OFFERED_OPUS_EVENTS;
    }

    static String answer(
            SessionDescription offer, int used, FarAudio audio, FarCodec codec, LocalAudio local, List<Crypto> keys) {
        SdpWriter writer = new SdpWriter();
        writer.session(local, offer.timing());
        List<Events> events = codec.eventPayloadType() < 0
                ? List.of()
                : List.of(new Events(codec.eventPayloadType(), codec.eventClock()));
        for (int index = 0; index < offer.media().size(); index++) {
            if (index == used) {
                List<Format> answered = List.of(new Format(codec.codec(), codec.payloadType()));
                writer.audio(local, audio.protocol(), answered, events, audio.answeredDirection(), keys);
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

    private void audio(
            LocalAudio local,
            String protocol,
            List<Format> formats,
            List<Events> events,
            StreamDirection direction,
            List<Crypto> keys) {
        StringBuilder numbers = new StringBuilder();
        formats.forEach(format -> numbers.append(' ').append(format.payloadType()));
        events.forEach(event -> numbers.append(' ').append(event.payloadType()));
        line("m=audio " + local.port() + " " + protocol + numbers);
        for (Format format : formats) {
            line("a=rtpmap:" + format.payloadType() + " " + encoding(format.codec()));
            if (format.codec() == Codec.OPUS) {
                // RFC 7587 section 7: we can use it; that we want one channel needs no word.
                line("a=fmtp:" + format.payloadType() + " useinbandfec=1");
            }
        }
        for (Events event : events) {
            line("a=rtpmap:" + event.payloadType() + " telephone-event/" + event.clock());
            line("a=fmtp:" + event.payloadType() + " 0-15");
        }
        keys.forEach(key -> line("a=crypto:" + key.text()));
        line("a=ptime:" + PACKET_MILLIS);
        line("a=" + direction.attribute());
    }

    /** RFC 7587 section 4.1: Opus always has two channels there. */
    private static String encoding(Codec codec) {
        return switch (codec) {
            case PCMU, PCMA, G722 -> codec + "/" + codec.clockRate();
            case OPUS -> "opus/48000/2";
        };
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
