package dev.partyline.media.prompt;

import java.util.Locale;

/** The phrases that the bridge can say, in the order in which a caller may meet them. */
public enum Prompt implements Spoken {
    WELCOME,
    ENTER_CONFERENCE,
    ENTER_PIN,
    ENTER_HOST_PIN,
    PIN_WRONG,
    PIN_REFUSED,
    CONFERENCE_WRONG,
    CONFERENCE_REFUSED,
    NO_KEYS,
    LOCKED_OUT,
    FULL,
    OUT_OF_REACH,
    WAIT_FOR_HOST,
    NO_HOST,
    HOST_IS_HERE,
    HOST_LEFT,
    YOU_ARE_HOST,
    FIRST_IN_CHANNEL,
    MUTED,
    UNMUTED,
    HAND_RAISED,
    HAND_LOWERED,
    LOUDER,
    QUIETER,
    LOUDEST,
    QUIETEST,
    ONLY_YOU,
    PEOPLE_HERE,
    MANY_PEOPLE,
    BY_TELEPHONE,
    IN_BROWSERS,
    LOCKED,
    UNLOCKED,
    HOSTS_ONLY,
    HELP,
    HELP_HOST,
    REMOVED,
    CLOSING;

    private final String fileName = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".wav";

    @Override
    public String fileName() {
        return fileName;
    }
}
