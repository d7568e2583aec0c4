package dev.partyline.media.room;

/** Who is heard in a mix in one tick, loudest first: the CSRC list of RFC 3550 section 5.1, which holds 15. */
final class Contributors {
    static final int MOST = 15;

    // One more than is ever told, for a listener is not told of itself.
    private final int[] csrcs = new int[MOST + 1];
    private final int[] levels = new int[MOST + 1];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int csrc, int levelDbov) {
        int place = Math.min(count, MOST);
        if (count > MOST) {
            if (levels[MOST] >= levelDbov) {
                return;
            }
        } else {
            count++;
        }
        while (place > 0 && levels[place - 1] < levelDbov) {
            csrcs[place] = csrcs[place - 1];
            levels[place] = levels[place - 1];
            place--;
        }
        csrcs[place] = csrc;
        levels[place] = levelDbov;
    }

    void addAll(Contributors others) {
        for (int i = 0; i < others.count; i++) {
            add(others.csrcs[i], others.levels[i]);
        }
    }

    /** Puts those who are not {@code csrc} into {@code out}, {@value #MOST} at most, and returns how many. */
    int others(int csrc, int[] out) {
        int written = 0;
        for (int i = 0; i < count && written < MOST; i++) {
            if (csrcs[i] != csrc) {
                out[written++] = csrcs[i];
            }
        }
        return written;
    }
}
