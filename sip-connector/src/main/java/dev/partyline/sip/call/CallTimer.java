package dev.partyline.sip.call;

import dev.partyline.sip.stack.HeaderField;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.Outcome;
import dev.partyline.sip.stack.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The session timer that is in force in a call, and the headers it is agreed by (RFC 4028). */
final class CallTimer {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private @Nullable SessionTimer timer;

    /** What refuses a request for its interval; null where there is nothing to refuse. */
    static @Nullable Reply refusal(IncomingRequest request, long nowNanos) {
        return switch (decision(request, nowNanos)) {
            case SessionTimer.Decision.Agreed agreed -> null;
            case SessionTimer.Decision.TooShort tooShort ->
                Reply.of(422).with("Min-SE", Integer.toString(SessionTimer.MIN_SE_SECONDS));
            case SessionTimer.Decision.Malformed malformed -> Reply.of(400);
        };
    }

    /** Begins anew with this INVITE or UPDATE, and says so in its 200. */
    Reply accept(IncomingRequest request, Reply ok, long nowNanos) {
        if (decision(request, nowNanos) instanceof SessionTimer.Decision.Agreed agreed) {
            timer = agreed.timer();
            Reply with = ok.with("Session-Expires", agreed.sessionExpires());
            return agreed.requireTimer() ? with.with("Require", "timer") : with;
        }
        return ok;
    }

    private static SessionTimer.Decision decision(IncomingRequest request, long nowNanos) {
        return SessionTimer.onRequest(
                request.header("Session-Expires"),
                request.header("Min-SE"),
                tags(request.headers("Supported")),
                tags(request.headers("Require")),
                nowNanos);
    }

    private static List<String> tags(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
    }

    long deadlineNanos() {
        return timer == null ? Long.MAX_VALUE : timer.deadlineNanos();
    }

    SessionTimer.Due due(long nowNanos) {
        return timer == null ? SessionTimer.Due.NOTHING : timer.due(nowNanos);
    }

    List<HeaderField> refreshHeaders() {
        return timer == null ? List.of() : List.of(new HeaderField("Session-Expires", timer.sessionExpires()));
    }

    void refreshed(Outcome.Answered answer, long nowNanos) {
        if (timer != null) {
            timer = timer.onResponse(answer.header("Session-Expires"), nowNanos);
        }
    }

    /** A 422 names a longer interval, to be asked for at once; anything else is tried again soon. */
    void refreshFailed(Outcome.Answered answer, long nowNanos) {
        if (timer == null) {
            return;
        }
        if (answer.status() == 422) {
            timer = timer.onTooShort(answer.header("Min-SE"), nowNanos);
            timer.refreshAgainAt(nowNanos);
        } else {
            refreshAgain(nowNanos);
        }
    }

    /** Soon, if the session lives as long. */
    void refreshAgain(long nowNanos) {
        if (timer != null) {
            timer.refreshAgainAt(nowNanos + RETRY_NANOS);
        }
    }
}
