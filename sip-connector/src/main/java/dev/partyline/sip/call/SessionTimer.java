package dev.partyline.sip.call;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session timer of one call (RFC 4028): a call whose far end is gone ends by itself. Every session refresh makes
 * a new timer, by {@link #onRequest} where the far end sent it, by {@link #onResponse} where we did.
 */
public final class SessionTimer {
    /** The least interval that RFC 4028 section 4 allows, and our Min-SE. */
    public static final int MIN_SE_SECONDS = 90;

    /** What we ask for, and the most we accept. */
    public static final int INTERVAL_SECONDS = 1800;

    private static final Pattern DELTA = Pattern.compile("\\s*([0-9]{1,10})\\s*((?:;.*)?)");
    private static final long NEVER = Long.MAX_VALUE;

    private final int intervalSeconds;
    private final boolean weRefresh;
    private final long expiresNanos;
    private long refreshNanos;

    /** What a session-refresh request (INVITE or UPDATE) of the far end means. */
    public sealed interface Decision {
        /**
         * @param sessionExpires value of Session-Expires for the 2xx
         * @param requireTimer whether the 2xx has {@code Require: timer}
         */
        record Agreed(String sessionExpires, boolean requireTimer, SessionTimer timer) implements Decision {}

        /** Refuse by 422 with Min-SE of {@link #MIN_SE_SECONDS}. */
        record TooShort() implements Decision {}

        /** Refuse by 400. */
        record Malformed() implements Decision {}
    }

    public enum Due {
        NOTHING,
        /** Send an UPDATE or re-INVITE with {@link #sessionExpires}; it is due once. */
        REFRESH,
        /** Send BYE. */
        EXPIRED
    }

    private SessionTimer(int intervalSeconds, boolean weRefresh, long nowNanos) {
        this.intervalSeconds = intervalSeconds;
        this.weRefresh = weRefresh;
        // Section 10: BYE goes out a little early, by a third of the interval but at most 32 seconds.
        int early = Math.min(32, intervalSeconds / 3);
        expiresNanos = nowNanos + TimeUnit.SECONDS.toNanos(intervalSeconds - early);
        refreshNanos = weRefresh ? nowNanos + TimeUnit.SECONDS.toNanos(intervalSeconds) / 2 : NEVER;
    }

    /**
     * Answers a request as its UAS (section 9). A far end without the extension gets refreshes from us.
     *
     * @param sessionExpires value of Session-Expires (or {@code x}); null where there is none
     * @param minSe value of Min-SE; null where there is none
     * @param supported option tags of Supported (or {@code k})
     * @param require option tags of Require
     */
    public static Decision onRequest(
            @Nullable String sessionExpires,
            @Nullable String minSe,
            List<String> supported,
            List<String> require,
            long nowNanos) {
        int asked = sessionExpires == null ? INTERVAL_SECONDS : delta(sessionExpires);
        int least = minSe == null ? MIN_SE_SECONDS : delta(minSe);
        if (asked < 0 || least < 0) {
            return new Decision.Malformed();
        }
        boolean farEndKnowsTimers = hasTimer(supported) || hasTimer(require);
        if (farEndKnowsTimers && asked < MIN_SE_SECONDS) {
            return new Decision.TooShort();
        }
        int interval = Math.max(Math.min(asked, INTERVAL_SECONDS), Math.max(least, MIN_SE_SECONDS));
        String refresher = sessionExpires == null ? "" : refresher(sessionExpires);
        boolean weRefresh = !farEndKnowsTimers || refresher.equals("uas");
        return new Decision.Agreed(
                interval + ";refresher=" + (weRefresh ? "uas" : "uac"),
                farEndKnowsTimers,
                new SessionTimer(interval, weRefresh, nowNanos));
    }

    /**
     * The timer after a 2xx to a refresh of ours.
     *
     * @param sessionExpires value of Session-Expires in it; null where the far end left it out, so we go on refreshing
     */
    public SessionTimer onResponse(@Nullable String sessionExpires, long nowNanos) {
        int granted = sessionExpires == null ? -1 : delta(sessionExpires);
        if (sessionExpires == null || granted < MIN_SE_SECONDS) {
            return new SessionTimer(intervalSeconds, true, nowNanos);
        }
        return new SessionTimer(
                Math.min(granted, intervalSeconds), !refresher(sessionExpires).equals("uas"), nowNanos);
    }

    /** The timer after a 422 to a refresh of ours (section 7.3): try again at once with this one. */
    public SessionTimer onTooShort(@Nullable String minSe, long nowNanos) {
        int least = minSe == null ? -1 : delta(minSe);
        // Whoever asks for more than a day gets what we had: the call must be able to end by itself.
        int interval = least > TimeUnit.DAYS.toSeconds(1) ? intervalSeconds : Math.max(least, intervalSeconds);
        return new SessionTimer(interval, true, nowNanos);
    }

    /** Value of Session-Expires in a refresh that we send; in that transaction we are the UAC. */
    public String sessionExpires() {
        return intervalSeconds + ";refresher=" + (weRefresh ? "uac" : "uas");
    }

    public boolean weRefresh() {
        return weRefresh;
    }

    public int intervalSeconds() {
        return intervalSeconds;
    }

    public long deadlineNanos() {
        return Math.min(refreshNanos, expiresNanos);
    }

    /** What is due now. A refresh is due once; unless it leads to a new timer, the session expires. */
    public Due due(long nowNanos) {
        if (nowNanos >= expiresNanos) {
            return Due.EXPIRED;
        }
        if (nowNanos >= refreshNanos) {
            refreshNanos = NEVER;
            return Due.REFRESH;
        }
        return Due.NOTHING;
    }

    /** A failed refresh (a 491, say) is tried again then, if the session lives as long. */
    public void refreshAgainAt(long refreshNanos) {
        this.refreshNanos = refreshNanos;
    }

    private static boolean hasTimer(List<String> optionTags) {
        return optionTags.stream().anyMatch(tag -> tag.strip().equalsIgnoreCase("timer"));
    }

    /** Delta-seconds before any parameter, capped so that no arithmetic overflows; -1 where there are none. */
    private static int delta(String value) {
        var delta = DELTA.matcher(value);
        return value.length() <= 256 && delta.matches() ? (int) Math.min(Long.parseLong(delta.group(1)), 1 << 30) : -1;
    }

    private static String refresher(String value) {
        for (String parameter : value.split(";", 16)) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("refresher")) {
                return pair[1].strip().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
