package dev.partyline.sip.call;

import dev.partyline.media.DigitWay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Counts a press that comes several ways once. Each press told takes one echo of the same key by each other way,
 * within {@value #WINDOW_NANOS} ns of it; a second press by the same way is no echo, however fast the finger.
 */
final class DigitOnce {
    static final long WINDOW_NANOS = 1_000_000_000L;
    // A message of a key that was held for long is sent at its end.
    private static final long REMEMBERED_NANOS = 12_000_000_000L;
    private static final int MOST_REMEMBERED = 64;

    private static final class Told {
        private final char digit;
        private final long atNanos;
        private int ways;

        Told(char digit, DigitWay way, long atNanos) {
            this.digit = digit;
            this.atNanos = atNanos;
            ways = bit(way);
        }
    }

    private final Deque<Told> told = new ArrayDeque<>();

    /**
     * @param beganNanos when the key was pressed, as far as that is known
     * @return whether it is to be told
     */
    boolean isNew(char digit, DigitWay way, long beganNanos, long nowNanos) {
        told.removeIf(press -> nowNanos - press.atNanos > REMEMBERED_NANOS);
        for (Iterator<Told> presses = told.iterator(); presses.hasNext(); ) {
            Told press = presses.next();
            boolean near = Math.abs(beganNanos - press.atNanos) <= WINDOW_NANOS;
            if (press.digit == digit && near && (press.ways & bit(way)) == 0) {
                press.ways |= bit(way);
                return false;
            }
        }
        if (told.size() == MOST_REMEMBERED) {
            told.removeFirst();
        }
        told.addLast(new Told(digit, way, beganNanos));
        return true;
    }

    // An ordinal is a bit of this run, never stored.
    @SuppressWarnings("EnumOrdinal")
    private static int bit(DigitWay way) {
        return 1 << way.ordinal();
    }
}
