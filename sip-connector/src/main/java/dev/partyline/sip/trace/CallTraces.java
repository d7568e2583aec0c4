package dev.partyline.sip.trace;

import dev.partyline.sip.transport.MessageWatch;
import dev.partyline.sip.transport.Peer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of calls, from their INVITE on, for so long and up to a bound: who was silent for longest goes first. Other
 * messages (registrations, OPTIONS, what is no call) are not kept.
 */
public final class CallTraces implements MessageWatch {
    static final int FIRST_MESSAGES = 20;
    static final int LAST_MESSAGES = 80;
    static final int MOST_CHARACTERS_A_MESSAGE = 8 * 1024;
    static final int MOST_CALL_ID = 256;
    /** Bytes, as far as they can be reckoned. */
    static final int MOST_BYTES = 32 * 1024 * 1024;
    /** What a call and each of its messages cost beside their text. */
    private static final int OVERHEAD = 500;

    private final Duration keep;
    private final InstantSource clock;
    /** The one that spoke last is the last. */
    private final Map<String, Trace> byCallId = new LinkedHashMap<>(64, 0.75f, true);

    private long bytes;

    private static final class Trace {
        final List<TracedMessage> first = new ArrayList<>();
        final Deque<TracedMessage> last = new ArrayDeque<>();
        Instant spoke = Instant.EPOCH;
        long bytes;
    }

    /** @param keep from a call's last message on; zero for nothing at all */
    public CallTraces(Duration keep, InstantSource clock) {
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * A call begins: it has been taken for one, so its messages are worth their place.
     *
     * @param message its INVITE, which came before anybody knew that
     */
    public void begin(String callId, Peer far, InetSocketAddress near, byte[] message) {
        if (!keep.isZero() && callId.length() <= MOST_CALL_ID) {
            add(callId, traced(far, near, true, message), true);
        }
    }

    @Override
    public void message(Peer far, InetSocketAddress near, boolean received, @Nullable String callId, byte[] bytes) {
        if (callId != null && isKnown(callId)) {
            add(callId, traced(far, near, received, bytes), false);
        }
    }

    private TracedMessage traced(Peer far, InetSocketAddress near, boolean received, byte[] bytes) {
        int length = Math.min(bytes.length, MOST_CHARACTERS_A_MESSAGE);
        String text = Redaction.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
        return new TracedMessage(clock.instant(), received, far.protocol(), near, far.address(), text);
    }

    private synchronized boolean isKnown(String callId) {
        return byCallId.containsKey(callId);
    }

    private synchronized void add(String callId, TracedMessage message, boolean begins) {
        Trace trace = byCallId.get(callId);
        if (trace == null) {
            if (!begins) {
                return;
            }
            trace = new Trace();
            byCallId.put(callId, trace);
            cost(trace, OVERHEAD + 2L * callId.length());
        }
        trace.spoke = message.at();
        if (trace.first.size() < FIRST_MESSAGES) {
            trace.first.add(message);
        } else {
            if (trace.last.size() == LAST_MESSAGES) {
                cost(trace, -cost(trace.last.removeFirst()));
            }
            trace.last.addLast(message);
        }
        cost(trace, cost(message));
        forgetOld(message.at());
    }

    private static long cost(TracedMessage message) {
        return OVERHEAD + 2L * message.text().length();
    }

    private void cost(Trace trace, long more) {
        trace.bytes += more;
        bytes += more;
    }

    private void forgetOld(Instant now) {
        Iterator<Trace> oldest = byCallId.values().iterator();
        while (oldest.hasNext()) {
            Trace trace = oldest.next();
            if (bytes <= MOST_BYTES && Duration.between(trace.spoke, now).compareTo(keep) <= 0) {
                return;
            }
            bytes -= trace.bytes;
            oldest.remove();
        }
    }

    /** What a call said and was told, in order, of a long one the beginning and the end; empty where nothing is kept of it. */
    public synchronized List<TracedMessage> of(String callId) {
        forgetOld(clock.instant());
        Trace trace = byCallId.get(callId);
        if (trace == null) {
            return List.of();
        }
        List<TracedMessage> messages = new ArrayList<>(trace.first);
        messages.addAll(trace.last);
        return List.copyOf(messages);
    }
}
