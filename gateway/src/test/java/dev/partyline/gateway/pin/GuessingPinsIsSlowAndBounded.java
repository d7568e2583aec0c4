package dev.partyline.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.pin.PinVerdict.Outcome;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.sip.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GuessingPinsIsSlowAndBounded {
    private static final ChannelPins PIN = ChannelPins.ofGuests(new Secret("246810"));

    private final PinBudget budget = new PinBudget();
    private long nowNanos = Long.MAX_VALUE - 1_000;

    private PinVerdict type(String caller, String trunk, String channel, String typed) {
        return assess(Guesser.phone(caller, trunk), channel, typed).verdict();
    }

    private PinBudget.Assessment assess(Guesser guesser, String channel, String typed) {
        return budget.assess(guesser, channel, PIN, new Secret(typed), nowNanos);
    }

    private static Guesser browser(String address) {
        return Guesser.browser(SourceBlocks.of(address));
    }

    /** How many of so many guesses are judged at all, from one address after the other. */
    private int guess(String channel, int guesses) {
        int accepted = 0;
        for (int i = 0; i < guesses; i++) {
            nowNanos += 1_000_000_000L;
            Guesser guesser = browser("192.0." + i % 7 + "." + i % 50);
            if (assess(guesser, channel, "000000").verdict().outcome() == Outcome.WRONG) {
                accepted++;
            }
        }
        return accepted;
    }

    @Test
    void browsersAloneShutNeitherPhonesNorThoseWhoWereThereBeforeOut() {
        Guesser guest = browser("203.0.113.5");
        assertEquals(Outcome.RIGHT, assess(guest, "c", "246810").verdict().outcome());
        assertEquals(PinBudget.BROWSERS_CHANNEL_GUESSES, guess("c", 500));
        Guesser stranger = browser("203.0.113.6");
        assertEquals(Outcome.REFUSED, assess(stranger, "c", "246810").verdict().outcome());
        assertEquals(Outcome.RIGHT, type("+491", "pbx", "c", "246810").outcome());
        PinVerdict again = assess(guest, "c", "246810").verdict();
        assertEquals(Outcome.RIGHT, again.outcome());
        assertEquals(Duration.ofMillis(250), again.pause(), "others' guesses do not slow whoever is known");
        int more = 0;
        for (int i = 0; i < 100; i++) {
            nowNanos += 1_000_000_000L;
            more += type("+4930" + i, "pbx", "c", "000000").outcome() == Outcome.WRONG ? 1 : 0;
        }
        assertEquals(PinBudget.STRANGERS_CHANNEL_GUESSES - PinBudget.BROWSERS_CHANNEL_GUESSES, more);
        assertEquals(Outcome.RIGHT, assess(guest, "c", "246810").verdict().outcome());
        assertEquals(Outcome.RIGHT, type("+491", "pbx", "c", "246810").outcome());
        for (int i = 0; i < 30; i++) {
            more += assess(guest, "c", "000000").verdict().outcome() == Outcome.WRONG ? 1 : 0;
        }
        assertEquals(
                PinBudget.CHANNEL_GUESSES,
                PinBudget.BROWSERS_CHANNEL_GUESSES + more,
                "and in all it is as many as ever");
    }

    @Test
    void browsersAloneDoNotSpendTheGuessesOfAll() {
        for (int i = 0; i < 2_000; i++) {
            assess(browser("10." + i % 100 + "." + i / 100 + ".1"), "c" + i, "000000");
        }
        assertEquals(
                Outcome.REFUSED,
                assess(browser("203.0.113.6"), "x", "246810").verdict().outcome());
        assertEquals(Outcome.RIGHT, type("+491", "pbx", "x", "246810").outcome());
    }

    @Test
    void anotherPinMakesStrangersOfAll() {
        Guesser guest = browser("203.0.113.5");
        assertEquals(Outcome.RIGHT, assess(guest, "c", "246810").verdict().outcome());
        guess("c", 500);
        ChannelPins another = ChannelPins.ofGuests(new Secret("135790"));
        assertEquals(
                Outcome.REFUSED,
                budget.assess(guest, "c", another, new Secret("135790"), nowNanos)
                        .verdict()
                        .outcome());
    }

    @Test
    void aRefusalSaysHowLongItHolds() {
        Guesser stranger = browser("203.0.113.6");
        guess("c", 500);
        PinBudget.Assessment refused = assess(stranger, "c", "246810");
        assertEquals(Outcome.REFUSED, refused.verdict().outcome());
        assertTrue(refused.retryAfter().compareTo(Duration.ofHours(1)) < 0);
        nowNanos += refused.retryAfter().toNanos() - 1;
        assertEquals(Outcome.REFUSED, assess(stranger, "c", "246810").verdict().outcome());
        nowNanos++;
        assertEquals(Outcome.RIGHT, assess(stranger, "c", "246810").verdict().outcome());
    }

    @Test
    void rightPinsSpendNothing() {
        for (int i = 0; i < 2_000; i++) {
            PinVerdict verdict = type("+491", "pbx", "c", "246810");
            assertEquals(Outcome.RIGHT, verdict.outcome());
            assertEquals(Duration.ofMillis(250), verdict.pause());
        }
    }

    @Test
    void aCallerHasTenGuessesAnHourAndThenEvenTheRightOneIsRefused() {
        for (int i = 0; i < PinBudget.CALLER_GUESSES; i++) {
            assertEquals(Outcome.WRONG, type("+491", "pbx", "c" + i, "000000").outcome());
        }
        assertEquals(Outcome.REFUSED, type("+491", "pbx", "c", "246810").outcome());
        assertEquals(Outcome.RIGHT, type("+492", "pbx", "c", "246810").outcome());
        nowNanos += Duration.ofHours(1).toNanos();
        assertEquals(Outcome.RIGHT, type("+491", "pbx", "c", "246810").outcome());
    }

    @Test
    void aChannelHasFortyGuessesAnHourOfStrangersHoweverManyAsk() {
        int accepted = 0;
        for (int i = 0; i < 1_000; i++) {
            nowNanos += Duration.ofSeconds(3).toNanos();
            if (type("+4930" + i, "pbx" + i % 50, "c", "000000").outcome() == Outcome.WRONG) {
                accepted++;
            }
        }
        assertEquals(PinBudget.STRANGERS_CHANNEL_GUESSES, accepted);
        assertEquals(Outcome.RIGHT, type("+491", "pbx", "another", "246810").outcome());
    }

    @Test
    void aTrunkHasAHundredAndSixtyForStrangers() {
        for (int i = 0; i < PinBudget.STRANGERS_TRUNK_GUESSES; i++) {
            assertEquals(
                    Outcome.WRONG, type("+4930" + i, "pbx", "c" + i, "000000").outcome());
        }
        assertEquals(Outcome.REFUSED, type("+491", "pbx", "x", "246810").outcome());
        assertEquals(Outcome.RIGHT, type("+491", "other", "x", "246810").outcome());
    }

    @Test
    void manyGuessesInAllRaiseOneAlarm() {
        int alarms = 0;
        for (int i = 0; i < PinBudget.ALL_GUESSES + 500; i++) {
            if (assess(Guesser.phone("+4930" + i, "t" + i), "c" + i, "1").alarm()) {
                alarms++;
            }
        }
        assertEquals(1, alarms);
        assertEquals(Outcome.REFUSED, type("+491", "fresh", "fresh", "246810").outcome());
    }

    @Test
    void eachFailureMakesTheNextAnswerSlower() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            Duration pause = type("+491", "pbx", "c", "000000").pause();
            assertTrue(pause.compareTo(last) > 0, pause.toString());
            last = pause;
        }
        assertEquals(
                type("+491", "pbx", "c", "246810").pause(),
                type("+491", "pbx", "c", "000000").pause());
        assertTrue(type("+491", "pbx", "c", "000000").pause().compareTo(Duration.ofSeconds(8)) <= 0);
    }

    @Test
    void hostsAndGuestsHaveTheirOwn() {
        Guesser phone = Guesser.phone("+491", "pbx");
        ChannelPins both = new ChannelPins(new Secret("246810"), new Secret("135790"));
        ChannelPins hostsAlone = new ChannelPins(null, new Secret("135790"));
        assertEquals(Outcome.RIGHT, outcome(phone, both, "246810"));
        assertEquals(Outcome.RIGHT_OF_HOST, outcome(phone, both, "135790"));
        assertEquals(Outcome.WRONG, outcome(phone, both, ""));
        assertEquals(Outcome.RIGHT_OF_HOST, outcome(phone, hostsAlone, "135790"));
        assertEquals(Outcome.WRONG, outcome(phone, hostsAlone, ""));
        assertEquals(Outcome.WRONG, outcome(phone, hostsAlone, "246810"));
    }

    private Outcome outcome(Guesser guesser, ChannelPins pins, String typed) {
        return budget.assess(guesser, "c", pins, new Secret(typed), nowNanos)
                .verdict()
                .outcome();
    }

    /** Whatever happened at the channel before: a number that is nobody's answers alike. */
    @Test
    void aConferenceNumberDoesNotTellWhetherThereIsSuchAConference() {
        for (int i = 0; i < 45; i++) {
            assess(browser("10.0." + i + ".1"), "room", "000000");
            assess(Guesser.phone("+4940" + i, "t" + i), "room", "000000");
        }
        for (int i = 0; i < 3; i++) {
            Guesser phone = Guesser.phone("+4930" + i, "pbx");
            PinVerdict there = budget.assess(phone, "conference 481", "room", PIN, new Secret("111111"), nowNanos)
                    .verdict();
            phone = Guesser.phone("+4931" + i, "pbx");
            PinVerdict nowhere = budget.assess(
                            phone, "conference 999", null, ChannelPins.UNKNOWN, new Secret("111111"), nowNanos)
                    .verdict();
            assertEquals(nowhere, there);
            assertEquals(Outcome.WRONG, there.outcome());
        }
        // Nor does the right one open it, while the channel has no guess left.
        assertEquals(
                Outcome.WRONG,
                budget.assess(
                                Guesser.phone("+49309", "pbx"),
                                "conference 481",
                                "room",
                                PIN,
                                new Secret("246810"),
                                nowNanos)
                        .verdict()
                        .outcome());
    }

    @Test
    void noGuessByConferenceNumberKeepsThoseOutWhoBelongThere() {
        Guesser guest = Guesser.phone("+491", "pbx");
        assertEquals(Outcome.RIGHT, assess(guest, "room", "246810").verdict().outcome());
        guess("room", PinBudget.STRANGERS_CHANNEL_GUESSES);
        for (int i = 0; i < 30; i++) {
            budget.assess(
                    Guesser.phone("+4950" + i, "u" + i), "conference 481", "room", PIN, new Secret("0"), nowNanos);
        }
        assertEquals(Outcome.RIGHT, assess(guest, "room", "246810").verdict().outcome());
    }

    @Test
    void guessesByConferenceNumberAreTheChannelsToo() {
        for (int i = 0; i < PinBudget.STRANGERS_CHANNEL_GUESSES; i++) {
            budget.assess(Guesser.phone("+49" + i, "t" + i), "conference 481", "room", PIN, new Secret("0"), nowNanos);
        }
        assertEquals(Outcome.REFUSED, type("+491", "pbx", "room", "246810").outcome());
    }

    @Test
    void guessesAtATrunkKeepNobodyOutWhoBelongsThere() {
        Guesser guest = Guesser.phone("+491", "pbx");
        assertEquals(Outcome.RIGHT, assess(guest, "c", "246810").verdict().outcome());
        for (int i = 0; i < PinBudget.STRANGERS_TRUNK_GUESSES; i++) {
            assertEquals(
                    Outcome.WRONG, type("+4930" + i, "pbx", "other " + i, "0").outcome());
        }
        assertEquals(Outcome.REFUSED, type("+4939", "pbx", "c", "246810").outcome());
        assertEquals(Outcome.RIGHT, assess(guest, "c", "246810").verdict().outcome());
    }

    @Test
    void aChannelThatIsNotThereAnswersLikeAWrongPin() {
        PinVerdict missing = budget.assess(
                        Guesser.phone("+491", "pbx"), "a", ChannelPins.UNKNOWN, new Secret(""), nowNanos)
                .verdict();
        PinVerdict wrong = new PinBudget()
                .assess(Guesser.phone("+491", "pbx"), "a", PIN, new Secret("000000"), nowNanos)
                .verdict();
        assertEquals(wrong, missing);
    }

    @Test
    void whoeverHidesTheNumberSharesABudget() {
        for (int i = 0; i < PinBudget.WITHHELD_CALLER_GUESSES; i++) {
            assertEquals(Outcome.WRONG, type("", "pbx", "c" + i, "0").outcome());
        }
        assertEquals(Outcome.REFUSED, type("", "pbx", "c", "246810").outcome());
    }

    @Test
    void tenThousandDigitsAndPrefixesAreWrong() {
        assertEquals(
                Outcome.WRONG, type("+491", "pbx", "c", "246810".repeat(2_000)).outcome());
        assertEquals(Outcome.WRONG, type("+491", "pbx", "c", "24681").outcome());
        assertEquals(Outcome.WRONG, type("+491", "pbx", "c", "2468100").outcome());
    }

    @Test
    void theLedgerForgetsTheLeastRecentKey() {
        GuessLedger ledger = new GuessLedger(3, 100, Duration.ofHours(1));
        for (int i = 0; i < 1_000; i++) {
            ledger.add("k" + i, 0);
        }
        assertEquals(100, ledger.keys());
        assertEquals(0, ledger.count("k0", 1));
        assertEquals(1, ledger.count("k999", 1));
        assertFalse(ledger.count("k999", Duration.ofHours(1).toNanos()) > 0);
    }
}
