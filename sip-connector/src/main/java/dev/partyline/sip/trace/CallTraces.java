package dev.partyline.sip.trace;

import dev.partyline.sip.transport.MessageWatch;
import dev.partyline.sip.transport.Peer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of calls, from their INVITE on, for so long and up to a bound: what is oldest goes first. Other messages
 * (registrations, OPTIONS) are not kept.
 */
public final class CallTraces implements MessageWatch {
    static final int MOST_MESSAGES_A_CALL = 100;
    static final int MOST_CHARACTERS_A_MESSAGE = 8 * 1024;
    static final int MOST_CHARACTERS = 24 * 1024 * 1024;
    /** What a message costs beside its text. */
    private static final int OVERHEAD = 200;

    private final Duration keep;
    private final InstantSource clock;
    private final Map<String, Trace> byCallId = new LinkedHashMap<>();
    private long characters;

    private static final class Trace {
        final Instant began;
        final List<TracedMessage> messages = new ArrayList<>();
        long characters;

        Trace(Instant began) {
            this.began = began;
        }
    }

    /** @param keep from a call's beginning; zero for nothing at all */
    public CallTraces(Duration keep, InstantSource clock) {
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public void message(Peer far, InetSocketAddress near, boolean received, @Nullable String callId, byte[] bytes) {
        if (callId == null || keep.isZero() || !(isKnown(callId) || begins(received, bytes))) {
            return;
        }
        int length = Math.min(bytes.length, MOST_CHARACTERS_A_MESSAGE);
        String text = Redaction.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
        add(callId, new TracedMessage(clock.instant(), received, far.protocol(), near, far.address(), text));
    }

    private static boolean begins(boolean received, byte[] bytes) {
        return received && bytes.length > 7 && new String(bytes, 0, 7, StandardCharsets.US_ASCII).equals("INVITE ");
    }

    private synchronized boolean isKnown(String callId) {
        return byCallId.containsKey(callId);
    }

    private synchronized void add(String callId, TracedMessage message) {
        Trace trace = byCallId.computeIfAbsent(callId, id -> new Trace(message.at()));
        if (trace.messages.size() >= MOST_MESSAGES_A_CALL) {
            return;
        }
        trace.messages.add(message);
        int cost = message.text().length() + OVERHEAD;
        trace.characters += cost;
        characters += cost;
        forgetOld(message.at());
    }

    private void forgetOld(Instant now) {
        Iterator<Trace> oldest = byCallId.values().iterator();
        while (oldest.hasNext()) {
            Trace trace = oldest.next();
            if (characters <= MOST_CHARACTERS
                    && Duration.between(trace.began, now).compareTo(keep) <= 0) {
                return;
            }
            characters -= trace.characters;
            oldest.remove();
        }
    }

    /** What a call said and was told, in order; empty where nothing is kept of it. */
    public synchronized List<TracedMessage> of(String callId) {
        Trace trace = byCallId.get(callId);
        return trace == null ? List.of() : List.copyOf(trace.messages);
    }
}
