package dev.partyline.media.playout;

import org.jspecify.annotations.Nullable;

/**
 * Packets that wait for their turn to be decoded; at most {@value #MOST}, in room that was made once. Of a calm stream
 * hardly one waits, and nothing else is looked at.
 */
final class WaitingPackets {
    static final int MOST = 64;
    static final int LONGEST = 1500;

    static final class Packet {
        byte[] bytes = new byte[LONGEST];
        int length;
        int samples;
        long at;
        long sequence;
        boolean silent;

        /** The place behind its last sample. */
        long end() {
            return at + samples;
        }

        /** Takes another one's content, which gets the room of this one. */
        void exchange(Packet other) {
            byte[] room = bytes;
            bytes = other.bytes;
            other.bytes = room;
            length = other.length;
            samples = other.samples;
            sequence = other.sequence;
        }
    }

    /** The first of them wait, in no order; the others are room. */
    private final Packet[] packets = new Packet[MOST];

    private int waiting;

    WaitingPackets() {
        for (int i = 0; i < MOST; i++) {
            packets[i] = new Packet();
        }
    }

    /** Room for one more, or null. */
    @Nullable
    Packet free() {
        return waiting < MOST ? packets[waiting] : null;
    }

    /** What was put into the room that {@link #free} gave waits for its turn at this place. */
    void add(Packet packet, long at) {
        int index = waiting;
        // All may have been let go of since.
        while (packets[index] != packet) {
            index++;
        }
        swap(index, waiting);
        waiting++;
        packet.at = at;
    }

    /** The packet that holds the sample at this place. */
    @Nullable
    Packet holding(long place) {
        for (int i = 0; i < waiting; i++) {
            if (packets[i].at <= place && place < packets[i].end()) {
                return packets[i];
            }
        }
        return null;
    }

    /** The first packet that begins at this place or behind it. */
    @Nullable
    Packet after(long place) {
        Packet first = null;
        for (int i = 0; i < waiting; i++) {
            if (packets[i].at >= place && (first == null || packets[i].at < first.at)) {
                first = packets[i];
            }
        }
        return first;
    }

    /** Its turn is over. */
    void done(Packet packet) {
        for (int i = 0; i < waiting; i++) {
            if (packets[i] == packet) {
                letGo(i);
                return;
            }
        }
    }

    /** Lets go of those whose turn is over. */
    void discardBefore(long place) {
        for (int i = waiting - 1; i >= 0; i--) {
            if (packets[i].end() <= place) {
                letGo(i);
            }
        }
    }

    private void letGo(int index) {
        waiting--;
        swap(index, waiting);
    }

    private void swap(int one, int other) {
        Packet packet = packets[one];
        packets[one] = packets[other];
        packets[other] = packet;
    }

    void clear() {
        waiting = 0;
    }
}
