package dev.partyline.media.prompt;

/** A number from 0 to {@value #MOST}: languages put numbers together each in its own way, so each is a file. */
public record SpokenNumber(int value) implements Spoken {
    public static final int MOST = 99;

    public SpokenNumber {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("numbers are spoken from 0 to " + MOST + ", not " + value);
        }
    }

    @Override
    public String fileName() {
        return "number-" + value + ".wav";
    }
}
