package dev.partyline.sip.sdp;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.PhoneStream;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Offer and answer (RFC 3264) for one stream of audio with telephone events, as pure functions. Whether we may send
 * to the address in a {@link PhoneStream} is for the caller to decide; names, multicast and broadcast are refused
 * here already.
 */
public final class OfferAnswer {
    private OfferAnswer() {}

    /** What became of the far end's offer. */
    public sealed interface Answer {}

    /** What became of the far end's answer to our offer. */
    public sealed interface Agreement {}

    /**
     * @param sdp our answer, for the wire
     * @param stream what was agreed. Its address is unspecified (0.0.0.0 or ::) only in a call that begins on hold;
     *     nothing can be connected then
     */
    public record Answered(String sdp, PhoneStream stream) implements Answer {}

    /** @param stream as in {@link Answered} */
    public record Agreed(PhoneStream stream) implements Agreement {}

    /** @param detail a few words for the operator, without anything of the far end's text */
    public record Refused(Reason reason, String detail) implements Answer, Agreement {
        public enum Reason {
            NO_COMMON_CODEC,
            MALFORMED
        }
    }

    /** The same where keys come by other ways than tones. */
    public static Answer answer(String offer, LocalAudio local, @Nullable PhoneStream previous) {
        return answer(offer, local, previous, ToneRule.NEVER);
    }

    /** Reads and answers an offer as {@link #answer(SessionDescription, LocalAudio, PhoneStream, ToneRule)} does. */
    public static Answer answer(String offer, LocalAudio local, @Nullable PhoneStream previous, ToneRule tones) {
        try {
            return answer(SessionDescription.parse(offer), local, previous, tones);
        } catch (SdpException e) {
            return new Refused(Refused.Reason.MALFORMED, e.reason());
        }
    }

    /**
     * Answers every m-line of the offer: the first audio stream that we can use, with the widest codec that both have and
     * no other, and port 0 for the others.
     *
     * @param previous what was agreed before in this call; a hold by 0.0.0.0 keeps its addresses
     * @param tones what is found in G.711 alone
     */
    public static Answer answer(
            SessionDescription offer, LocalAudio local, @Nullable PhoneStream previous, ToneRule tones) {
        boolean addressless = false;
        for (int index = 0; index < offer.media().size(); index++) {
            FarAudio audio = new FarAudio(offer, offer.media().get(index));
            FarCodec codec = audio.codecs().best(tones).orElse(null);
            if (!audio.isWanted() || codec == null) {
                continue;
            }
            InetAddress address = audio.address();
            if (address == null) {
                addressless = true;
                continue;
            }
            PhoneStream stream =
                    stream(audio, codec, codec.eventPayloadType(), codec.underItsNumbers(), address, previous);
            return new Answered(SdpWriter.answer(offer, index, audio, codec, local), stream);
        }
        return addressless
                ? new Refused(Refused.Reason.MALFORMED, "no usable address")
                : new Refused(Refused.Reason.NO_COMMON_CODEC, "no plain RTP audio with Opus, G.722, PCMU or PCMA");
    }

    /** Our offer: all codecs, the widest first, and telephone events at either clock, both ways. */
    public static String offer(LocalAudio local) {
        return SdpWriter.offer(local);
    }

    /**
     * Reads the far end's answer to {@link #offer}.
     *
     * @param previous what was agreed before in this call; null at first
     */
    public static Agreement accept(String answer, @Nullable PhoneStream previous) {
        SessionDescription description;
        try {
            description = SessionDescription.parse(answer);
        } catch (SdpException e) {
            return new Refused(Refused.Reason.MALFORMED, e.reason());
        }
        if (description.media().size() != 1) {
            return new Refused(Refused.Reason.MALFORMED, "other streams than offered");
        }
        FarAudio audio = new FarAudio(description, description.media().getFirst());
        FarCodec codec = audio.codecs().first().orElse(null);
        if (!audio.isWanted() || codec == null) {
            return new Refused(Refused.Reason.NO_COMMON_CODEC, "our audio was refused");
        }
        InetAddress address = audio.address();
        if (address == null) {
            return new Refused(Refused.Reason.MALFORMED, "no usable address");
        }
        // Whoever sends uses the receiver's numbers (RFC 3264 section 5.1): events come under ours.
        int events = codec.eventPayloadType() < 0 ? -1 : SdpWriter.offeredEventPayloadType(codec.eventClock());
        return new Agreed(stream(audio, codec, events, codec.underNumbersOfBoth(), address, previous));
    }

    private static PhoneStream stream(
            FarAudio audio,
            FarCodec codec,
            int eventPayloadType,
            AudioPayload payload,
            InetAddress address,
            @Nullable PhoneStream previous) {
        PhoneStream kept = audio.isHeldByAddress() ? previous : null;
        return new PhoneStream(
                kept != null ? kept.remoteRtp() : audio.rtp(address),
                kept != null ? kept.remoteRtcp() : audio.rtcp(address),
                codec.codec(),
                eventPayloadType,
                audio.mediaDirection(),
                audio.packetMillis(),
                payload);
    }
}
