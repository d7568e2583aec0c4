package dev.partyline.gateway.signal;

import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.source.SourceLimits;

/** The characters of one socket that wait to be answered: so many at most, and within its source's share of all. */
final class Backlog {
    static final int MOST = 128 * 1024;

    private final SourceLimits sources;
    private final SourceBlocks source;
    private int waiting;

    Backlog(SourceLimits sources, SourceBlocks source) {
        this.sources = sources;
        this.source = source;
    }

    /** False where it is too much. */
    synchronized boolean add(int characters) {
        if (waiting + characters > MOST || !sources.hold(source, characters)) {
            return false;
        }
        waiting += characters;
        return true;
    }

    synchronized void remove(int characters) {
        waiting -= characters;
        sources.release(source, characters);
    }
}
