package dev.partyline.sip.stack;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a request of ours. */
public sealed interface Outcome {
    /**
     * A final response.
     *
     * @param headers values by lower-case name, each as it stood
     */
    record Answered(
            int status,
            Map<String, List<String>> headers,
            @Nullable String toTag,
            String body) implements Outcome {
        public @Nullable String header(String name) {
            List<String> values = headers(name);
            return values.isEmpty() ? null : values.getFirst();
        }

        public List<String> headers(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }
    }

    /** Timer B or F ran out (RFC 3261 section 17.1). */
    record NoAnswer() implements Outcome {}

    /** The connection that it was sent over closed before an answer came (RFC 3261 section 18.4): nobody knows who read it. */
    record ConnectionLost() implements Outcome {}

    /** It could not be sent. */
    record Unreachable(String why) implements Outcome {}
}
