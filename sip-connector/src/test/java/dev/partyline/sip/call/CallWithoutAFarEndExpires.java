package dev.partyline.sip.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.call.SessionTimer.Decision;
import dev.partyline.sip.call.SessionTimer.Decision.Agreed;
import dev.partyline.sip.call.SessionTimer.Due;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallWithoutAFarEndExpires {
    private static final long NOW = 5_000;

    private static long at(long seconds) {
        return NOW + TimeUnit.SECONDS.toNanos(seconds);
    }

    private static Decision request(@Nullable String sessionExpires, @Nullable String minSe, String supported) {
        return SessionTimer.onRequest(sessionExpires, minSe, List.of(supported.split(",")), List.of(), NOW);
    }

    private static SessionTimer timer(String sessionExpires) {
        return assertInstanceOf(Agreed.class, request(sessionExpires, null, "timer"))
                .timer();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1800                    | -    | 100rel,timer | 1800;refresher=uac | true
            1800;refresher=uac      | -    | timer        | 1800;refresher=uac | true
            1800;refresher=uas      | -    | timer        | 1800;refresher=uas | true
            1800 ; Refresher = UAS  | 90   | timer        | 1800;refresher=uas | true
            90                      | 90   | timer        | 90;refresher=uac   | true
            7200                    | -    | timer        | 1800;refresher=uac | true
            7200                    | 3600 | timer        | 3600;refresher=uac | true
            600;x=y;refresher=uas;z | -    | timer        | 600;refresher=uas  | true
            -                       | -    | timer        | 1800;refresher=uac | true
            -                       | 3600 | timer        | 3600;refresher=uac | true
            -                       | -    | 100rel       | 1800;refresher=uas | false
            600;refresher=uac       | -    | 100rel       | 600;refresher=uas  | false
            30                      | -    | 100rel       | 90;refresher=uas   | false
            """)
    void theAnswerNamesIntervalAndRefresher(
            @Nullable String asked, @Nullable String minSe, String supported, String answer, boolean require) {
        Agreed agreed = assertInstanceOf(Agreed.class, request(asked, minSe, supported));

        assertEquals(answer, agreed.sessionExpires());
        assertEquals(require, agreed.requireTimer());
        assertEquals(answer.endsWith("uas"), agreed.timer().weRefresh());
    }

    @Test
    void requireCountsAsSupported() {
        Agreed agreed =
                assertInstanceOf(Agreed.class, SessionTimer.onRequest("600", null, List.of(), List.of("Timer"), NOW));

        assertTrue(agreed.requireTimer());
    }

    @Test
    void tooShortAnIntervalIsRefused() {
        assertEquals(new Decision.TooShort(), request("89", null, "timer"));
        assertEquals(new Decision.TooShort(), request("0;refresher=uac", null, "timer"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            x           | -
            ''          | -
            -1          | -
            1.5         | -
            99999999999 | -
            １８００      | -
            1800 90     | -
            1800        | x
            -           | -90
            """)
    void aBrokenHeaderIsRefused(@Nullable String sessionExpires, @Nullable String minSe) {
        assertEquals(new Decision.Malformed(), request(sessionExpires, minSe, "timer"));
    }

    @Test
    void whereTheFarEndRefreshesWeOnlyWait() {
        SessionTimer timer = timer("90;refresher=uac");

        assertEquals(at(60), timer.deadlineNanos());
        assertEquals(Due.NOTHING, timer.due(at(60) - 1));
        assertEquals(Due.EXPIRED, timer.due(at(60)));
    }

    @Test
    void whereWeRefreshItIsDueOnceAtHalfTheTime() {
        SessionTimer timer = timer("1800;refresher=uas");

        assertEquals(at(900), timer.deadlineNanos());
        assertEquals(Due.NOTHING, timer.due(at(899)));
        assertEquals(Due.REFRESH, timer.due(at(900)));
        assertEquals("1800;refresher=uac", timer.sessionExpires());
        assertEquals(Due.NOTHING, timer.due(at(901)));
        assertEquals(at(1768), timer.deadlineNanos());
        assertEquals(Due.EXPIRED, timer.due(at(1768)));
    }

    @Test
    void aFailedRefreshCanBeTriedAgain() {
        SessionTimer timer = timer("1800;refresher=uas");
        assertEquals(Due.REFRESH, timer.due(at(900)));
        timer.refreshAgainAt(at(902));

        assertEquals(Due.NOTHING, timer.due(at(901)));
        assertEquals(Due.REFRESH, timer.due(at(902)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                    | 1800 | true
            1800;refresher=uac   | 1800 | true
            1800                 | 1800 | true
            600;refresher=uac    | 600  | true
            600;refresher=uas    | 600  | false
            7200;refresher=uac   | 1800 | true
            20;refresher=uac     | 1800 | true
            rubbish              | 1800 | true
            """)
    void theAnswerToOurRefreshSetsItAnew(@Nullable String answer, int interval, boolean weRefresh) {
        SessionTimer next = timer("1800;refresher=uas").onResponse(answer, at(900));

        assertEquals(interval, next.intervalSeconds());
        assertEquals(weRefresh, next.weRefresh());
        assertEquals(
                weRefresh ? at(900 + interval / 2) : at(900 + interval - Math.min(32, interval / 3)),
                next.deadlineNanos());
    }

    @Test
    void aFarEndThatWantsItLongerGetsItLongerWithinReason() {
        SessionTimer timer = timer("600;refresher=uas");

        assertEquals("900;refresher=uac", timer.onTooShort("900", NOW).sessionExpires());
        assertEquals("600;refresher=uac", timer.onTooShort("90", NOW).sessionExpires());
        assertEquals("600;refresher=uac", timer.onTooShort(null, NOW).sessionExpires());
        assertEquals("600;refresher=uac", timer.onTooShort("4294967295", NOW).sessionExpires());
    }

    @Test
    void theFarEndsRefreshPutsTheEndOff() {
        Decision again = SessionTimer.onRequest("90;refresher=uac", null, List.of("timer"), List.of(), at(45));

        SessionTimer refreshed = assertInstanceOf(Agreed.class, again).timer();
        assertEquals(at(45 + 60), refreshed.deadlineNanos());
        assertFalse(refreshed.weRefresh());
    }
}
