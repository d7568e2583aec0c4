package dev.partyline.webrtc.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class OffersAreUnderstood {
    @Test
    void chromiumsSixteenSections() throws OfferRefusedException {
        Offer offer = Offers.read(Offers.CHROMIUM);
        SlotMap slots = SlotMap.of(offer);
        assertEquals(16, offer.sections().size());
        assertEquals(OptionalInt.of(0), slots.microphone());
        assertEquals(OptionalInt.of(1), slots.camera());
        assertEquals(OptionalInt.of(2), slots.mixedBus());
        assertEquals(List.of(3, 4, 5, 6), slots.voices());
        assertEquals(List.of(7, 8, 9, 10, 11, 12, 13, 14, 15), slots.videos());
        assertFalse(slots.suggestsMixed());
        assertTrue(offer.extmapAllowMixed());
        assertTrue(offer.fingerprint().startsWith("sha-256 1E:25:66:"));
        OfferedSection microphone = offer.sections().getFirst();
        assertEquals(111, CodecChoice.opus(microphone).orElseThrow().payloadType());
        assertEquals(OptionalInt.of(1), microphone.extensionId(HeaderExtension.AUDIO_LEVEL));
        assertEquals(List.of(new SourceStream((int) 4280487883L, OptionalInt.empty())), microphone.sources());
        OfferedCodec vp8 = CodecChoice.vp8(offer.sections().get(1)).orElseThrow();
        assertEquals(96, vp8.payloadType());
        assertEquals(97, vp8.rtxPayloadType());
        assertTrue(vp8.feedback().contains("nack pli"));
        assertTrue(vp8.feedback().contains("nack"));
        OfferedCodec h264 = CodecChoice.h264(offer.sections().get(1)).orElseThrow();
        assertTrue(h264.parameters().contains("packetization-mode=1"));
        assertTrue(h264.parameters().contains("profile-level-id=42"));
    }

    @Test
    void aDataChannelInFrontIsNoSlot() throws OfferRefusedException {
        Offer offer = Offers.read(Offers.CHROMIUM_WITH_DATA_CHANNEL);
        int channel =
                offer.sections().stream().map(OfferedSection::kind).toList().indexOf(MediaKind.OTHER);
        assertTrue(channel >= 0);
        SlotMap slots = SlotMap.of(offer);
        assertEquals(9, slots.videos().size());
        assertEquals(4, slots.voices().size());
        assertFalse(slots.videos().contains(channel));
        OfferedSection camera = offer.sections().get(slots.camera().orElseThrow());
        assertTrue(camera.sources().getFirst().rtxSsrc().isPresent());
    }

    @Test
    void aRealFirefoxHasAllSlots() throws OfferRefusedException {
        Offer offer = Offers.read(Offers.FIREFOX_140);
        SlotMap slots = SlotMap.of(offer);
        assertEquals(OptionalInt.of(0), slots.microphone());
        assertEquals(OptionalInt.of(1), slots.camera());
        assertEquals(OptionalInt.of(2), slots.mixedBus());
        assertEquals(List.of(3, 4, 5, 6), slots.voices());
        assertEquals(List.of(7, 8), slots.videos());
        OfferedCodec vp8 = CodecChoice.vp8(offer.sections().get(7)).orElseThrow();
        assertEquals(120, vp8.payloadType());
        assertEquals(124, vp8.rtxPayloadType());
    }

    @Test
    void firefoxesForm() throws OfferRefusedException {
        Offer offer = Offers.read(Offers.FIREFOX);
        SlotMap slots = SlotMap.of(offer);
        assertEquals(OptionalInt.of(0), slots.microphone());
        assertEquals(OptionalInt.of(0), slots.mixedBus());
        assertTrue(slots.suggestsMixed());
        assertEquals(List.of(2), slots.videos());
        OfferedSection camera = offer.sections().get(1);
        assertEquals(
                List.of(new SourceStream((int) 3_000_000_001L, OptionalInt.of((int) 3_000_000_002L))),
                camera.sources());
        assertEquals(126, CodecChoice.h264(camera).orElseThrow().payloadType());
        assertEquals(127, CodecChoice.h264(camera).orElseThrow().rtxPayloadType());
        OfferedCodec wildcard = CodecChoice.vp8(offer.sections().get(2)).orElseThrow();
        assertEquals(List.of("nack", "nack pli"), wildcard.feedback());
        assertTrue(CodecChoice.interchangeable(
                wildcard,
                CodecChoice.vp8(Offers.read(Offers.CHROMIUM).sections().get(1)).orElseThrow()));
    }

    @Test
    void whipAndWhep() throws OfferRefusedException {
        SlotMap publisher = SlotMap.of(Offers.read(Offers.WHIP));
        assertTrue(publisher.mixedBus().isEmpty());
        assertEquals(OptionalInt.of(1), publisher.camera());
        Offer player = Offers.read(Offers.WHEP);
        assertTrue(SlotMap.of(player).suggestsMixed());
        assertTrue(SlotMap.of(player).microphone().isEmpty());
    }
}
