package dev.partyline.sip.attendant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.RoomId;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.EntryVerdict.Outcome;
import dev.partyline.sip.Goal;
import dev.partyline.sip.Knock;
import dev.partyline.sip.Routing;
import dev.partyline.sip.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who talks to the attendant, in virtual time. */
final class Caller {
    static final RoomId ROOM = new RoomId("boardroom");
    static final Goal.Admitted ADMITTED = new Goal.Admitted(ROOM, "boardroom", false);
    static final Outcome KNOWN = new Outcome.Known(ADMITTED);
    static final Outcome.In IN = new Outcome.In(ROOM, "boardroom", false);
    static final Outcome AWAITS_HOST = new Outcome.AwaitsHost(ADMITTED);
    static final Outcome.In AS_HOST = new Outcome.In(ROOM, "boardroom", true);

    final Attendant attendant;
    final List<Action> heard = new ArrayList<>();
    long now = TimeUnit.HOURS.toNanos(1);

    Caller(Routing.Answered routing) {
        attendant = new Attendant(routing);
    }

    static Caller ofAChannelThatAsksFor(Routing.Asks asks) {
        return new Caller(new Routing.ToChannel(ROOM, "boardroom", asks, Language.ENGLISH));
    }

    static Caller ofTheAttendant() {
        return new Caller(new Routing.ToAttendant(Language.ENGLISH));
    }

    /** Who is in already, and has heard what there was to hear. */
    static Caller inside(Outcome.In in) {
        Caller caller = ofAChannelThatAsksFor(Routing.Asks.NOTHING);
        caller.attendant.answered(caller.now);
        caller.attendant.verdict(new EntryVerdict(in, Duration.ZERO), caller.now);
        return caller;
    }

    static Action say(Prompt... prompts) {
        return new Action.Say(List.of(prompts));
    }

    static Action knock(@Nullable String pin) {
        return knock(new Goal.Channel(ROOM, "boardroom"), pin);
    }

    static Action knock(Goal goal, @Nullable String pin) {
        return new Action.TryToEnter(new Knock(goal, pin == null ? null : new Secret(pin)));
    }

    static EntryVerdict after(long pauseSeconds, Outcome outcome) {
        return new EntryVerdict(outcome, Duration.ofSeconds(pauseSeconds));
    }

    Caller answered() {
        heard.addAll(attendant.answered(now));
        heard.addAll(attendant.promptsEnded(now));
        return this;
    }

    void type(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            pass(200);
            heard.addAll(attendant.digit(keys.charAt(i), now));
        }
    }

    /** Time goes on, and every deadline on the way is met at its very time. */
    void pass(long millis) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (attendant.deadlineNanos() <= until) {
            now = attendant.deadlineNanos();
            heard.addAll(attendant.deadlineReached(now));
        }
        now = until;
    }

    void promptsEnded() {
        heard.addAll(attendant.promptsEnded(now));
    }

    void verdict(Outcome outcome) {
        verdict(after(0, outcome));
    }

    void verdict(EntryVerdict verdict) {
        heard.addAll(attendant.verdict(verdict, now));
    }

    void expect(Action... actions) {
        assertEquals(List.of(actions), heard);
        heard.clear();
    }
}
