package dev.partyline.media.playout;

import org.jspecify.annotations.Nullable;

/** Packets that wait for their turn to be decoded; at most {@value #MOST}, in room that was made once. */
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
        private boolean waiting;

        void waitAt(long at) {
            this.at = at;
            waiting = true;
        }

        void done() {
            waiting = false;
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

    private final Packet[] packets = new Packet[MOST];

    WaitingPackets() {
        for (int i = 0; i < MOST; i++) {
            packets[i] = new Packet();
        }
    }

    /** Room for one more, or null. */
    @Nullable
    Packet free() {
        for (Packet packet : packets) {
            if (!packet.waiting) {
                return packet;
            }
        }
        return null;
    }

    /** The packet that holds the sample at this place. */
    @Nullable
    Packet holding(long place) {
        for (Packet packet : packets) {
            if (packet.waiting && packet.at <= place && place < packet.at + packet.samples) {
                return packet;
            }
        }
        return null;
    }

    /** The first packet that begins at this place or behind it. */
    @Nullable
    Packet after(long place) {
        Packet first = null;
        for (Packet packet : packets) {
            if (packet.waiting && packet.at >= place && (first == null || packet.at < first.at)) {
                first = packet;
            }
        }
        return first;
    }

    /** Lets go of those whose turn is over. */
    void discardBefore(long place) {
        for (Packet packet : packets) {
            if (packet.at + packet.samples <= place) {
                packet.waiting = false;
            }
        }
    }

    void clear() {
        for (Packet packet : packets) {
            packet.waiting = false;
        }
    }
}
