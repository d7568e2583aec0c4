package dev.partyline.webrtc.peer;

import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.sdp.AnsweredSection;
import dev.partyline.webrtc.sdp.CodecChoice;
import dev.partyline.webrtc.sdp.Direction;
import dev.partyline.webrtc.sdp.HeaderExtension;
import dev.partyline.webrtc.sdp.MediaKind;
import dev.partyline.webrtc.sdp.Offer;
import dev.partyline.webrtc.sdp.OfferedCodec;
import dev.partyline.webrtc.sdp.OfferedSection;
import dev.partyline.webrtc.sdp.SentStream;
import dev.partyline.webrtc.sdp.SlotMap;
import dev.partyline.webrtc.sfu.Agreement;
import dev.partyline.webrtc.sfu.Codec;
import dev.partyline.webrtc.sfu.Format;
import dev.partyline.webrtc.sfu.Slot;
import dev.partyline.webrtc.sfu.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the sections of one PeerConnection's offers. Their roles and our SSRCs are settled by the first; a
 * later offer has the same sections, and switches them on or off. A receive slot that is one too many, and what nobody
 * here speaks, is refused.
 */
final class Negotiation {
    /** What one offer has led to. */
    record Outcome(List<AnsweredSection> sections, Agreement agreement) {}

    private static final int MOST_SECTIONS = 64;

    private final List<OfferedSection> first;
    private final SlotMap roles;
    private final String cname;
    private final int[] ssrcs;

    Negotiation(Offer offer, RandomGenerator random) throws OfferRefusedException {
        first = offer.sections();
        if (first.size() > MOST_SECTIONS) {
            throw new OfferRefusedException("an offer has at most " + MOST_SECTIONS + " sections");
        }
        roles = SlotMap.of(offer);
        // RFC 7022 section 4.2: random, so that it tells nothing.
        cname = Long.toUnsignedString(random.nextLong(), 36);
        ssrcs = random.ints(2L * first.size()).toArray();
    }

    /** Whether only the mix can be heard. */
    boolean mixedOnly() {
        return roles.suggestsMixed();
    }

    Outcome answer(Offer offer) throws OfferRefusedException {
        checkSame(offer.sections());
        SlotMap now = SlotMap.of(offer);
        OptionalInt microphone = roles.microphone().isPresent() ? roles.microphone() : now.microphone();
        OptionalInt camera = roles.camera().isPresent() ? roles.camera() : now.camera();
        List<Integer> slots = new ArrayList<>();
        roles.mixedBus().ifPresent(slots::add);
        List<Integer> voices = most(roles.voices(), Agreement.MOST_VOICES);
        List<Integer> videos = most(roles.videos(), Agreement.MOST_VIDEOS);
        slots.addAll(voices);
        slots.addAll(videos);
        List<AnsweredSection> answered = new ArrayList<>();
        for (int i = 0; i < offer.sections().size(); i++) {
            boolean fromBrowser = isAt(microphone, i) || isAt(camera, i);
            answered.add(
                    answer(offer.sections().get(i), i, fromBrowser, slots.contains(i), streamId(i, voices, videos)));
        }
        Agreement agreement = new Agreement(
                track(offer, microphone),
                track(offer, camera),
                roles.mixedBus().isPresent() ? slot(offer, roles.mixedBus().getAsInt()) : null,
                voices.stream().map(index -> slot(offer, index)).toList(),
                videos.stream().map(index -> slot(offer, index)).toList(),
                cname);
        return new Outcome(answered, agreement);
    }

    private void checkSame(List<OfferedSection> sections) throws OfferRefusedException {
        if (sections.size() != first.size()) {
            throw new OfferRefusedException("a later offer has the same sections as the first");
        }
        for (int i = 0; i < sections.size(); i++) {
            OfferedSection before = first.get(i);
            OfferedSection now = sections.get(i);
            if (before.kind() != now.kind() || (now.open() && !before.mid().equals(now.mid()))) {
                throw new OfferRefusedException("section " + i + " of a later offer is another one than before");
            }
        }
    }

    private AnsweredSection answer(
            OfferedSection section, int index, boolean fromBrowser, boolean toBrowser, String streamId) {
        List<OfferedCodec> codecs = section.usable() ? CodecChoice.forwardable(section) : List.of();
        if (codecs.isEmpty() || !(fromBrowser || toBrowser)) {
            return new AnsweredSection.Refused();
        }
        boolean sends = toBrowser && section.direction().receives();
        boolean receives = fromBrowser && section.direction().sends();
        List<HeaderExtension> extensions = section.extensions().stream()
                .filter(extension -> extension.id() == audioLevelId(section))
                .toList();
        boolean repairs = codecs.stream().anyMatch(codec -> codec.rtxPayloadType() != OfferedCodec.NO_RTX);
        OptionalInt rtxSsrc = repairs ? OptionalInt.of(ssrcs[2 * index + 1]) : OptionalInt.empty();
        Optional<SentStream> sent = sends
                ? Optional.of(new SentStream(ssrcs[2 * index], rtxSsrc, cname, streamId, "track" + index))
                : Optional.empty();
        return new AnsweredSection.Accepted(codecs, Direction.of(sends, receives), extensions, sent);
    }

    /** Voice and video of one number play in step, so they are in one stream (RFC 8830). */
    private static String streamId(int index, List<Integer> voices, List<Integer> videos) {
        int slot = Math.max(voices.indexOf(index), videos.indexOf(index));
        return slot < 0 ? "mixed" : "slot" + slot;
    }

    private static @Nullable Track track(Offer offer, OptionalInt index) {
        if (index.isEmpty()) {
            return null;
        }
        OfferedSection section = offer.sections().get(index.getAsInt());
        List<Format> formats = section.direction().sends() ? formats(section) : List.of();
        return formats.isEmpty() ? null : new Track(formats, audioLevelId(section));
    }

    private Slot slot(Offer offer, int index) {
        OfferedSection section = offer.sections().get(index);
        List<Format> formats = section.direction().receives() ? formats(section) : List.of();
        return new Slot(formats, ssrcs[2 * index], ssrcs[2 * index + 1], audioLevelId(section));
    }

    private static List<Format> formats(OfferedSection section) {
        return section.usable()
                ? CodecChoice.forwardable(section).stream()
                        .map(Negotiation::format)
                        .toList()
                : List.of();
    }

    private static Format format(OfferedCodec codec) {
        int rtx = codec.rtxPayloadType() == OfferedCodec.NO_RTX ? Format.NO_RTX : codec.rtxPayloadType();
        Codec known = codec.name().equalsIgnoreCase("opus")
                ? Codec.OPUS
                : codec.name().equalsIgnoreCase("VP8") ? Codec.VP8 : Codec.H264;
        return new Format(known, codec.payloadType(), rtx);
    }

    private static int audioLevelId(OfferedSection section) {
        return section.kind() == MediaKind.AUDIO
                ? section.extensionId(HeaderExtension.AUDIO_LEVEL).orElse(0)
                : 0;
    }

    private static List<Integer> most(List<Integer> indices, int most) {
        return indices.subList(0, Math.min(indices.size(), most));
    }

    private static boolean isAt(OptionalInt role, int index) {
        return role.isPresent() && role.getAsInt() == index;
    }
}
