package dev.partyline.sip.sdp;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.PhoneStream;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Offer and answer (RFC 3264) for one stream of audio with telephone events, in the clear or under keys in the description
 * (RFC 4568), as pure functions. Whether we may send
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
     * @param protocol such as {@code RTP/SAVP}, as the offer had it
     */
    public record Answered(String sdp, PhoneStream stream, String protocol) implements Answer {}

    /** @param stream as in {@link Answered} */
    public record Agreed(PhoneStream stream) implements Agreement {}

    /** @param detail a few words for the operator, without anything of the far end's text */
    public record Refused(Reason reason, String detail) implements Answer, Agreement {
        public enum Reason {
            NO_COMMON_CODEC,
            NO_COMMON_ENCRYPTION,
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
     * Answers every m-line of the offer: the first audio stream that we can use, an encrypted one before one in the clear,
     * with the widest codec that both have and no other, and port 0 for the others.
     *
     * @param previous what was agreed before in this call; a hold by 0.0.0.0 keeps its addresses
     * @param tones what is found in G.711 alone
     */
    public static Answer answer(
            SessionDescription offer, LocalAudio local, @Nullable PhoneStream previous, ToneRule tones) {
        Refused nothing = new Refused(Refused.Reason.NO_COMMON_CODEC, "no RTP audio with Opus, G.722, PCMU or PCMA");
        Candidate best = null;
        for (int index = 0; index < offer.media().size(); index++) {
            FarAudio audio = new FarAudio(offer, offer.media().get(index));
            FarCodec codec = audio.codecs().best(tones).orElse(null);
            if (!audio.isWanted() || codec == null) {
                continue;
            }
            InetAddress address = audio.address();
            Crypto key = local.encryption().isPossible() ? audio.crypto().orElse(null) : null;
            String obstacle = obstacle(audio, key, local.encryption(), previous);
            if (address == null) {
                nothing = new Refused(Refused.Reason.MALFORMED, "no usable address");
            } else if (!obstacle.isEmpty()) {
                nothing = new Refused(Refused.Reason.NO_COMMON_ENCRYPTION, obstacle);
            } else if (best == null || (best.key() == null && key != null)) {
                best = new Candidate(index, audio, codec, address, key);
            }
        }
        return best == null ? nothing : best.answer(offer, local, previous);
    }

    /** Why a stream can't be as protected as it has to be, or as it was; empty where it can. */
    private static String obstacle(
            FarAudio audio, @Nullable Crypto key, Encryption ours, @Nullable PhoneStream previous) {
        boolean wasEncrypted = previous != null && previous.srtp() != null;
        if (key != null || !(audio.isSecure() || ours.isRequired() || wasEncrypted)) {
            return "";
        }
        if (!ours.isPossible()) {
            return ours.obstacle();
        }
        if (audio.isSecure()) {
            return "none of its keys is for AEAD_AES_128_GCM or AES_CM_128_HMAC_SHA1_80";
        }
        return wasEncrypted
                ? "audio in the clear, in a call whose audio was encrypted"
                : "audio in the clear, and the trunk's media-encryption is require";
    }

    /** An m-line that we can use. */
    private record Candidate(
            int index,
            FarAudio audio,
            FarCodec codec,
            InetAddress address,
            @Nullable Crypto key) {
        Answered answer(SessionDescription offer, LocalAudio local, @Nullable PhoneStream previous) {
            Protection protection =
                    key == null ? Protection.NONE : Protection.answering(key, local.encryption(), previous);
            PhoneStream stream = stream(
                    audio, codec, codec.eventPayloadType(), codec.underItsNumbers(), address, protection, previous);
            String sdp = SdpWriter.answer(offer, index, audio, codec, local, protection.lines());
            return new Answered(sdp, stream, audio.protocol());
        }
    }

    /**
     * Our offer: all codecs, the widest first, and telephone events at either clock, both ways.
     *
     * @param previous what was agreed before in this call, whose keys go on being used; null at first
     */
    public static String offer(LocalAudio local, @Nullable PhoneStream previous) {
        return SdpWriter.offer(local, Protection.offered(local.encryption(), previous));
    }

    /**
     * Reads the far end's answer to {@link #offer}.
     *
     * @param local as it was when that was offered
     * @param previous what was agreed before in this call; null at first
     */
    public static Agreement accept(String answer, LocalAudio local, @Nullable PhoneStream previous) {
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
        Crypto key = local.encryption().isPossible() ? audio.crypto().orElse(null) : null;
        Protection protection = key == null ? Protection.NONE : Protection.agreed(key, local.encryption(), previous);
        // The answer speaks the offer's profile (RFC 3264 section 6.1): less than was offered is a downgrade.
        boolean otherProfile = !audio.protocol().equals(local.encryption().protocolOffered());
        if (protection == null
                || otherProfile
                || !obstacle(audio, key, local.encryption(), previous).isEmpty()) {
            return new Refused(
                    Refused.Reason.NO_COMMON_ENCRYPTION, "an answer without the encryption that was offered");
        }
        // Whoever sends uses the receiver's numbers (RFC 3264 section 5.1): events come under ours.
        int events = codec.eventPayloadType() < 0 ? -1 : SdpWriter.offeredEventPayloadType(codec.eventClock());
        return new Agreed(stream(audio, codec, events, codec.underNumbersOfBoth(), address, protection, previous));
    }

    private static PhoneStream stream(
            FarAudio audio,
            FarCodec codec,
            int eventPayloadType,
            AudioPayload payload,
            InetAddress address,
            Protection protection,
            @Nullable PhoneStream previous) {
        PhoneStream kept = audio.isHeldByAddress() ? previous : null;
        return new PhoneStream(
                kept != null ? kept.remoteRtp() : audio.rtp(address),
                kept != null ? kept.remoteRtcp() : audio.rtcp(address),
                codec.codec(),
                eventPayloadType,
                audio.mediaDirection(),
                audio.packetMillis(),
                payload,
                protection.keys());
    }
}
