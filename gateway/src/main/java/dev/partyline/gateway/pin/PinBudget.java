package dev.partyline.gateway.pin;

import dev.partyline.gateway.pin.Guesser.Way;
import dev.partyline.gateway.pin.PinVerdict.Outcome;
import dev.partyline.sip.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What PIN guessing costs. Wrong PINs spend budgets of the caller, the trunk, the channel and of all together; right
 * ones spend nothing. Whoever has a used-up budget is refused whatever he types, and every answer is as slow as the
 * caller's and the channel's failures of the last hour made it, right or wrong alike. A channel that doesn't exist
 * answers like one with another PIN.
 *
 * <p>Callers can write any number they like into a call, so the caller's budget only slows the honest-looking ones;
 * the channel's is what keeps a PIN safe: {@value #CHANNEL_GUESSES} of a million an hour. So that guessing shuts nobody
 * out who belongs there, not all of it is for everybody: browsers have half of it, strangers four fifths, and the rest
 * is for those who gave the right PIN before.
 */
@Component
public final class PinBudget {
    static final int CALLER_GUESSES = 10;
    static final int WITHHELD_CALLER_GUESSES = 30;
    static final int CHANNEL_GUESSES = 50;
    static final int STRANGERS_CHANNEL_GUESSES = 40;
    static final int BROWSERS_CHANNEL_GUESSES = 25;
    static final int TRUNK_GUESSES = 200;
    static final int STRANGERS_TRUNK_GUESSES = 160;
    static final int ALL_GUESSES = 1_000;
    static final int STRANGERS_GUESSES = 800;
    static final int BROWSERS_GUESSES = 500;
    /** An hour's share of one hundredth of a six-digit PIN's space a day. */
    public static final int ALARM_GUESSES = 417;

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int MAX_DOUBLINGS = 5;
    private static final int MAX_KEYS = 10_000;
    private static final int LONGEST_PIN = 32;
    /** The key of ledgers that have one alone. */
    private static final String ALL = "";

