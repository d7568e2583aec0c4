package dev.partyline.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.PinVerdict.Outcome;
import dev.partyline.sip.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GuessingPinsIsSlowAndBounded {
    private static final Optional<Secret> PIN = Optional.of(new Secret("246810"));

    private final PinBudget budget = new PinBudget();
    private long nowNanos = Long.MAX_VALUE - 1_000;

    private PinVerdict type(String caller, String trunk, String channel, String typed) {
        return budget.assess(caller, trunk, channel, PIN, new Secret(typed), nowNanos)
                .verdict();
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
    void whoIsRefusedIsToldWhenTheNextGuessIsLookedAt() {
        for (int i = 0; i < PinBudget.CALLER_GUESSES; i++) {
            type("+491", "pbx", "c" + i, "000000");
            nowNanos += Duration.ofMinutes(2).toNanos();
        }
        Duration wait = retryAfter("+491", "c");
        assertEquals(Duration.ofMinutes(40), wait, "the first of them is twenty minutes old");
        nowNanos += wait.toNanos() - 1;
        assertEquals(Outcome.REFUSED, type("+491", "pbx", "c", "246810").outcome());
        nowNanos++;
        assertEquals(Duration.ZERO, retryAfter("+491", "c"));
    }

    @Test
    void theLongestWaitOfAllBudgetsCounts() {
        for (int i = 0; i < PinBudget.CALLER_GUESSES; i++) {
            type("+491", "pbx", "another", "000000");
        }
        nowNanos += Duration.ofMinutes(10).toNanos();
        for (int i = 0; i < PinBudget.CHANNEL_GUESSES; i++) {
            type("+4930" + i, "pbx", "c", "000000");
        }
        assertEquals(Duration.ofMinutes(60), retryAfter("+491", "c"));
        assertEquals(Duration.ofMinutes(50), retryAfter("+491", "yet another"));
    }

    private Duration retryAfter(String caller, String channel) {
        return budget.assess(caller, "pbx", channel, PIN, new Secret("246810"), nowNanos)
                .retryAfter();
    }

    @Test
    void aChannelHasFiftyGuessesAnHourHoweverManyCallersAsk() {
        int accepted = 0;
        for (int i = 0; i < 1_000; i++) {
            nowNanos += Duration.ofSeconds(3).toNanos();
            if (type("+4930" + i, "pbx" + i % 50, "c", "000000").outcome() == Outcome.WRONG) {
                accepted++;
            }
        }
        assertEquals(PinBudget.CHANNEL_GUESSES, accepted);
        assertEquals(Outcome.RIGHT, type("+491", "pbx", "another", "246810").outcome());
    }

    @Test
    void aTrunkHasTwoHundred() {
        for (int i = 0; i < PinBudget.TRUNK_GUESSES; i++) {
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
            if (budget.assess("+4930" + i, "t" + i, "c" + i, PIN, new Secret("1"), nowNanos)
                    .alarm()) {
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
    void aChannelThatIsNotThereAnswersLikeAWrongPin() {
        PinVerdict missing = budget.assess("+491", "pbx", "a", Optional.empty(), new Secret(""), nowNanos)
                .verdict();
        PinVerdict wrong = new PinBudget()
                .assess("+491", "pbx", "a", PIN, new Secret("000000"), nowNanos)
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
