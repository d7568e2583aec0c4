package dev.partyline.sip.trunk;

import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.TrunkStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One trunk's registration (RFC 3261 section 10) as a machine: it says when to send which REGISTER, and is told what
 * came of it. Every {@link Send} ends in one {@link #answered} or {@link #failed}.
 */
public final class Registration {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A transaction ends after 32 seconds (RFC 3261 timer F); this is for one that is never reported. */
    static final long ANSWER_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(40);

    static final int MIN_EXPIRES_SECONDS = 10;
    static final int MAX_EXPIRES_SECONDS = 24 * 3600;

    /**
     * Send this REGISTER, with the next CSeq of the one Call-ID.
     *
     * @param expiresSeconds the life to ask for; 0 takes the registration away
     */
    public record Send(int expiresSeconds, List<Credentials> credentials) {
        public Send {
            credentials = List.copyOf(credentials);
        }
    }

    /** @param headerName {@code Authorization} or {@code Proxy-Authorization} */
    public record Credentials(String headerName, String value) {
        @Override
        public String toString() {
            return headerName + ": ***";
        }
    }

    /**
     * A final response.
     *
     * @param wwwAuthenticate all values of that header
     * @param proxyAuthenticate all values of that header
     * @param grantedSeconds {@code expires} of our own Contact in a 2xx, else its Expires header
     * @param minExpiresSeconds Min-Expires
     * @param retryAfterSeconds Retry-After
     */
    public record Response(
            int status,
            List<String> wwwAuthenticate,
            List<String> proxyAuthenticate,
            OptionalInt grantedSeconds,
            OptionalInt minExpiresSeconds,
            OptionalInt retryAfterSeconds) {}

    private sealed interface State {
        record Idle() implements State {}

        record Asking(long limitNanos) implements State {}

        record Registered(long refreshNanos) implements State {}

        record Waiting(long retryNanos) implements State {}

        record Leaving(long limitNanos) implements State {}

        record Gone() implements State {}
    }

    private final String requestUri;
    private final int wantedSeconds;
    private final CredentialsOf401And407 credentials;
    private final RegistrationBackoff backoff;

    private State state = new State.Idle();
    private TrunkStatus.State status = TrunkStatus.State.REGISTERING;
    private String detail = "";
    private int expiresSeconds;
    private boolean lengthened;

    /**
     * @param requestUri the Request-URI of the REGISTERs, such as {@code sip:pbx.example.org}
     * @param random for cnonces and the spread of retries
     */
    public Registration(RegistrationSettings settings, String requestUri, RandomGenerator random) {
        this.requestUri = requestUri;
        wantedSeconds = Math.clamp(settings.expires().toSeconds(), MIN_EXPIRES_SECONDS, MAX_EXPIRES_SECONDS);
        expiresSeconds = wantedSeconds;
        credentials = new CredentialsOf401And407(settings, random);
        backoff = new RegistrationBackoff(random);
    }

    /** Begins, or begins again after {@link #unregister}. */
    public Optional<Send> start(long nowNanos) {
        return state instanceof State.Idle || state instanceof State.Gone ? attempt(nowNanos) : Optional.empty();
    }

    public Optional<Send> deadlineReached(long nowNanos) {
        if (nowNanos < deadlineNanos()) {
            return Optional.empty();
        }
        return switch (state) {
            case State.Registered _, State.Waiting _ -> attempt(nowNanos);
            case State.Asking _, State.Leaving _ -> {
                failed("no answer", nowNanos);
                yield Optional.empty();
            }
            case State.Idle _, State.Gone _ -> Optional.empty();
        };
    }

    /** A final response came. */
    public Optional<Send> answered(Response response, long nowNanos) {
        return switch (state) {
            case State.Asking _ -> register(response, nowNanos);
            case State.Leaving _ -> leave(response, nowNanos);
            case State.Idle _, State.Registered _, State.Waiting _, State.Gone _ -> Optional.empty();
        };
    }

    /**
     * The REGISTER got no answer, or could not be sent.
     *
     * @param why a few words for the operator, such as {@code no answer} or {@code connection refused}
     */
    public void failed(String why, long nowNanos) {
        switch (state) {
            case State.Asking _ -> waitAfter(why, backoff.nextNanos(), nowNanos);
            case State.Leaving _ -> state = new State.Gone();
            case State.Idle _, State.Registered _, State.Waiting _, State.Gone _ -> {}
        }
    }

    /** Takes the registration away; nothing to send where there is none. */
    public Optional<Send> unregister(long nowNanos) {
        boolean mayBeRegistered = state instanceof State.Asking || state instanceof State.Registered;
        if (!mayBeRegistered) {
            state = state instanceof State.Leaving ? state : new State.Gone();
            return Optional.empty();
        }
        state = new State.Leaving(nowNanos + ANSWER_LIMIT_NANOS);
        status = TrunkStatus.State.REGISTERING;
        detail = "unregistering";
        return Optional.of(new Send(0, credentials.begin(requestUri)));
    }

    public long deadlineNanos() {
        return switch (state) {
            case State.Asking(long limit) -> limit;
            case State.Leaving(long limit) -> limit;
            case State.Registered(long refresh) -> refresh;
            case State.Waiting(long retry) -> retry;
            case State.Idle _, State.Gone _ -> NEVER;
        };
    }

    public TrunkStatus.State status() {
        return status;
    }

    /** Why it failed; empty where all is well. */
    public String detail() {
        return detail;
    }

    /** Whether nothing is registered and nothing more will be sent. */
    public boolean isGone() {
        return state instanceof State.Gone;
    }

    private Optional<Send> attempt(long nowNanos) {
        lengthened = false;
        return ask(credentials.begin(requestUri), nowNanos);
    }

    private Optional<Send> ask(List<Credentials> with, long nowNanos) {
        state = new State.Asking(nowNanos + ANSWER_LIMIT_NANOS);
        return Optional.of(new Send(expiresSeconds, with));
    }

    private Optional<Send> register(Response response, long nowNanos) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            registered(response.grantedSeconds().orElse(expiresSeconds), nowNanos);
            return Optional.empty();
        }
        if (status == 401 || status == 407) {
            Optional<List<Credentials>> answer = credentials.challenged(response, requestUri);
            if (answer.isPresent()) {
                return ask(answer.get(), nowNanos);
            }
            waitAfter(status + ", the account or password is wrong", backoff.refusedNanos(), nowNanos);
            return Optional.empty();
        }
        int least = response.minExpiresSeconds().orElse(0);
        if (status == 423 && !lengthened && least > expiresSeconds && least <= MAX_EXPIRES_SECONDS) {
            lengthened = true;
            expiresSeconds = least;
            return ask(credentials.begin(requestUri), nowNanos);
        }
        waitAfter("answered " + status, waitNanos(response), nowNanos);
        return Optional.empty();
    }

    private long waitNanos(Response response) {
        boolean refused = response.status() == 403 || response.status() == 404;
        return Math.max(
                refused ? backoff.refusedNanos() : backoff.nextNanos(),
                TimeUnit.SECONDS.toNanos(Math.clamp(response.retryAfterSeconds().orElse(0), 0, 3600)));
    }

    private void registered(int grantedSeconds, long nowNanos) {
        if (grantedSeconds < 1) {
            waitAfter("the registrar granted no time", backoff.nextNanos(), nowNanos);
            return;
        }
        backoff.reset();
        status = TrunkStatus.State.REGISTERED;
        detail = "";
        int granted = Math.min(grantedSeconds, MAX_EXPIRES_SECONDS);
        state = new State.Registered(nowNanos + backoff.refreshNanos(TimeUnit.SECONDS.toNanos(granted)));
    }

    private Optional<Send> leave(Response response, long nowNanos) {
        if (response.status() == 401 || response.status() == 407) {
            Optional<List<Credentials>> answer = credentials.challenged(response, requestUri);
            if (answer.isPresent()) {
                state = new State.Leaving(nowNanos + ANSWER_LIMIT_NANOS);
                return Optional.of(new Send(0, answer.get()));
            }
        }
        state = new State.Gone();
        return Optional.empty();
    }

    private void waitAfter(String why, long nanos, long nowNanos) {
        status = TrunkStatus.State.FAILED;
        detail = why;
        expiresSeconds = wantedSeconds;
        state = new State.Waiting(nowNanos + nanos);
    }
}
