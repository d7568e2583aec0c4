package dev.partyline.integration.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a phone received, and puts it in order by RTP timestamps when asked. */
final class Ear {
    /** A packet, decoded; only ever looked up, never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Heard(long arrivedNanos, int ssrc, int timestamp, short[] samples) {}

    private static final Duration UNDER_WAY = Duration.ofMillis(300);
    private static final int KEPT_PACKETS = 50 * 60 * 10;

    private final List<Heard> packets = new ArrayList<>();

    synchronized void hear(long arrivedNanos, int ssrc, int timestamp, short[] samples) {
        if (packets.size() < KEPT_PACKETS) {
            packets.add(new Heard(arrivedNanos, ssrc, timestamp, samples));
        }
    }

    synchronized int packets() {
        return packets.size();
    }

    synchronized int packetsSince(long nanos) {
        return (int) packets.stream()
                .filter(packet -> packet.arrivedNanos() - nanos >= 0)
                .count();
    }

    /**
     * So much of what came, up to a moment ago: what is under way to a thread that waits for a processor is no gap. A
     * packet that is missing is silence, and so is time without any packet.
     */
    Recording last(Duration duration) {
        return since(System.nanoTime() - duration.plus(UNDER_WAY).toNanos(), duration);
    }

    private synchronized Recording since(long fromNanos, Duration duration) {
        short[] samples = new short[(int) (duration.toMillis() * Sound.RATE / 1000)];
        Heard base = null;
        int basePosition = 0;
        for (Heard packet : packets) {
            long after = packet.arrivedNanos() - fromNanos;
            if (after < 0) {
                continue;
            }
            int byArrival = (int) (after * Sound.RATE / 1_000_000_000L);
            int position = base == null ? byArrival : basePosition + (packet.timestamp() - base.timestamp());
            if (base == null || packet.ssrc() != base.ssrc() || Math.abs(position - byArrival) > Sound.RATE / 2) {
                base = packet;
                basePosition = byArrival;
                position = byArrival;
            }
            for (int i = 0; i < packet.samples().length; i++) {
                if (position + i >= 0 && position + i < samples.length) {
                    samples[position + i] = packet.samples()[i];
                }
            }
        }
        return new Recording(samples, Sound.RATE);
    }
}
