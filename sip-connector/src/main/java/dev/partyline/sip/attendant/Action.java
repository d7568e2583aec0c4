package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Spoken;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.EntryVerdict;
import dev.partyline.sip.Knock;
import dev.partyline.sip.Question;
import java.util.List;

/** What the attendant wants done, in the order of its list. */
public sealed interface Action {
    /** Speak these instead of what is being spoken; an empty list only stops it. */
    record Say(List<Spoken> spoken) implements Action {
        public Say {
            spoken = List.copyOf(spoken);
        }

        static Say of(Spoken... spoken) {
            return new Say(List.of(spoken));
        }
    }

    /** Have this judged, and tell the verdict to {@link Attendant#verdict}. */
    record TryToEnter(Knock knock) implements Action {}

    /** He hears music until he is let in. */
    record PlayMusic() implements Action {}

    record EnterChannel(EntryVerdict.Outcome.In in) implements Action {}

    record Mute(boolean muted) implements Action {}

    /** How loud the caller hears the others from now on; 0 is as they come. */
    record Volume(int decibels) implements Action {}

    /** Have this answered, and tell the answer to {@link Attendant#answered(Question.Answer)}. */
    record Ask(Question question) implements Action {}

    record HangUp(EndReason reason) implements Action {}
}
