package dev.partyline.sip.call;

import dev.partyline.media.PhoneMedia;
import dev.partyline.media.PhoneStream;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkSettings.MediaEncryption;
import dev.partyline.sip.sdp.Encryption;
import dev.partyline.sip.sdp.LocalAudio;
import dev.partyline.sip.sdp.OfferAnswer;
import dev.partyline.sip.transport.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** A call's media session: what was described and agreed last. An offer that fails leaves it as it was (RFC 3264 8). */
final class CallSession {
    /** What became of an offer. */
    sealed interface Answer {}

    record Described(String sdp) implements Answer {}

    record Refusal(OfferAnswer.Refused.Reason reason, String detail) implements Answer {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PhoneMedia media;
    private final InetAddress source;
    private final TrunkSettings.Dtmf dtmf;
    private LocalAudio local;
    private String described = "";
    private volatile @Nullable PhoneStream agreed;

    CallSession(PhoneMedia media, InetAddress source, TrunkSettings.Dtmf dtmf, LocalAudio local) {
        this.media = media;
        this.source = source;
        this.dtmf = dtmf;
        this.local = local;
    }

    /** What of encryption is possible on a call of that trunk, which came over that. */
    static Encryption encryption(MediaEncryption wanted, Protocol signalling) {
        boolean required = wanted == MediaEncryption.REQUIRE;
        if (wanted == MediaEncryption.NEVER) {
            return Encryption.impossible("encrypted audio alone, and the trunk's media-encryption is never");
        }
        if (signalling == Protocol.TLS) {
            return Encryption.possible(required, RANDOM);
        }
        return required
                ? Encryption.requiredButImpossible(
                        "the trunk's media-encryption is require, and the call came without TLS")
                : Encryption.impossible("encrypted audio alone, and its keys came in the clear: call over TLS");
    }

    /** Answers an offer and connects the phone to it: our description, or why not. */
    Answer answer(String offer) {
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, local, agreed, dtmf::listensForTones);
        if (answer instanceof OfferAnswer.Answered same && !same.sdp().equals(described) && !described.isEmpty()) {
            answer = OfferAnswer.answer(offer, local.next(), agreed, dtmf::listensForTones);
        }
        return switch (answer) {
            case OfferAnswer.Refused refused -> new Refusal(refused.reason(), refused.detail());
            case OfferAnswer.Answered answered -> {
                if (!mayReceive(answered.stream())) {
                    yield new Refusal(OfferAnswer.Refused.Reason.MALFORMED, "an address that no phone has here");
                }
                describe(answered.sdp());
                connect(answered.stream());
                local = local.encrypted(unused(answered.stream()).speaking(answered.protocol()));
                yield new Described(answered.sdp());
            }
        };
    }

    /** Our own offer; the same again while nothing changes. */
    String offer() {
        String offer = OfferAnswer.offer(local, agreed);
        if (!described.isEmpty() && !offer.equals(described)) {
            offer = OfferAnswer.offer(local.next(), agreed);
        }
        describe(offer);
        return offer;
    }

    /** Takes the answer to our offer; null where it could be used. */
    @Nullable
    Refusal accept(String answer) {
        return switch (OfferAnswer.accept(answer, local, agreed)) {
            case OfferAnswer.Refused refused -> new Refusal(refused.reason(), refused.detail());
            case OfferAnswer.Agreed found -> {
                if (!mayReceive(found.stream())) {
                    yield new Refusal(OfferAnswer.Refused.Reason.MALFORMED, "an address that no phone has here");
                }
                connect(found.stream());
                local = local.encrypted(unused(found.stream()));
                yield null;
            }
        };
    }

    /** Keys that have been agreed on are never offered for another stream. */
    private Encryption unused(PhoneStream stream) {
        return stream.srtp() == null ? local.encryption() : local.encryption().renewed(RANDOM);
    }

    private void describe(String sdp) {
        if (!described.isEmpty() && !sdp.equals(described)) {
            local = local.next();
        }
        described = sdp;
    }

    private void connect(PhoneStream stream) {
        agreed = stream;
        media.listenForTones(dtmf.listensForTones(stream.telephoneEventPayloadType() >= 0));
        if (!stream.remoteRtp().getAddress().isAnyLocalAddress()) {
            media.connect(stream);
        }
    }

    /** Audio to our own loopback or link would be an attack by way of us, unless the caller is there himself. */
    private boolean mayReceive(PhoneStream stream) {
        InetSocketAddress rtp = stream.remoteRtp();
        InetAddress address = rtp.getAddress();
        return (!address.isLoopbackAddress() || source.isLoopbackAddress())
                && (!address.isLinkLocalAddress() || source.isLinkLocalAddress());
    }

    boolean held() {
        PhoneStream now = agreed;
        return now != null && !now.direction().receives();
    }

    /** The suite; empty for audio in the clear. */
    String encryption() {
        PhoneStream now = agreed;
        return now == null || now.srtp() == null ? "" : now.srtp().profile().name();
    }

    /** Whether keys come as events (RFC 4733). */
    boolean eventsAgreed() {
        PhoneStream now = agreed;
        return now != null && now.telephoneEventPayloadType() >= 0;
    }

    String codec() {
        PhoneStream now = agreed;
        return now == null ? "" : now.codec().name();
    }
}
