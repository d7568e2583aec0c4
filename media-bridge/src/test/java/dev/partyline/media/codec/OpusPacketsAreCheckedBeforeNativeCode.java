package dev.partyline.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpusPacketsAreCheckedBeforeNativeCode {
    @ParameterizedTest
    @CsvSource({
        "78, 960", // CELT fullband 20 ms, one empty frame
        "7801, 960",
        "18AABB, 2880", // SILK 60 ms
        "1901, -1", // half a byte each
        "190102, 5760", // two of them
        "60, 480", // hybrid 10 ms
        "68, 960",
        "79AABBCC, -1", // two frames of unequal size
        "7A01AABB, 1920",
        "7A03AABB, -1", // the first frame is longer than the packet
        "7AFC, -1",
        "7A, -1",
        "7B, -1", // no count
        "7B00AA, -1", // no frames
        "7B03AABBCC, 2880",
        "7B03AABB, -1",
        "7B07AABBCCDDEEFF00, -1", // 140 ms
        "7B8201AABB, 1920",
        "7B8205AABB, -1",
        "7B4101AA00, 960", // one byte of padding
        "7B41FF, -1",
        "7B4109AA, -1",
        "1B03AABBCC, -1" // 180 ms
    })
    void durationOrRefusal(String hex, int samples) {
        byte[] packet = HexFormat.of().parseHex(hex);
        assertEquals(samples, OpusFrames.samples(packet, packet.length));
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertEquals(-1, OpusFrames.samples(new byte[0], 0));
        assertEquals(-1, OpusFrames.samples(new byte[3], 4));
        byte[] longest = new byte[1 + OpusFrames.MAX_FRAME_BYTES + 1];
        longest[0] = 0x78;
        assertEquals(960, OpusFrames.samples(longest, longest.length - 1));
        assertEquals(-1, OpusFrames.samples(longest, longest.length));
    }
}
