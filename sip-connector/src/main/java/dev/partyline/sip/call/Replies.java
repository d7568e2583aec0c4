package dev.partyline.sip.call;

import dev.partyline.sip.stack.Reply;

/** Answers that are the same wherever they are given. */
final class Replies {
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO";

    private static final String ACCEPT = "application/sdp, multipart/mixed";

    private Replies() {}

    /** What we can do (RFC 3261 section 11.2). */
    static Reply capabilities() {
        return Reply.of(200).with("Allow", ALLOW).with("Accept", ACCEPT).with("Supported", "timer");
    }

    static Reply unavailable() {
        return Reply.of(503).with("Retry-After", "30");
    }

    /** RFC 3261 section 14.2: between 0 and 10 seconds. */
    static Reply tryLater() {
        return Reply.of(500).with("Retry-After", "2");
    }

    static Reply unsupportedBody() {
        return Reply.of(415).with("Accept", ACCEPT);
    }

    static Reply noSuchCall() {
        return Reply.of(481);
    }
}
