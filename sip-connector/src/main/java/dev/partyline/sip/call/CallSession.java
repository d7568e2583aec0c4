package dev.partyline.sip.call;

import dev.partyline.media.PhoneMedia;
import dev.partyline.media.PhoneStream;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.sdp.LocalAudio;
import dev.partyline.sip.sdp.OfferAnswer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A call's media session: what was described and agreed last. An offer that fails leaves it as it was (RFC 3264 8). */
final class CallSession {
    /** What became of an offer. */
    sealed interface Answer {}

    record Described(String sdp) implements Answer {}

    record Refusal(OfferAnswer.Refused.Reason reason, String detail) implements Answer {}

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
                yield new Described(answered.sdp());
            }
        };
    }

    /** Our own offer; the same again while nothing changes. */
    String offer() {
        String offer = OfferAnswer.offer(local);
        if (!described.isEmpty() && !offer.equals(described)) {
            offer = OfferAnswer.offer(local.next());
        }
        describe(offer);
        return offer;
    }

    /** Takes the answer to our offer; null where it could be used. */
    @Nullable
    Refusal accept(String answer) {
        return switch (OfferAnswer.accept(answer, agreed)) {
            case OfferAnswer.Refused refused -> new Refusal(refused.reason(), refused.detail());
            case OfferAnswer.Agreed found -> {
                if (!mayReceive(found.stream())) {
                    yield new Refusal(OfferAnswer.Refused.Reason.MALFORMED, "an address that no phone has here");
                }
                connect(found.stream());
                yield null;
            }
        };
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

    String codec() {
        PhoneStream now = agreed;
        return now == null ? "" : now.codec().name();
    }
}
