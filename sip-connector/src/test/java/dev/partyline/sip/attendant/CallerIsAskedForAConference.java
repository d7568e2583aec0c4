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
import dev.partyline.sip.Goal;
import dev.partyline.sip.Routing;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerIsAskedForAConference {
    private static final Action STOP = say();
    private static final Action FIRST = say(Prompt.WELCOME, Prompt.ENTER_CONFERENCE);
    private static final Action THEN = say(Prompt.ENTER_PIN);

    private final Caller caller = Caller.ofTheAttendant();

    private static Action knockAt(String number, String pin) {
        return knock(new Goal.Conference(number), pin);
    }

    @Test
    void itsNumberAndThenItsPin() {
        caller.answered().expect(FIRST);
        caller.type("481#");
        caller.expect(THEN);
        caller.promptsEnded();
        caller.type("246810#");
        caller.expect(knockAt("481", "246810"));
        caller.verdict(IN);
        caller.expect(new Action.EnterChannel(IN));
        assertTrue(caller.attendant.inChannel());
    }

    @Test
    void whoKnowsTheWayTypesItAll() {
        caller.heard.addAll(caller.attendant.answered(caller.now));
        caller.type("481#246810#");
        caller.expect(FIRST, STOP, THEN, STOP, knockAt("481", "246810"));
    }

    /** Whatever was wrong: he hears the same, and begins again. */
    @Test
    void aWrongOneOfEitherIsAskedForAgain() {
        caller.answered().heard.clear();
        for (int tried = 1; tried < 3; tried++) {
            caller.type("481#1#");
            caller.expect(THEN, STOP, knockAt("481", "1"));
            caller.verdict(new Outcome.Wrong());
            caller.expect(say(Prompt.CONFERENCE_WRONG, Prompt.ENTER_CONFERENCE));
            caller.promptsEnded();
        }
        caller.type("481#1#");
        caller.heard.clear();
        caller.verdict(new Outcome.Wrong());
        caller.expect(new Action.Mute(true), say(Prompt.CONFERENCE_REFUSED));
        caller.promptsEnded();
        caller.expect(new Action.HangUp(EndReason.PIN_REFUSED));
    }

    @Test
    void aStarGoesBackToItsNumber() {
        caller.answered().heard.clear();
        caller.type("48*1#");
        caller.expect(THEN);
        caller.promptsEnded();
        // The first clears the PIN, the second the number.
        caller.type("77**");
        caller.expect(say(Prompt.ENTER_CONFERENCE));
        caller.type("482#5#");
        caller.expect(STOP, THEN, STOP, knockAt("482", "5"));
    }

    @Test
    void whoseKeysAreNotHeardIsToldSo() {
        caller.answered().heard.clear();
        caller.pass(10_000);
        caller.expect(say(Prompt.ENTER_CONFERENCE));
        caller.promptsEnded();
        caller.pass(10_000);
        caller.expect(say(Prompt.NO_KEYS, Prompt.ENTER_CONFERENCE));
        caller.promptsEnded();
        caller.pass(10_000);
        caller.expect(say(Prompt.ENTER_CONFERENCE));
    }

    @Test
    void whoseKeysWereHeardIsNot() {
        caller.answered().heard.clear();
        caller.type("*");
        for (int i = 0; i < 5; i++) {
            caller.pass(10_000);
            caller.expect(say(Prompt.ENTER_CONFERENCE));
            caller.promptsEnded();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "locked, LOCKED_OUT, CHANNEL_LOCKED",
        "full, FULL, CHANNEL_FULL",
        "out, OUT_OF_REACH, ROUTING_UNAVAILABLE"
    })
    void whoCannotComeInIsToldWhy(String which, Prompt said, EndReason reason) {
        caller.answered();
        caller.type("481#1#");
        caller.heard.clear();
        caller.verdict(
                switch (which) {
                    case "locked" -> new Outcome.Locked();
                    case "full" -> new Outcome.Full();
                    default -> new Outcome.OutOfReach();
                });
        caller.expect(new Action.Mute(true), say(said));
        caller.promptsEnded();
        caller.expect(new Action.HangUp(reason));
    }

    @Test
    void whoIsNoHostPressesHash() {
        Caller guest = Caller.ofAChannelThatAsksFor(Routing.Asks.HOST_PIN);
        guest.answered().expect(say(Prompt.WELCOME, Prompt.ENTER_HOST_PIN));
        guest.type("#");
        guest.expect(knock(null));
        guest.verdict(IN);
        guest.expect(new Action.EnterChannel(IN));

        Caller host = Caller.ofAChannelThatAsksFor(Routing.Asks.HOST_PIN);
        host.answered().heard.clear();
        host.type("135790#");
        host.expect(knock("135790"));
        host.verdict(Caller.AS_HOST);
        host.expect(new Action.EnterChannel(Caller.AS_HOST), say(Prompt.YOU_ARE_HOST));
    }

    @Test
    void whoeverWaitsForAHostHearsMusicUntilOneIsThere() {
        Caller guest = Caller.ofAChannelThatAsksFor(Routing.Asks.PIN);
        guest.answered().heard.clear();
        guest.type("2468#");
        guest.heard.clear();
        guest.verdict(Caller.AWAITS_HOST);
        guest.expect(new Action.PlayMusic(), say(Prompt.WAIT_FOR_HOST));
        assertTrue(guest.attendant.awaitsHost());
        assertFalse(guest.attendant.inChannel());
        Action looks = knock(Caller.ADMITTED, null);
        for (int i = 0; i < 20; i++) {
            guest.type("*6#1");
            guest.pass(500);
            guest.expect(looks);
            guest.verdict(Caller.AWAITS_HOST);
            guest.expect();
        }
        guest.pass(500);
        guest.expect(looks);
        guest.verdict(IN);
        guest.expect(new Action.EnterChannel(IN), say(Prompt.HOST_IS_HERE));
        assertFalse(guest.attendant.awaitsHost());
    }

    @Test
    void whoeverWaitsForAnHourWaitsInVain() {
        Caller guest = Caller.ofAChannelThatAsksFor(Routing.Asks.NOTHING);
        guest.answered();
        guest.verdict(Caller.AWAITS_HOST);
        guest.heard.clear();
        for (int i = 0; i < 2 * 3599; i++) {
            guest.pass(500);
            guest.verdict(Caller.AWAITS_HOST);
        }
        assertTrue(guest.attendant.awaitsHost());
        for (int i = 0; i < 4; i++) {
            guest.pass(500);
            guest.verdict(Caller.AWAITS_HOST);
        }
        assertEquals(say(Prompt.NO_HOST), guest.heard.getLast());
        guest.promptsEnded();
        assertEquals(new Action.HangUp(EndReason.NO_HOST), guest.heard.getLast());
    }

    @Test
    void aConferenceEndsWithItsHostForThoseToWhoWaitForOne() {
        Caller waiting = Caller.ofAChannelThatAsksFor(Routing.Asks.NOTHING);
        waiting.answered();
        waiting.verdict(Caller.AWAITS_HOST);
        for (Caller caller : List.of(waiting, Caller.inside(IN))) {
            caller.heard.clear();
            caller.heard.addAll(caller.attendant.hostLeft(caller.now));
            caller.expect(new Action.Mute(true), say(Prompt.HOST_LEFT));
            caller.promptsEnded();
            caller.expect(new Action.HangUp(EndReason.HOST_LEFT));
        }
    }

    /** Between his PIN and the end of his pause a host may have locked it. */
    @Test
    void whetherHeMayComeInIsAskedWhenHeHasWaited() {
        caller.answered();
        caller.type("481#246810#");
        caller.heard.clear();
        caller.verdict(Caller.after(4, Caller.KNOWN));
        caller.pass(3_999);
        caller.expect();
        caller.pass(1);
        caller.expect(knock(Caller.ADMITTED, null));
        caller.verdict(new Outcome.Locked());
        caller.expect(new Action.Mute(true), say(Prompt.LOCKED_OUT));
    }

    @Test
    void whoseKeysAreNotHeardIsNotKeptOutForHavingNone() {
        Caller guest = Caller.ofAChannelThatAsksFor(Routing.Asks.HOST_PIN);
        guest.answered().heard.clear();
        guest.pass(10_000);
        guest.expect(say(Prompt.ENTER_HOST_PIN));
        guest.promptsEnded();
        guest.pass(10_000);
        guest.expect(knock(null));
    }

    @Test
    void theRightPinIsRightHoweverLateItIsTyped() {
        caller.answered();
        caller.type("481#");
        caller.promptsEnded();
        caller.type("1");
        for (int i = 0; i < 84; i++) {
            caller.type("*1");
            caller.pass(600);
        }
        caller.type("*");
        caller.type("246810#");
        caller.verdict(Caller.after(8, Caller.KNOWN));
        caller.heard.clear();
        caller.pass(8_000);
        assertTrue(caller.now > TimeUnit.HOURS.toNanos(1) + Doorway.LONGEST_NANOS);
        caller.expect(knock(Caller.ADMITTED, null));
        caller.pass(100);
        caller.verdict(IN);
        caller.expect(new Action.EnterChannel(IN));
    }
}
