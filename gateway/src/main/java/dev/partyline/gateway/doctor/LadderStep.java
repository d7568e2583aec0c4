package dev.partyline.gateway.doctor;

import dev.partyline.sip.trace.TracedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One message in the ladder of a call.
 *
 * @param after since the first one, such as {@code +0.125 s}
 * @param received whether it came, or went
 * @param line its first line, and what it answers
 * @param again whether the same was there before: it was sent once more
 * @param with who was at the other end
 */
record LadderStep(
        String after, boolean received, String line, boolean described, boolean again, String with, String text) {
    static List<LadderStep> of(List<TracedMessage> messages) {
        List<LadderStep> steps = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TracedMessage message : messages) {
            Duration after = Duration.between(messages.getFirst().at(), message.at());
            steps.add(new LadderStep(
                    String.format(Locale.ROOT, "+%.3f s", after.toNanos() / 1e9),
                    message.received(),
                    line(message),
                    !message.description().isEmpty(),
                    !seen.add(message.received() + message.text()),
                    message.protocol() + " " + message.far().getAddress().getHostAddress() + ":"
                            + message.far().getPort(),
                    message.text()));
        }
        return List.copyOf(steps);
    }

    private static String line(TracedMessage message) {
        String start = message.startLine();
        if (!start.startsWith("SIP/2.0 ")) {
            return start.endsWith(" SIP/2.0") ? start.substring(0, start.length() - 8) : start;
        }
        String cseq = message.header("CSeq", "CSeq");
        String method = cseq.substring(cseq.lastIndexOf(' ') + 1);
        return start.substring(8) + (method.isEmpty() ? "" : " to " + method);
    }
}