    private final GuessLedger callers = new GuessLedger(WITHHELD_CALLER_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger trunks = new GuessLedger(TRUNK_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger channels = new GuessLedger(CHANNEL_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger channelsByBrowsers = new GuessLedger(CHANNEL_GUESSES, MAX_KEYS, WINDOW);
    private final GuessLedger all = new GuessLedger(ALL_GUESSES, 1, WINDOW);
    private final GuessLedger allByBrowsers = new GuessLedger(ALL_GUESSES, 1, WINDOW);
    private final KnownGuests guests = new KnownGuests(MAX_KEYS);
    private long alarmUntilNanos = Long.MIN_VALUE;

    /**
     * @param alarm whether this attempt made the guesses of all together suspicious; at most once an hour
     * @param retryAfter how long he is refused whatever he types; zero where he isn't
     */
    public record Assessment(PinVerdict verdict, boolean alarm, Duration retryAfter) {}

    /** @param pins the channel's; {@link ChannelPins#UNKNOWN} where there is no such channel */
    public synchronized Assessment assess(
            Guesser guesser, String channel, ChannelPins pins, Secret typed, long nowNanos) {
        return assess(guesser, channel, null, pins, typed, nowNanos);
    }

    /**
     * For whoever says by a number which channel he means, and shall not learn whether there is one: what he is answered,
     * and how fast, depends on what was typed behind this number before, and on nothing that happened at the channel. A
     * channel that has no guess left answers like one with another PIN.
     *
     * @param number as he typed it
     * @param channel null where that is nobody's number
     */
    public synchronized Assessment assess(
            Guesser guesser, String number, @Nullable String channel, ChannelPins pins, Secret typed, long nowNanos) {
        boolean known = guests.knows(guesser, channel == null ? number : channel, pins, nowNanos);
        int callerFailures = callers.count(guesser.key(), nowNanos);
        int numberFailures = known ? 0 : channels.count(number, nowNanos);
        Duration pause =
                FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(callerFailures, numberFailures / 5)));
        boolean ofGuest = matches(pins.guest(), typed);
        boolean ofHost = matches(pins.host(), typed);
        long waitNanos = waitNanos(guesser, number, known, nowNanos);
        if (waitNanos > 0) {
            return new Assessment(new PinVerdict(Outcome.REFUSED, pause), false, Duration.ofNanos(waitNanos));
        }
        boolean usedUp = channel != null && channels.waitNanos(channel, limit(known), nowNanos) > 0;
        if ((ofGuest || ofHost) && !usedUp) {
            guests.remember(guesser, channel == null ? number : channel, typed, nowNanos);
            Outcome right = ofHost ? Outcome.RIGHT_OF_HOST : Outcome.RIGHT;
            return new Assessment(new PinVerdict(right, pause), false, Duration.ZERO);
        }
        callers.add(guesser.key(), nowNanos);
        trunks.add(guesser.trunk(), nowNanos);
        channels.add(number, nowNanos);
        // What is answered WRONG whatever it was teaches nobody anything, and costs those nothing who belong there.
        if (channel != null && !usedUp) {
            channels.add(channel, nowNanos);
        }
        all.add(ALL, nowNanos);
        if (guesser.way() == Way.WEB) {
            channelsByBrowsers.add(number, nowNanos);
            allByBrowsers.add(ALL, nowNanos);
        }
        return new Assessment(new PinVerdict(Outcome.WRONG, pause), isAlarming(nowNanos), Duration.ZERO);
    }

    private static int limit(boolean known) {
        return known ? CHANNEL_GUESSES : STRANGERS_CHANNEL_GUESSES;
    }

    /** Until every budget that concerns him has something left; 0 where each has. */
    private long waitNanos(Guesser guesser, String channel, boolean known, long nowNanos) {
        boolean strangeBrowser = !known && guesser.way() == Way.WEB;
        return LongStream.of(
                        callers.waitNanos(
                                guesser.key(),
                                guesser.caller().isEmpty() ? WITHHELD_CALLER_GUESSES : CALLER_GUESSES,
                                nowNanos),
                        trunks.waitNanos(guesser.trunk(), known ? TRUNK_GUESSES : STRANGERS_TRUNK_GUESSES, nowNanos),
                        channels.waitNanos(channel, limit(known), nowNanos),
                        all.waitNanos(ALL, known ? ALL_GUESSES : STRANGERS_GUESSES, nowNanos),
                        strangeBrowser ? channelsByBrowsers.waitNanos(channel, BROWSERS_CHANNEL_GUESSES, nowNanos) : 0,
                        strangeBrowser ? allByBrowsers.waitNanos(ALL, BROWSERS_GUESSES, nowNanos) : 0)
                .max()
                .orElseThrow();
    }

    private boolean isAlarming(long nowNanos) {
        boolean quiet = alarmUntilNanos != Long.MIN_VALUE && nowNanos - alarmUntilNanos < 0;
        if (quiet || all.count(ALL, nowNanos) < ALARM_GUESSES) {
            return false;
        }
        alarmUntilNanos = nowNanos + TimeUnit.HOURS.toNanos(1);
        return true;
    }

    /** Takes the same time whichever digit differs, and whether there is a PIN at all. */
    private static boolean matches(@Nullable Secret pin, Secret typed) {
        // The digits are compared first and always: what is quicker than that shows nothing of the PIN.
        boolean same = MessageDigest.isEqual(padded(pin == null ? "" : pin.value()), padded(typed.value()));
        return same && pin != null && typed.value().length() <= LONGEST_PIN;
    }

    private static byte[] padded(String pin) {
        byte[] padded = new byte[LONGEST_PIN + 1];
        byte[] bytes = pin.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, padded, 0, Math.min(bytes.length, LONGEST_PIN));
        padded[LONGEST_PIN] = (byte) Math.min(bytes.length, LONGEST_PIN);
        return padded;
    }
}
