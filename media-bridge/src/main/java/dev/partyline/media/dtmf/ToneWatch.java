package dev.partyline.media.dtmf;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.rtp.RtpPacket;

/**
 * Looks for keys in a phone's audio as it comes, before it waits to be played: so most of a tone can be kept from being
 * heard. Packets are put in order by their timestamps; one that comes late is not waited for, and up to
 * {@value #BRIDGED_SAMPLES} samples that are missing divide no press.
 */
public final class ToneWatch {
    private static final int MOST_SAMPLES = 960;
    private static final int BRIDGED_SAMPLES = 320;
    // A timestamp that leaps by more is another clock.
    private static final int SAME_CLOCK_SAMPLES = 8000;
    private static final long SILENT_NANOS = 100_000_000L;

    private final ToneDetector detector = new ToneDetector();
    private final short[] decoded = new short[MOST_SAMPLES];
    private int used;
    private int count;
    private boolean any;
    private int next;
    private long heardNanos;

    /** Takes a packet of G.711; then {@link #nextKey} has what is in it. */
    public void hear(Codec codec, RtpPacket packet, long nowNanos) {
        used = 0;
        count = 0;
        int length = packet.payloadLength();
        int ahead = packet.timestamp() - next;
        if (length > MOST_SAMPLES || (any && ahead < 0 && ahead > -SAME_CLOCK_SAMPLES)) {
            return;
        }
        if (!any || ahead < 0 || ahead > BRIDGED_SAMPLES) {
            detector.reset();
        } else if (ahead > 0) {
            detector.skip();
        }
        G711.decode(codec, packet.buffer(), packet.payloadOffset(), length, decoded);
        count = length;
        any = true;
        next = packet.timestamp() + length;
        heardNanos = nowNanos;
    }

    /** The next key of the packet heard last, {@code 0-9 * # A-D}; -1 where there is no other. */
    public int nextKey() {
        int key = -1;
        while (key < 0 && used < count) {
            used += detector.take(decoded, used, count - used);
            key = detector.key();
        }
        return key;
    }

    /** Whether the audio that came last is a key's tone. */
    public boolean sounding(long nowNanos) {
        return any && nowNanos - heardNanos < SILENT_NANOS && detector.sounding();
    }

    /** Another source begins. */
    public void reset() {
        any = false;
        detector.reset();
    }
}
