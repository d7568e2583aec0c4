package dev.partyline.sip.attendant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneIsMutedAndRemoved {
    private static final List<Action> MUTED = List.of(new Action.Mute(true), new Action.Say(List.of(Prompt.MUTED)));
    private static final List<Action> UNMUTED =
            List.of(new Action.Mute(false), new Action.Say(List.of(Prompt.UNMUTED)));

    private final Attendant attendant = Caller.inside(Caller.IN).attendant;
    private long now = TimeUnit.HOURS.toNanos(1);

    private List<Action> type(String keys, long millisBetween) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < keys.length(); i++) {
            now += TimeUnit.MILLISECONDS.toNanos(millisBetween);
            actions.addAll(attendant.digit(keys.charAt(i), now));
        }
        return actions;
    }

    @Test
    void starSixMutesAndUnmutes() {
        assertEquals(MUTED, type("*6", 200));
        assertTrue(attendant.muted());
        assertEquals(UNMUTED, type("*6", 200));
        assertFalse(attendant.muted());
    }

    @Test
    void theSixMustComeWithinThreeSeconds() {
        assertEquals(List.of(), type("*6", 3_000));
        assertEquals(MUTED, type("*6", 2_999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "66", "*", "*8", "*86", "*#6", "#6", "*A6", "6*", "0123456789#ABCD", "*36"})
    void otherKeysAreNothing(String keys) {
        assertEquals(List.of(), type(keys, 200));
    }

    @Test
    void aSecondStarBeginsAgain() {
        assertEquals(MUTED, type("**6", 200));
        assertEquals(List.of(), type("6", 200));
    }

    @Test
    void operatorAndPhoneChangeTheSameState() {
        assertEquals(MUTED, attendant.mutedByOther(true));
        assertEquals(List.of(), attendant.mutedByOther(true));
        assertEquals(UNMUTED, type("*6", 200));
        assertEquals(List.of(), attendant.mutedByOther(false));
    }

    @Test
    void whoMutedItselfIsOpenedByItsOwnKeysAlone() {
        type("*6", 200);
        assertTrue(attendant.mutedItself());
        assertEquals(List.of(), attendant.mutedByOther(false));
        // A mute on top of it changes nothing, and gives nobody the right to open it.
        assertEquals(List.of(), attendant.mutedByOther(true));
        assertEquals(List.of(), attendant.mutedByOther(false));
        assertTrue(attendant.muted());
        assertEquals(UNMUTED, type("*6", 200));

        assertEquals(MUTED, attendant.mutedByOther(true));
        assertFalse(attendant.mutedItself());
        assertEquals(UNMUTED, attendant.mutedByOther(false));
        assertEquals(MUTED, attendant.mutedByOther(true));
        assertEquals(UNMUTED, type("*6", 200));
    }

    @Test
    void whoIsMutedBeforeHeIsInIsToldWhenHeIs() {
        Attendant asking = Caller.ofAChannelThatAsksFor(Routing.Asks.PIN).attendant;
        asking.answered(now);

        assertEquals(List.of(new Action.Mute(true)), asking.mutedByOther(true));
        assertEquals(List.of(), asking.mutedByOther(true));
        asking.digit('1', now);
        asking.digit('#', now);
        assertEquals(
                List.of(new Action.EnterChannel(Caller.IN), new Action.Say(List.of(Prompt.MUTED))),
                asking.verdict(Caller.after(0, Caller.IN), now));
    }

    @Test
    void whoIsRemovedIsSilencedAndToldThenTheCallEnds() {
        assertEquals(List.of(new Action.Mute(true), new Action.Say(List.of(Prompt.REMOVED))), attendant.removed(now));
        assertFalse(attendant.inChannel());
        assertEquals(List.of(), attendant.removed(now));
        assertEquals(List.of(), attendant.bridgeClosing(now));
        assertEquals(List.of(), attendant.mutedByOther(false));
        assertEquals(List.of(), type("*6", 200));
        assertEquals(List.of(new Action.HangUp(EndReason.REMOVED_BY_ADMIN)), attendant.promptsEnded(now));
        assertEquals(List.of(), attendant.promptsEnded(now));
    }

    @Test
    void aRemovedPhoneIsGoneAfterTenSecondsAtMost() {
        attendant.removed(now);

        assertEquals(now + TimeUnit.SECONDS.toNanos(10), attendant.deadlineNanos());
        assertEquals(List.of(), attendant.deadlineReached(attendant.deadlineNanos() - 1));
        assertEquals(
                List.of(new Action.HangUp(EndReason.REMOVED_BY_ADMIN)),
                attendant.deadlineReached(attendant.deadlineNanos()));
    }

    @Test
    void theClosingBridgeSaysSo() {
        assertEquals(
                List.of(new Action.Mute(true), new Action.Say(List.of(Prompt.CLOSING))), attendant.bridgeClosing(now));
        assertEquals(List.of(new Action.HangUp(EndReason.SHUTDOWN)), attendant.promptsEnded(now));
    }

    @Test
    void whoIsNotYetAnsweredIsHungUpAtOnce() {
        Attendant ringing = Caller.ofTheAttendant().attendant;

        assertEquals(List.of(new Action.HangUp(EndReason.REMOVED_BY_ADMIN)), ringing.removed(now));
        assertEquals(List.of(), ringing.answered(now));
    }
}
