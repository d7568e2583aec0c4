package dev.partyline.sip;

/** A password or PIN. It never prints itself. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
