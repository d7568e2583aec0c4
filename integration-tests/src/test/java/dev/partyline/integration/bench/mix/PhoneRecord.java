package dev.partyline.integration.bench.mix;

/** What one phone received, packet by packet with its moment, kept for whoever looks into it when all is over. */
final class PhoneRecord {
    private static final int RTP_HEADER = 12;

    private final long[] receivedNanos;
    private final short[] sequences;
    private final byte[] payloads;
    private int size;

    PhoneRecord(int maxPackets) {
        receivedNanos = new long[maxPackets];
        sequences = new short[maxPackets];
        payloads = new byte[maxPackets * TalkerSound.SAMPLES_A_PACKET];
    }

    /** RTP with 20 ms of PCMU; anything else, and what comes when it is full, is not kept. */
    void add(byte[] datagram, int length, long nowNanos) {
        if (size == receivedNanos.length || length != RTP_HEADER + TalkerSound.SAMPLES_A_PACKET) {
            return;
        }
        receivedNanos[size] = nowNanos;
        sequences[size] = (short) (((datagram[2] & 0xff) << 8) | (datagram[3] & 0xff));
        System.arraycopy(
                datagram, RTP_HEADER, payloads, size * TalkerSound.SAMPLES_A_PACKET, TalkerSound.SAMPLES_A_PACKET);
        size++;
    }

    int size() {
        return size;
    }

    long receivedNanos(int packet) {
        return receivedNanos[packet];
    }

    void payload(int packet, byte[] into) {
        System.arraycopy(payloads, packet * TalkerSound.SAMPLES_A_PACKET, into, 0, TalkerSound.SAMPLES_A_PACKET);
    }

    /** Packets that never came, by their sequence numbers. */
    long missing() {
        long missing = 0;
        for (int i = 1; i < size; i++) {
            int step = (sequences[i] - sequences[i - 1]) & 0xffff;
            // What came late is missing nowhere.
            missing += step > 0 && step < 0x8000 ? step - 1 : 0;
        }
        return missing;
    }
}
