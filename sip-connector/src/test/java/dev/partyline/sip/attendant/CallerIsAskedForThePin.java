package dev.partyline.sip.attendant;

import static dev.partyline.sip.attendant.Caller.IN;
import static dev.partyline.sip.attendant.Caller.knock;
import static dev.partyline.sip.attendant.Caller.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.EntryVerdict.Outcome;
import dev.partyline.sip.Routing;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallerIsAskedForThePin {
    private static final Action STOP = say();
    private static final Action REFUSED = say(Prompt.PIN_REFUSED);
    private static final Action SILENCED = new Action.Mute(true);
    private static final Action HANG_UP = new Action.HangUp(EndReason.PIN_REFUSED);
    private static final Action ENTER = new Action.EnterChannel(IN);
    private static final Outcome WRONG = new Outcome.Wrong();

    private final Caller caller = Caller.ofAChannelThatAsksFor(Routing.Asks.PIN);

    private static Stream<Outcome> outcomes() {
        return Stream.of(
                IN,
                new Outcome.Wrong(),
                new Outcome.Refused(),
                new Outcome.Locked(),
                new Outcome.Full(),
                new Outcome.OutOfReach());
    }

    @Test
    void theRightPinLetsHimIn() {
        caller.answered().expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        caller.type("2468#");
        caller.expect(knock("2468"));
        assertFalse(caller.attendant.inChannel());
        caller.verdict(IN);
        caller.expect(ENTER);
        assertTrue(caller.attendant.inChannel());
        assertEquals(Attendant.NEVER, caller.attendant.deadlineNanos());
    }

    @Test
    void aChannelWithoutPinIsEnteredAtOnce() {
        Caller dialled = Caller.ofAChannelThatAsksFor(Routing.Asks.NOTHING);

        dialled.answered().expect(knock(null));
        dialled.answered().expect();
        dialled.verdict(IN);
        dialled.expect(ENTER);
        assertTrue(dialled.attendant.inChannel());
    }

    @Test
    void digitsDuringThePromptStopItAndCount() {
        caller.heard.addAll(caller.attendant.answered(caller.now));
        caller.expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        caller.type("24");
        caller.expect(STOP);
        caller.promptsEnded();
        caller.type("68#");
        caller.expect(knock("2468"));
    }

    @Test
    void fiveSecondsWithoutAKeyEndThePin() {
        caller.answered().expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        caller.type("2468");
        caller.pass(4999);
        caller.expect();
        caller.pass(1);
        caller.expect(knock("2468"));
    }

    @Test
    void aPauseOfTwentySecondsInThePinMakesItTwo() {
        caller.answered().expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        caller.type("24");
        caller.pass(20_000);
        caller.expect(knock("24"));
        caller.type("68#");
        caller.expect();
    }

    @Test
    void theSixteenthDigitEndsThePin() {
        caller.answered().heard.clear();
        caller.type("1234567890123456");
        caller.expect(knock("1234567890123456"));
    }

    @Test
    void starClearsAndLettersDoNothing() {
        caller.answered().heard.clear();
        caller.type("11*A2B46C8D#");
        caller.expect(knock("2468"));
    }

    @Test
    void lettersDontStopThePromptOrKeepThePinOpen() {
        caller.heard.addAll(caller.attendant.answered(caller.now));
        caller.heard.clear();
        caller.type("A");
        caller.expect();
        caller.type("24");
        caller.expect(STOP);
        caller.pass(4000);
        caller.type("BCD");
        caller.pass(1000);
        caller.expect(knock("24"));
    }

    @Test
    void anEmptyPinIsNoTry() {
        caller.answered().heard.clear();
        caller.type("###*#*#");
        caller.expect();
        for (int tried = 1; tried < 3; tried++) {
            caller.type("1#");
            caller.verdict(WRONG);
            caller.type("#");
            caller.expect(knock("1"), say(Prompt.PIN_WRONG, Prompt.ENTER_PIN), STOP);
        }
    }

    @Test
    void tenSecondsOfSilenceAfterThePromptRepeatIt() {
        caller.heard.addAll(caller.attendant.answered(caller.now));
        caller.heard.clear();
        caller.pass(30_000);
        caller.expect();
        caller.promptsEnded();
        caller.pass(9_999);
        caller.expect();
        caller.pass(1);
        caller.expect(say(Prompt.ENTER_PIN));
    }

    @Test
    void theThirdWrongPinEndsTheCall() {
        caller.answered().heard.clear();
        for (int tried = 1; tried < 3; tried++) {
            caller.type("1111#");
            caller.verdict(WRONG);
            caller.expect(knock("1111"), say(Prompt.PIN_WRONG, Prompt.ENTER_PIN));
            caller.promptsEnded();
        }
        caller.type("1111#");
        caller.verdict(WRONG);
        caller.expect(knock("1111"), SILENCED, REFUSED);
        caller.type("2468#");
        caller.expect();
        caller.promptsEnded();
        caller.expect(HANG_UP);
        assertEquals(Attendant.NEVER, caller.attendant.deadlineNanos());
    }

    @Test
    void aUsedUpBudgetSoundsLikeTheThirdWrongPin() {
        caller.answered().heard.clear();
        caller.type("2468#");
        caller.verdict(new Outcome.Refused());
        caller.expect(knock("2468"), SILENCED, REFUSED);
    }

    @Test
    void theCallEndsEvenIfTheLastPromptNeverDoes() {
        caller.answered().heard.clear();
        caller.type("2468#");
        caller.verdict(new Outcome.Refused());
        caller.heard.clear();
        caller.pass(10_000);
        caller.expect(HANG_UP);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void thePauseComesBeforeWhateverIsSaid(Outcome outcome) {
        caller.answered().heard.clear();
        caller.type("1#");
        caller.heard.clear();
        caller.verdict(Caller.after(4, outcome));
        caller.pass(3_999);
        caller.type("");
        caller.expect();
        caller.pass(1);
        assertFalse(caller.heard.isEmpty());
    }

    @Test
    void thePauseHasABound() {
        caller.answered().heard.clear();
        caller.type("1#");
        caller.verdict(Caller.after(1_000_000_000, IN));
        caller.heard.clear();
        caller.pass(30_000);
        caller.expect(ENTER);
    }

    @Test
    void digitsTypedWhileThePinIsJudgedAreDropped() {
        caller.answered().heard.clear();
        caller.type("1#2#3#4#");
        caller.expect(knock("1"));
        caller.verdict(Caller.after(2, WRONG));
        caller.type("2468#");
        caller.pass(2_000);
        caller.expect(say(Prompt.PIN_WRONG, Prompt.ENTER_PIN));
        caller.type("5#");
        caller.expect(STOP, knock("5"));
    }

    @Test
    void aVerdictNobodyAskedForChangesNothing() {
        caller.verdict(IN);
        caller.answered().heard.clear();
        caller.verdict(IN);
        caller.expect();
        caller.type("1#");
        caller.verdict(WRONG);
        caller.verdict(IN);
        assertFalse(caller.attendant.inChannel());
    }

    @Test
    void afterNinetySecondsTheCallEndsWhateverIsTyped() {
        caller.answered().heard.clear();
        for (int i = 0; i < 88; i++) {
            caller.pass(800);
            caller.type("*");
        }
        caller.heard.clear();
        caller.pass(2_000);
        caller.expect(SILENCED, REFUSED);
    }

    @Test
    void afterNinetySecondsASilentCallerIsRefused() {
        caller.answered().heard.clear();
        for (int i = 0; i < 89; i++) {
            caller.pass(1_000);
            caller.promptsEnded();
        }
        // One of them says as well that no key is heard.
        assertEquals(
                7, caller.heard.stream().filter(say(Prompt.ENTER_PIN)::equals).count());
        caller.heard.clear();
        caller.pass(1_000);
        caller.expect(SILENCED, REFUSED);
    }

    @Test
    void aVerdictThatNeverComesEndsTheCallToo() {
        caller.answered().heard.clear();
        caller.type("2468#");
        caller.heard.clear();
        caller.pass(90_000);
        caller.expect(SILENCED, REFUSED);
        caller.verdict(IN);
        assertFalse(caller.attendant.inChannel());
    }

    @Test
    void tenThousandDigitsMakeThreeTries() {
        caller.answered().heard.clear();
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            caller.now += TimeUnit.MILLISECONDS.toNanos(1);
            caller.heard.addAll(caller.attendant.digit("0123456789*#ABCD".charAt(random.nextInt(16)), caller.now));
            caller.verdict(WRONG);
        }
        assertEquals(
                3,
                caller.heard.stream()
                        .filter(Action.TryToEnter.class::isInstance)
                        .count());
        assertFalse(caller.attendant.inChannel());
    }
}
