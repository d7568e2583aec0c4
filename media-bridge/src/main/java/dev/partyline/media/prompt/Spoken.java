package dev.partyline.media.prompt;

/** Something that the bridge can say, in one WAV file a language: 8 kHz, mono, 16 bit. */
public sealed interface Spoken permits Prompt, SpokenNumber {
    String fileName();
}
