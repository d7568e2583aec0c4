package dev.partyline.sip.attendant;

import java.util.Arrays;
import java.util.Optional;

/** What a caller can do in a channel, by {@code *} and a digit. */
enum Command {
    HELP('0'),
    WHO_IS_HERE('1'),
    QUIETER('4'),
    LOCK('5'),
    MUTE('6'),
    LOUDER('7'),
    HAND('9');

    private final char digit;

    Command(char digit) {
        this.digit = digit;
    }

    static Optional<Command> of(char digit) {
        return Arrays.stream(values()).filter(command -> command.digit == digit).findFirst();
    }
}
