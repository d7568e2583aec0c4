package dev.partyline.sip;

/** What a caller in a channel asks of the application by a key, and what he is told. */
public enum Question {
    WHO_IS_HERE,
    /** A host locks the channel, or opens it again. */
    TOGGLE_LOCK;

    public sealed interface Answer {
        /** With the one who asks. */
        record Here(int phones, int browsers) implements Answer {
            public Here {
                if (phones < 0 || browsers < 0) {
                    throw new IllegalArgumentException("nobody is fewer than none");
                }
            }
        }

        record Lock(boolean locked) implements Answer {}

        /** Only a host may. */
        record NotAllowed() implements Answer {}
    }
}
