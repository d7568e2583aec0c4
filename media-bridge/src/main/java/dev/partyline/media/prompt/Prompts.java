package dev.partyline.media.prompt;

import java.util.Map;

/** Everything the bridge can say in one language, as samples at 8 kHz that all legs share and nobody changes. */
public final class Prompts {
    private final Map<Spoken, short[]> samples;

    Prompts(Map<Spoken, short[]> samples) {
        this.samples = Map.copyOf(samples);
    }

    public short[] samples(Spoken spoken) {
        short[] found = samples.get(spoken);
        if (found == null) {
            throw new IllegalArgumentException("no samples of " + spoken);
        }
        return found;
    }
}
