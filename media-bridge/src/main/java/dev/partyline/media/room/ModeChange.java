package dev.partyline.media.room;

import dev.partyline.media.BrowserMode;

/**
 * How a leg goes from one mode to the other: in two ticks, and in the one between it hears the mix of everyone but
 * itself, so that it never hears the part of its voice that is on its way from one bus to the other.
 */
final class ModeChange {
    private BrowserMode wanted = BrowserMode.FORWARDED;
    private BrowserMode hears = BrowserMode.FORWARDED;
    private BrowserMode adds = BrowserMode.FORWARDED;
    private boolean moving;

    void want(BrowserMode mode) {
        wanted = mode;
    }

    /** Nobody hears it yet. */
    void atOnce() {
        hears = wanted;
        adds = wanted;
        moving = false;
    }

    void tick() {
        moving = adds != wanted && (wanted == BrowserMode.FORWARDED || hears == BrowserMode.MIXED);
        hears = wanted == BrowserMode.MIXED || adds == BrowserMode.MIXED ? BrowserMode.MIXED : BrowserMode.FORWARDED;
        adds = moving ? wanted : adds;
    }

    /** As what it hears. */
    BrowserMode hears() {
        return hears;
    }

    /** To which bus it adds its voice. */
    BrowserMode adds() {
        return adds;
    }

    /** Whether its voice goes over to {@link #adds} from the other bus in the course of this tick. */
    boolean moving() {
        return moving;
    }
}
