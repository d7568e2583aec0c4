package dev.partyline.gateway.signal;

import org.jspecify.annotations.Nullable;

/** One message out of its parts, as the server's small buffer gives them; what is there so far counts as waiting. */
final class Assembly {
    private final Backlog backlog;
    private StringBuilder parts = new StringBuilder(0);
    private int length;
    private boolean dropped;
    private boolean ended;

    Assembly(Backlog backlog) {
        this.backlog = backlog;
    }

    /** False where the message is longer than one may be. */
    synchronized boolean add(String part) {
        length += part.length();
        if (length > MessageReader.MAX_LENGTH) {
            end();
            return false;
        }
        if (!dropped && !ended) {
            if (backlog.add(part.length())) {
                parts.append(part);
            } else {
                clear();
                dropped = true;
            }
        }
        return true;
    }

    /** The message whose last part was added; null where it was more than may wait. */
    synchronized @Nullable String take() {
        String whole = dropped || ended ? null : parts.toString();
        clear();
        length = 0;
        dropped = false;
        return whole;
    }

    /** No message comes any more. */
    synchronized void end() {
        clear();
        ended = true;
    }

    private void clear() {
        backlog.remove(parts.length());
        parts = new StringBuilder(0);
    }
}
