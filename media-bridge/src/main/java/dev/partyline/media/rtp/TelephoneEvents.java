package dev.partyline.media.rtp;

/**
 * Keys out of RFC 4733 packets, each press once.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     event     |E|R| volume    |          duration             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * A press is known by its timestamp and told with the first packet that carries it, whichever of them that is: a
 * start without marker, an update, or an end. Nothing waits for an end, which may be lost: the next press, audio that
 * goes on, or {@link #deadlineNanos} ends it too. Volume says nothing about keys and is not read.
 */
public final class TelephoneEvents {
    /** Bytes of one event, the least that a payload has. */
    public static final int EVENT_BYTES = 4;

    private static final String KEYS = "0123456789*#ABCD";
    private static final int USUAL_CLOCK_RATE = 8000;
    // A finger presses one, but RFC 4733 section 2.5.1.5 lets a sender tell of several at once.
    private static final int MOST_EVENTS = 8;
    // After so long, or from so far, a lower timestamp is a new clock and no reordering.
    private static final long REORDER_NANOS = 2_000_000_000L;
    private static final int REORDER_MILLIS = 2_000;
    private static final int LONGEST_SEGMENT = 0xffff;
    // A segment may be cut one packet of 60 ms before its duration is full.
    private static final int SEGMENT_SLACK_MILLIS = 60;
    // Updates come every 50 ms or less (RFC 4733 section 2.5.1.2), and one of them may be lost.
    private static final long SILENT_NANOS = 120_000_000L;
    // An end comes three times, and the tone that a gateway leaks ends with it.
    private static final long ENDED_NANOS = 40_000_000L;
    private static final int RESUMED_MILLIS = 60;
    private static final int RELATED_MILLIS = 5_000;
    private static final int PACKET_SLACK_MILLIS = 20;

    private int unitsAMilli = USUAL_CLOCK_RATE / 1000;

    private final char[] told = new char[MOST_EVENTS];
    private int tellable;
    private int next;

    private boolean any;
    private int timestamp;
    /** From the first to the last event of the packet accepted last: the first one may come again. */
    private int spanUnits;

    private int event;
    private int duration;
    private boolean ended;
    private long heardNanos;
    private long deadlineNanos;

    /**
     * Takes a packet of at least {@value #EVENT_BYTES} bytes.
     *
     * @return the key, {@code 0-9 * # A-D}, or -1 where the packet tells nothing new; {@link #another} has further ones
     */
    public int accept(RtpPacket packet, long nowNanos) {
        tellable = 0;
        next = 0;
        int at = packet.payloadOffset();
        int end = at + Math.min(packet.payloadLength(), MOST_EVENTS * EVENT_BYTES);
        int began = packet.timestamp();
        boolean marker = packet.marker();
        for (; at + EVENT_BYTES <= end; at += EVENT_BYTES) {
            int code = packet.buffer().get(at) & 0xff;
            boolean over = packet.buffer().get(at + 1) < 0;
            int lasted = packet.buffer().getShort(at + 2) & 0xffff;
            // An event after the first one follows one that has ended; without a duration it is but padding.
            if (at > packet.payloadOffset() && lasted == 0) {
                break;
            }
            if (code < KEYS.length() && isNew(began, code, lasted, over, marker, nowNanos)) {
                told[tellable++] = KEYS.charAt(code);
            }
            if (!over) {
                break;
            }
            began += lasted;
            marker = true;
        }
        spanUnits = Math.max(0, timestamp - packet.timestamp());
        return another();
    }

    /** The next key of the packet accepted last, or -1. */
    public int another() {
        return next < tellable ? told[next++] : -1;
    }

    private boolean isNew(int began, int code, int lasted, boolean over, boolean marker, long nowNanos) {
        int ahead = began - timestamp;
        boolean recent = any && nowNanos - heardNanos < REORDER_NANOS;
        if (recent && ahead < 0 && ahead > -REORDER_MILLIS * unitsAMilli - spanUnits) {
            return false;
        }
        boolean goesOn = any && code == event && (ahead == 0 || (!marker && (moved(ahead, lasted) || segment(ahead))));
        if (goesOn) {
            // Long presses wrap their duration, where they are not cut in segments.
            boolean wrapped = ahead == 0 && lasted + LONGEST_SEGMENT / 2 < (duration & LONGEST_SEGMENT);
            int turns = ahead == 0 ? (duration & ~LONGEST_SEGMENT) + (wrapped ? LONGEST_SEGMENT + 1 : 0) : 0;
            duration = ahead == 0 ? Math.max(duration, turns + lasted) : lasted;
            ended |= over;
        } else {
            any = true;
            event = code;
            duration = lasted;
            ended = over;
        }
        timestamp = began;
        heardNanos = nowNanos;
        deadlineNanos = nowNanos + (ended ? ENDED_NANOS : SILENT_NANOS);
        return !goesOn;
    }

    /**
     * A timestamp is the press's beginning, but there are senders that move it with each packet. Two presses can't
     * overlap; and while one goes on, its duration grows by as much as such a timestamp moves.
     */
    private boolean moved(int ahead, int lasted) {
        return ahead > 0
                && (ahead < duration
                        || (!ended
                                && lasted > duration
                                && ahead <= lasted - duration + PACKET_SLACK_MILLIS * unitsAMilli));
    }

    /** RFC 4733 section 2.5.1.3: a key held longer than the duration can say goes on in a new segment. */
    private boolean segment(int ahead) {
        return !ended && ahead <= LONGEST_SEGMENT && ahead >= LONGEST_SEGMENT - SEGMENT_SLACK_MILLIS * unitsAMilli;
    }

    /** Audio came: where it lies well behind what is known of the press, all ends of that were lost. */
    public void audio(int audioTimestamp, long nowNanos) {
        int behind = audioTimestamp - (timestamp + duration);
        if (any && !ended && behind >= RESUMED_MILLIS * unitsAMilli && behind < RELATED_MILLIS * unitsAMilli) {
            ended = true;
            deadlineNanos = nowNanos;
        }
    }

    /** Whether a key is held now, as far as is known. */
    public boolean sounding(long nowNanos) {
        return any && deadlineNanos - nowNanos > 0;
    }

    /** When the key told last is taken to be released, unless more is heard of it; {@code Long.MAX_VALUE} for no key. */
    public long deadlineNanos() {
        return any ? deadlineNanos : Long.MAX_VALUE;
    }

    /** @param clockRate timestamp units a second: 8000, unless the audio beside the events has another (RFC 4733 section 2.1) */
    public void clockRate(int clockRate) {
        unitsAMilli = clockRate / 1000;
        reset();
    }

    /** Forgets the clock of a source that the stream has left. */
    public void reset() {
        any = false;
    }
}
