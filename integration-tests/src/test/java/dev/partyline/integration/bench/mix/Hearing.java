package dev.partyline.integration.bench.mix;

import java.util.Arrays;
import java.util.List;

/** Who was heard by whom, and how much later: found out from the records, when the swarm is at rest. */
final class Hearing {
    /** A tone counts as heard from -6 dB of what was sent, and as unheard below -20 dB. */
    private static final double LEAST_HEARD = TalkerSound.SOFT_AMPLITUDE * 0.5;

    private static final double MOST_UNHEARD = TalkerSound.SOFT_AMPLITUDE * 0.1;
    private static final long SAMPLE_NANOS = 1_000_000_000L / TalkerSound.SAMPLE_RATE_HZ;
    private static final int WINDOWS = 4;
    private static final int WINDOW_PACKETS = TalkerSound.WINDOW_SAMPLES / TalkerSound.SAMPLES_A_PACKET;

    private final Scenario scenario;
    private final List<SwarmPhone> phones;

    final Samples delaysNanos = new Samples(1 << 20);
    private long missingPackets;
    private long unheard;
    private long heardWrongly;

    Hearing(Scenario scenario, List<SwarmPhone> phones) {
        this.scenario = scenario;
        this.phones = phones;
        for (int phone = 0; phone < phones.size(); phone++) {
            PhoneRecord record = phones.get(phone).heard;
            if (record != null) {
                missingPackets += record.missing();
                findOnsets(phone, record);
                findTones(phone, record);
            }
        }
    }

    long missingPackets() {
        return missingPackets;
    }

    /** Pairs of a listener and a talker of his room whom he did not hear. */
    long unheard() {
        return unheard;
    }

    /** Pairs of a listener and somebody whom he should not hear: himself, or who talks in another room. */
    long heardWrongly() {
        return heardWrongly;
    }

    private void findOnsets(int listener, PhoneRecord record) {
        OnsetDetector detector = new OnsetDetector();
        byte[] payload = new byte[TalkerSound.SAMPLES_A_PACKET];
        for (int packet = 0; packet < record.size(); packet++) {
            record.payload(packet, payload);
            int at = detector.onset(payload);
            if (at >= 0) {
                long receivedNanos = record.receivedNanos(packet) + at * SAMPLE_NANOS;
                long sentNanos = lastOnset(listener, receivedNanos);
                if (sentNanos != Long.MIN_VALUE) {
                    delaysNanos.add(receivedNanos - sentNanos);
                }
            }
        }
    }

    /** A room's bursts do not overlap, so what is heard began with the talker who began last. */
    private long lastOnset(int listener, long beforeNanos) {
        int first = scenario.roomOf(listener) * scenario.phonesARoom();
        long last = Long.MIN_VALUE;
        for (int talker = first; talker < first + scenario.talkersARoom(); talker++) {
            if (talker != listener) {
                last = Math.max(last, phones.get(talker).onsetsSentNanos.latestBefore(beforeNanos));
            }
        }
        return last;
    }

    /**
     * In several windows, for some may hold a moment at which the playout was stretched, which smears a tone over its
     * neighbours: who should be heard is in one of them at least, and who should not be is heard where he is in all but one.
     */
    private void findTones(int listener, PhoneRecord record) {
        short[][] windows = new short[WINDOWS][];
        for (int i = 0; i < WINDOWS; i++) {
            windows[i] = quietestWindow(record, record.size() * i / WINDOWS, record.size() * (i + 1) / WINDOWS);
        }
        int himself = scenario.talkerOf(listener);
        double[] amplitudes = new double[WINDOWS];
        for (int talker = 0; talker < scenario.talkers(); talker++) {
            for (int i = 0; i < WINDOWS; i++) {
                amplitudes[i] = amplitude(windows[i], TalkerSound.hertz(talker));
            }
            Arrays.sort(amplitudes);
            if (talker != himself && scenario.sameRoom(listener, talker)) {
                unheard += amplitudes[WINDOWS - 1] < LEAST_HEARD ? 1 : 0;
            } else {
                heardWrongly += amplitudes[1] > MOST_UNHEARD ? 1 : 0;
            }
        }
    }

    /** Where nobody's burst is; silence where nothing came. */
    private static short[] quietestWindow(PhoneRecord record, int from, int to) {
        short[] quietest = new short[TalkerSound.WINDOW_SAMPLES];
        double least = Double.MAX_VALUE;
        for (int first = from; first + WINDOW_PACKETS <= to; first++) {
            short[] window = window(record, first);
            double energy = 0;
            for (short sample : window) {
                energy += (double) sample * sample;
            }
            if (energy < least) {
                least = energy;
                quietest = window;
            }
        }
        return quietest;
    }

    private static short[] window(PhoneRecord record, int first) {
        short[] window = new short[TalkerSound.WINDOW_SAMPLES];
        byte[] payload = new byte[TalkerSound.SAMPLES_A_PACKET];
        for (int packet = 0; packet < WINDOW_PACKETS; packet++) {
            record.payload(first + packet, payload);
            for (int i = 0; i < payload.length; i++) {
                window[packet * payload.length + i] = TalkerSound.linear(payload[i]);
            }
        }
        return window;
    }

    /** By Goertzel's filter, with Hann's window: a tone that lies 10 Hz away is not in it. */
    private static double amplitude(short[] window, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / TalkerSound.SAMPLE_RATE_HZ);
        double before = 0;
        double last = 0;
        for (int i = 0; i < window.length; i++) {
            double weight = 1 - Math.cos(2 * Math.PI * i / window.length);
            double now = window[i] * weight + coefficient * last - before;
            before = last;
            last = now;
        }
        double power = last * last + before * before - coefficient * last * before;
        return 2 * Math.sqrt(Math.max(0, power)) / window.length;
    }
}
