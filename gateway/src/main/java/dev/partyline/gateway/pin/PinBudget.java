package dev.partyline.gateway.pin;

import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.PinVerdict.Outcome;
import dev.partyline.sip.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * What PIN guessing costs. Wrong PINs spend budgets of the caller, the trunk, the channel and of all together; right
 * ones spend nothing. Whoever has a used-up budget is refused whatever he types, and every answer is as slow as the
 * caller's and the channel's failures of the last hour made it, right or wrong alike. A channel that doesn't exist
 * answers like one with another PIN.
 *
 * <p>Callers can write any number they like into a call, so the caller's budget only slows the honest-looking ones;
 * the channel's is what keeps a PIN safe: {@value #CHANNEL_GUESSES} of a million an hour.
 */
@Component
public final class PinBudget {
    static final int CALLER_GUESSES = 10;
    static final int WITHHELD_CALLER_GUESSES = 30;
    static final int CHANNEL_GUESSES = 50;
    static final int TRUNK_GUESSES = 200;
    static final int ALL_GUESSES = 1_000;
    /** An hour's share of one hundredth of a six-digit PIN's space a day. */
    public static final int ALARM_GUESSES = 417;

    /** How long a wrong guess counts. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int MAX_DOUBLINGS = 5;
    private static final int MAX_KEYS = 10_000;
    private static final int LONGEST_PIN = 32;

    private final GuessLedger callers = new GuessLedger(WITHHELD_CALLER_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger trunks = new GuessLedger(TRUNK_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger channels = new GuessLedger(CHANNEL_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger all = new GuessLedger(ALL_GUESSES, 1, WINDOW);
    private long alarmUntilNanos = Long.MIN_VALUE;

    /**
     * @param retryAfter when the next guess will be looked at; zero where this one was
     * @param alarm whether this attempt made the guesses of all together suspicious; at most once an hour
     */
    public record Assessment(PinVerdict verdict, Duration retryAfter, boolean alarm) {}

    /**
     * @param caller empty where withheld; a browser's address block stands for its number
     * @param trunk the trunk, or the wider block of a browser's address
     * @param pin the channel's; empty where there is no such channel
     */
    public synchronized Assessment assess(
            String caller, String trunk, String channel, Optional<Secret> pin, Secret typed, long nowNanos) {
        String callerKey = trunk + '\n' + caller;
        int callerFailures = callers.count(callerKey, nowNanos);
        int channelFailures = channels.count(channel, nowNanos);
        Duration pause =
                FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(callerFailures, channelFailures / 5)));
        boolean right = matches(pin, typed);
        int callerGuesses = caller.isEmpty() ? WITHHELD_CALLER_GUESSES : CALLER_GUESSES;
        long waitNanos = Math.max(
                Math.max(
                        callers.nanosUntilFewerThan(callerGuesses, callerKey, nowNanos),
                        channels.nanosUntilFewerThan(CHANNEL_GUESSES, channel, nowNanos)),
                Math.max(
                        trunks.nanosUntilFewerThan(TRUNK_GUESSES, trunk, nowNanos),
                        all.nanosUntilFewerThan(ALL_GUESSES, "", nowNanos)));
        if (waitNanos > 0) {
            return new Assessment(new PinVerdict(Outcome.REFUSED, pause), Duration.ofNanos(waitNanos), false);
        }
        if (right) {
            return new Assessment(new PinVerdict(Outcome.RIGHT, pause), Duration.ZERO, false);
        }
        callers.add(callerKey, nowNanos);
        trunks.add(trunk, nowNanos);
        channels.add(channel, nowNanos);
        all.add("", nowNanos);
        return new Assessment(new PinVerdict(Outcome.WRONG, pause), Duration.ZERO, isAlarming(nowNanos));
    }

    private boolean isAlarming(long nowNanos) {
        boolean quiet = alarmUntilNanos != Long.MIN_VALUE && nowNanos - alarmUntilNanos < 0;
        if (quiet || all.count("", nowNanos) < ALARM_GUESSES) {
            return false;
        }
        alarmUntilNanos = nowNanos + TimeUnit.HOURS.toNanos(1);
        return true;
    }

    /** Takes the same time whichever digit differs, and whether there is a PIN at all. */
    private static boolean matches(Optional<Secret> pin, Secret typed) {
        // The digits are compared first and always: what is quicker than that shows nothing of the PIN.
        boolean same = MessageDigest.isEqual(padded(pin.map(Secret::value).orElse("")), padded(typed.value()));
        return same && pin.isPresent() && typed.value().length() <= LONGEST_PIN;
    }

    private static byte[] padded(String pin) {
        byte[] padded = new byte[LONGEST_PIN + 1];
        byte[] bytes = pin.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, padded, 0, Math.min(bytes.length, LONGEST_PIN));
        padded[LONGEST_PIN] = (byte) Math.min(bytes.length, LONGEST_PIN);
        return padded;
    }
}
