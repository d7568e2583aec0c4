package dev.partyline.webrtc.ice;

import java.util.concurrent.atomic.AtomicLongArray;

/** What the agents of one loop have refused so far. The loop alone writes; anybody may read. */
// An ordinal is an index of this run, never stored or sent.
@SuppressWarnings("EnumOrdinal")
public final class CheckRefusals {
    private final AtomicLongArray counts = new AtomicLongArray(CheckRefusal.count());

    void count(CheckRefusal reason) {
        int index = reason.ordinal();
        counts.setOpaque(index, counts.getPlain(index) + 1);
    }

    public long value(CheckRefusal reason) {
        return counts.getOpaque(reason.ordinal());
    }
}
