package dev.partyline.sip.stack;

import java.util.ArrayList;
import java.util.List;

/**
 * A response to send.
 *
 * @param body a session description, or empty
 */
public record Reply(int status, List<HeaderField> headers, String body) {
    public static Reply of(int status) {
        return new Reply(status, List.of(), "");
    }

    public Reply with(String name, String value) {
        List<HeaderField> more = new ArrayList<>(headers);
        more.add(new HeaderField(name, value));
        return new Reply(status, List.copyOf(more), body);
    }

    public Reply withSdp(String sdp) {
        return new Reply(status, headers, sdp);
    }
}
