package dev.partyline.sip.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes as a TCP stream of SIP and as a datagram: the same messages however the stream was cut into segments, none
 * longer than what came. It stands in the package of what it looks at, which is nobody else's.
 */
public final class SipFramingFuzz {
    private SipFramingFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        List<byte[]> whole = messages(bytes, bytes.length);
        List<byte[]> cut = messages(bytes, 1 + bytes.length % 7);
        check(whole.size() == cut.size(), "cut differently, other messages");
        for (int i = 0; i < whole.size(); i++) {
            check(Arrays.equals(whole.get(i), cut.get(i)), "cut differently, another message");
        }
        check(whole.stream().mapToLong(message -> message.length).sum() <= bytes.length, "more than came");
        try {
            check(DatagramFramer.frame(bytes).bytes().length <= bytes.length, "more than came");
        } catch (FramingException refused) {
            check(!refused.reason().isBlank(), "no reason");
        }
    }

    private static List<byte[]> messages(byte[] bytes, int segmentBytes) {
        List<byte[]> messages = new ArrayList<>();
        SipFramer framer = new SipFramer(0);
        try {
            for (int at = 0; at < bytes.length; at += segmentBytes) {
                framer.accept(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + segmentBytes)), 0, framed -> {
                    if (framed instanceof SipFramer.Framed.Message message) {
                        messages.add(message.bytes());
                    }
                });
            }
        } catch (FramingException refused) {
            // What came whole before it, counts.
        }
        return messages;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
