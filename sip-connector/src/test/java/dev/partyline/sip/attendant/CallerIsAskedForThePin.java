package dev.partyline.sip.attendant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.PinVerdict;
import dev.partyline.sip.PinVerdict.Outcome;
import dev.partyline.sip.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerIsAskedForThePin {
    private static final Action STOP = say();
    private static final Action REFUSED = say(Prompt.PIN_REFUSED);
    private static final Action SILENCED = new Action.Mute(true);
    private static final Action HANG_UP = new Action.HangUp(EndReason.PIN_REFUSED);
    private static final Action ENTER = new Action.EnterChannel();
    private static final PinVerdict RIGHT = verdict(Outcome.RIGHT, 0);
    private static final PinVerdict WRONG = verdict(Outcome.WRONG, 0);

    private final Attendant attendant = new Attendant(true);
    private final List<Action> heard = new ArrayList<>();
    private long now = TimeUnit.HOURS.toNanos(1);

    private static Action say(Prompt... prompts) {
        return new Action.Say(List.of(prompts));
    }

    private static Action pin(String digits) {
        return new Action.TryPin(new Secret(digits));
    }

    private static PinVerdict verdict(Outcome outcome, long pauseSeconds) {
        return new PinVerdict(outcome, Duration.ofSeconds(pauseSeconds));
    }

    private CallerIsAskedForThePin answered() {
        heard.addAll(attendant.answered(now));
        heard.addAll(attendant.promptsEnded(now));
        return this;
    }

    private void type(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            pass(200);
            heard.addAll(attendant.digit(keys.charAt(i), now));
        }
    }

    /** Time goes on, and every deadline on the way is met at its very time. */
    private void pass(long millis) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (attendant.deadlineNanos() <= until) {
            now = attendant.deadlineNanos();
            heard.addAll(attendant.deadlineReached(now));
        }
        now = until;
    }

    private void verdict(PinVerdict verdict) {
        heard.addAll(attendant.verdict(verdict, now));
    }

    private void expect(Action... actions) {
        assertEquals(List.of(actions), heard);
        heard.clear();
    }

    @Test
    void theRightPinLetsHimIn() {
        answered().expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        type("2468#");
        expect(pin("2468"));
        assertFalse(attendant.inChannel());
        verdict(RIGHT);
        expect(ENTER);
        assertTrue(attendant.inChannel());
        assertEquals(Attendant.NEVER, attendant.deadlineNanos());
    }

    @Test
    void aChannelWithoutPinIsEnteredAtOnce() {
        Attendant open = new Attendant(false);

        assertEquals(List.of(ENTER), open.answered(now));
        assertEquals(List.of(), open.answered(now));
        assertTrue(open.inChannel());
    }

    @Test
    void digitsDuringThePromptStopItAndCount() {
        heard.addAll(attendant.answered(now));
        expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        type("24");
        expect(STOP);
        heard.addAll(attendant.promptsEnded(now));
        type("68#");
        expect(pin("2468"));
    }

    @Test
    void fiveSecondsWithoutAKeyEndThePin() {
        answered().expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        type("2468");
        pass(4999);
        expect();
        pass(1);
        expect(pin("2468"));
    }

    @Test
    void aPauseOfTwentySecondsInThePinMakesItTwo() {
        answered().expect(say(Prompt.WELCOME, Prompt.ENTER_PIN));
        type("24");
        pass(20_000);
        expect(pin("24"));
        type("68#");
        expect();
    }

    @Test
    void theSixteenthDigitEndsThePin() {
        answered().heard.clear();
        type("1234567890123456");
        expect(pin("1234567890123456"));
    }

    @Test
    void starClearsAndLettersDoNothing() {
        answered().heard.clear();
        type("11*A2B46C8D#");
        expect(pin("2468"));
    }

    @Test
    void lettersDontStopThePromptOrKeepThePinOpen() {
        heard.addAll(attendant.answered(now));
        heard.clear();
        type("A");
        expect();
        type("24");
        expect(STOP);
        pass(4000);
        type("BCD");
        pass(1000);
        expect(pin("24"));
    }

    @Test
    void anEmptyPinIsNoTry() {
        answered().heard.clear();
        type("###*#*#");
        expect();
        for (int tried = 1; tried < 3; tried++) {
            type("1#");
            verdict(WRONG);
            type("#");
            expect(pin("1"), say(Prompt.PIN_WRONG, Prompt.ENTER_PIN), STOP);
        }
    }

    @Test
    void tenSecondsOfSilenceAfterThePromptRepeatIt() {
        heard.addAll(attendant.answered(now));
        heard.clear();
        pass(30_000);
        expect();
        heard.addAll(attendant.promptsEnded(now));
        pass(9_999);
        expect();
        pass(1);
        expect(say(Prompt.ENTER_PIN));
    }

    @Test
    void theThirdWrongPinEndsTheCall() {
        answered().heard.clear();
        for (int tried = 1; tried < 3; tried++) {
            type("1111#");
            verdict(WRONG);
            expect(pin("1111"), say(Prompt.PIN_WRONG, Prompt.ENTER_PIN));
            heard.addAll(attendant.promptsEnded(now));
        }
        type("1111#");
        verdict(WRONG);
        expect(pin("1111"), SILENCED, REFUSED);
        type("2468#");
        expect();
        heard.addAll(attendant.promptsEnded(now));
        expect(HANG_UP);
        assertEquals(Attendant.NEVER, attendant.deadlineNanos());
    }

    @Test
    void aUsedUpBudgetSoundsLikeTheThirdWrongPin() {
        answered().heard.clear();
        type("2468#");
        verdict(verdict(Outcome.REFUSED, 0));
        expect(pin("2468"), SILENCED, REFUSED);
    }

    @Test
    void theCallEndsEvenIfTheLastPromptNeverDoes() {
        answered().heard.clear();
        type("2468#");
        verdict(verdict(Outcome.REFUSED, 0));
        heard.clear();
        pass(10_000);
        expect(HANG_UP);
    }

    @ParameterizedTest
    @EnumSource
    void thePauseComesBeforeWhateverIsSaid(Outcome outcome) {
        answered().heard.clear();
        type("1#");
        heard.clear();
        verdict(verdict(outcome, 4));
        pass(3_999);
        type("");
        expect();
        pass(1);
        assertFalse(heard.isEmpty());
    }

    @Test
    void thePauseHasABound() {
        answered().heard.clear();
        type("1#");
        verdict(verdict(Outcome.RIGHT, 1_000_000_000));
        heard.clear();
        pass(30_000);
        expect(ENTER);
    }

    @Test
    void digitsTypedWhileThePinIsJudgedAreDropped() {
        answered().heard.clear();
        type("1#2#3#4#");
        expect(pin("1"));
        verdict(verdict(Outcome.WRONG, 2));
        type("2468#");
        pass(2_000);
        expect(say(Prompt.PIN_WRONG, Prompt.ENTER_PIN));
        type("5#");
        expect(STOP, pin("5"));
    }

    @Test
    void aVerdictNobodyAskedForChangesNothing() {
        verdict(RIGHT);
        answered().heard.clear();
        verdict(RIGHT);
        expect();
        type("1#");
        verdict(WRONG);
        verdict(RIGHT);
        assertFalse(attendant.inChannel());
    }

    @Test
    void afterNinetySecondsTheCallEndsWhateverIsTyped() {
        answered().heard.clear();
        for (int i = 0; i < 88; i++) {
            pass(800);
            type("*");
        }
        heard.clear();
        pass(2_000);
        expect(SILENCED, REFUSED);
    }

    @Test
    void afterNinetySecondsASilentCallerIsRefused() {
        answered().heard.clear();
        for (int i = 0; i < 89; i++) {
            pass(1_000);
            heard.addAll(attendant.promptsEnded(now));
        }
        assertEquals(8, heard.stream().filter(say(Prompt.ENTER_PIN)::equals).count());
        heard.clear();
        pass(1_000);
        expect(SILENCED, REFUSED);
    }

    @Test
    void aVerdictThatNeverComesEndsTheCallToo() {
        answered().heard.clear();
        type("2468#");
        heard.clear();
        pass(90_000);
        expect(SILENCED, REFUSED);
        verdict(RIGHT);
        assertFalse(attendant.inChannel());
    }

    @Test
    void tenThousandDigitsMakeThreeTries() {
        answered().heard.clear();
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(1);
            heard.addAll(attendant.digit("0123456789*#ABCD".charAt(random.nextInt(16)), now));
            verdict(WRONG);
        }
        assertEquals(3, heard.stream().filter(Action.TryPin.class::isInstance).count());
        assertFalse(attendant.inChannel());
    }
}
