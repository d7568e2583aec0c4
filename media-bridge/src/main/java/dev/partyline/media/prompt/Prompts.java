package dev.partyline.media.prompt;

import java.util.Map;

/** Everything the bridge can say in one language, as samples at 8 kHz that all legs share and nobody changes. */
public final class Prompts {
    private final Map<Spoken, Recorded> recorded;

    Prompts(Map<Spoken, Recorded> recorded) {
        this.recorded = Map.copyOf(recorded);
    }

    public Recorded recorded(Spoken spoken) {
        Recorded found = recorded.get(spoken);
        if (found == null) {
            throw new IllegalArgumentException("nobody has recorded " + spoken);
        }
        return found;
    }

    public short[] samples(Spoken spoken) {
        return recorded(spoken).samples();
    }
}
