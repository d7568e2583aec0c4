package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.Secret;
import java.util.List;

/** What the attendant wants done, in the order of its list. */
public sealed interface Action {
    /** Speak these instead of what is being spoken; an empty list only stops it. */
    record Say(List<Prompt> prompts) implements Action {
        public Say {
            prompts = List.copyOf(prompts);
        }
    }

    /** Have this PIN judged, and tell the verdict to {@link Attendant#verdict}. */
    record TryPin(Secret pin) implements Action {}

    record EnterChannel() implements Action {}

    record Mute(boolean muted) implements Action {}

    record HangUp(EndReason reason) implements Action {}
}
