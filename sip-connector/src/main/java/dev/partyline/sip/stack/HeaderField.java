package dev.partyline.sip.stack;

/** A header line of a message that we send. A line break in it would begin another header, so there is none. */
public record HeaderField(String name, String value) {
    public HeaderField {
        if ((name + value).chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a header holds no control characters");
        }
    }

    /** A digest is as good as a password to whoever has time to guess. */
    @Override
    public String toString() {
        return name + ": " + (name.endsWith("Authorization") ? "***" : value);
    }
}
