package dev.partyline.media.room;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.MixListener;
import dev.partyline.media.Sound;
import dev.partyline.media.codec.OpusDecoder;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A browser in virtual time: sends a tone or silence in Opus, and decodes what it is sent with one decoder. */
final class TestBrowser implements MixListener {
    static final int FRAME = 960;

    private static final int SENDING_RATE = 64_000;

    final BrowserAudio audio;
    final List<short[]> heard = new ArrayList<>();
    final List<byte[]> packets = new ArrayList<>();
    List<Integer> csrcs = List.of();
    int level = LevelMeter.SILENCE_DBOV;
    boolean broken;

    @Nullable
    RuntimeException throwing;

    private final OpusEncoder encoder = TestRoom.OPUS.encoder(SENDING_RATE, 5);
    private final OpusDecoder decoder = TestRoom.OPUS.decoder();
    private final RtpPacket packet = new RtpPacket();
    private final short[] frame = new short[FRAME];
    private @Nullable Tone tone;
    private boolean sending = true;
    private boolean tellsLevel = true;
    private long sequence = 100_000;

    TestBrowser(TestRoom room) {
        audio = room.rooms.openBrowser(TestRoom.LOBBY, this);
    }

    TestBrowser sends(double hertz, double dbov) {
        tone = new Tone(hertz, dbov, 48_000);
        return this;
    }

    TestBrowser sendsSilence() {
        tone = null;
        return this;
    }

    TestBrowser sendsNothing() {
        sending = false;
        return this;
    }

    void sendsAgain() {
        sending = true;
    }

    TestBrowser tellsNoLevel() {
        tellsLevel = false;
        return this;
    }

    void tick(long nowNanos) {
        sequence++;
        if (!sending) {
            return;
        }
        if (tone != null) {
            tone.fill(frame);
        } else {
            Arrays.fill(frame, (short) 0);
        }
        byte[] opus = new byte[OpusFrames.MAX_PACKET_BYTES];
        int length = encoder.encode(frame, opus);
        ByteBuffer out = ByteBuffer.allocate(12 + length);
        out.put((byte) 0x80)
                .put((byte) 111)
                .putShort((short) sequence)
                .putInt((int) (sequence * FRAME))
                .putInt(0x4321)
                .put(opus, 0, length)
                .flip();
        if (!packet.parse(out)) {
            throw new AssertionError("no RTP");
        }
        audio.receive(packet, sequence, tellsLevel ? LevelMeter.levelDbov(frame) : 1, nowNanos);
    }

    @Override
    public void mixed(byte[] opus, int length, int[] contributors, int count, int levelDbov) {
        if (throwing != null) {
            throw throwing;
        }
        short[] samples = new short[OpusFrames.MAX_SAMPLES];
        if (decoder.decode(opus, length, samples) != FRAME) {
            throw new AssertionError("no packet of 20 ms");
        }
        heard.add(Arrays.copyOf(samples, FRAME));
        packets.add(Arrays.copyOf(opus, length));
        csrcs = Arrays.stream(contributors, 0, count).boxed().toList();
        level = levelDbov;
    }

    @Override
    public void broken() {
        broken = true;
    }

    /** The samples heard last: so many milliseconds. */
    short[] heard(int millis) {
        int frames = millis / 20;
        if (heard.size() < frames) {
            throw new AssertionError("only " + 20 * heard.size() + " ms were sent");
        }
        short[] samples = new short[frames * FRAME];
        for (int i = 0; i < frames; i++) {
            System.arraycopy(heard.get(heard.size() - frames + i), 0, samples, i * FRAME, FRAME);
        }
        return samples;
    }

    /** What the room's encoder alone leaves of tones, measured as {@link #hears} does. */
    static double afterOpus(double hertz, double dbov) {
        Tone tone = new Tone(hertz, dbov, 48_000);
        short[] samples = new short[OpusFrames.MAX_SAMPLES];
        short[] heard = new short[40 * FRAME];
        byte[] opus = new byte[OpusFrames.MAX_PACKET_BYTES];
        try (OpusEncoder sends = TestRoom.OPUS.encoder(SENDING_RATE, 5);
                OpusDecoder receives = TestRoom.OPUS.decoder();
                OpusEncoder encodes = TestRoom.OPUS.encoder(48_000, 5);
                OpusDecoder hears = TestRoom.OPUS.decoder()) {
            short[] frame = new short[FRAME];
            for (int i = 0; i < 100; i++) {
                tone.fill(frame);
                receives.decode(opus, sends.encode(frame, opus), samples);
                hears.decode(opus, encodes.encode(samples, opus), samples);
                System.arraycopy(samples, 0, heard, i % 40 * FRAME, FRAME);
            }
        }
        return Sound.toneDbov(heard, 0, heard.length, hertz, 48_000);
    }

    /** Level of one frequency in the last 800 ms, in dBov. */
    double hears(double hertz) {
        short[] samples = heard(800);
        return Sound.toneDbov(samples, 0, samples.length, hertz, 48_000);
    }
}
