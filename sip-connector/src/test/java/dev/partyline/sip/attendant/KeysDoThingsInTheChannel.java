package dev.partyline.sip.attendant;

import static dev.partyline.sip.attendant.Caller.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.prompt.SpokenNumber;
import dev.partyline.sip.Question;
import dev.partyline.sip.Question.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysDoThingsInTheChannel {
    private final Caller guest = Caller.inside(Caller.IN);
    private final Caller host = Caller.inside(Caller.AS_HOST);

    @Test
    void starNineRaisesTheHandAndLowersIt() {
        guest.type("*9");
        guest.expect(say(Prompt.HAND_RAISED));
        assertTrue(guest.attendant.handRaised());
        guest.type("*9");
        guest.expect(say(Prompt.HAND_LOWERED));
        assertFalse(guest.attendant.handRaised());
    }

    @Test
    void aHostWhoHasSeenTheHandLowersIt() {
        assertEquals(List.of(), guest.attendant.handLowered());
        guest.type("*9");
        assertEquals(List.of(say(Prompt.HAND_LOWERED)), guest.attendant.handLowered());
        assertFalse(guest.attendant.handRaised());
    }

    @Test
    void starSevenIsLouderAndStarFourQuieterAsFarAsTheyGo() {
        guest.type("*7*7*7");
        guest.expect(
                new Action.Volume(6),
                say(Prompt.LOUDER),
                new Action.Volume(12),
                say(Prompt.LOUDER),
                say(Prompt.LOUDEST));
        guest.type("*4*4");
        guest.expect(new Action.Volume(6), say(Prompt.QUIETER), new Action.Volume(0), say(Prompt.QUIETER));
        guest.type("*4*4*4*4");
        guest.expect(
                new Action.Volume(-6),
                say(Prompt.QUIETER),
                new Action.Volume(-12),
                say(Prompt.QUIETER),
                new Action.Volume(-18),
                say(Prompt.QUIETER),
                say(Prompt.QUIETEST));
    }

    @Test
    void starOneTellsWhoIsHere() {
        guest.type("*1");
        guest.expect(new Action.Ask(Question.WHO_IS_HERE));
        assertEquals(List.of(say(Prompt.ONLY_YOU)), guest.attendant.answered(new Answer.Here(1, 0)));
        assertEquals(
                List.of(new Action.Say(List.of(new SpokenNumber(12), Prompt.PEOPLE_HERE))),
                guest.attendant.answered(new Answer.Here(12, 0)));
        assertEquals(
                List.of(new Action.Say(List.of(
                        new SpokenNumber(5),
                        Prompt.PEOPLE_HERE,
                        new SpokenNumber(2),
                        Prompt.BY_TELEPHONE,
                        new SpokenNumber(3),
                        Prompt.IN_BROWSERS))),
                guest.attendant.answered(new Answer.Here(2, 3)));
        assertEquals(List.of(say(Prompt.MANY_PEOPLE)), guest.attendant.answered(new Answer.Here(60, 40)));
    }

    @Test
    void starFiveLocksForAHostAlone() {
        guest.type("*5");
        guest.expect(say(Prompt.HOSTS_ONLY));
        host.type("*5");
        host.expect(new Action.Ask(Question.TOGGLE_LOCK));
        assertEquals(List.of(say(Prompt.LOCKED)), host.attendant.answered(new Answer.Lock(true)));
        assertEquals(List.of(say(Prompt.UNLOCKED)), host.attendant.answered(new Answer.Lock(false)));
    }

    @Test
    void starZeroHelps() {
        guest.type("*0");
        guest.expect(say(Prompt.HELP));
        host.type("*0");
        host.expect(say(Prompt.HELP, Prompt.HELP_HOST));
    }

    @Test
    void whoHasLeftIsToldNothingMore() {
        guest.attendant.removed(guest.now);
        guest.type("*9*1*0");
        guest.expect();
        assertEquals(List.of(), guest.attendant.answered(new Answer.Here(2, 3)));
        assertEquals(List.of(), guest.attendant.handLowered());
    }
}
