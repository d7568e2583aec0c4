package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Prompt;
import java.util.List;

/** How loud one caller hears the others, by his keys: in steps of {@value #STEP_DB} dB, two up and three down. */
final class Volume {
    private static final int STEP_DB = 6;
    private static final int LOUDEST_DB = 12;
    private static final int QUIETEST_DB = -18;

    private int decibels;

    List<Action> louder() {
        return change(STEP_DB, Prompt.LOUDER, Prompt.LOUDEST);
    }

    List<Action> quieter() {
        return change(-STEP_DB, Prompt.QUIETER, Prompt.QUIETEST);
    }

    private List<Action> change(int byDb, Prompt said, Prompt saidAtTheEnd) {
        int wanted = Math.clamp(decibels + byDb, QUIETEST_DB, LOUDEST_DB);
        if (wanted == decibels) {
            return List.of(Action.Say.of(saidAtTheEnd));
        }
        decibels = wanted;
        return List.of(new Action.Volume(wanted), Action.Say.of(said));
    }
}
