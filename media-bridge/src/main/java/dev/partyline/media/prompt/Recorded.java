package dev.partyline.media.prompt;

/**
 * One thing that can be said, in one language.
 *
 * @param samples at 8 kHz; shared, and never changed
 * @param words what they say; of an operator's file, what ours says, or nothing in a language that we have none of
 */
@SuppressWarnings("ArrayRecordComponent")
public record Recorded(short[] samples, String words, Origin origin) {
    public enum Origin {
        SHIPPED,
        /** A file of the operator's own folder. */
        OWN,
        /** The language lacks it, so it is said in English. */
        ENGLISH
    }

    /** As a WAV file: 8 kHz, mono, 16 bit. */
    public byte[] wav() {
        return WavFile.of(samples);
    }
}
