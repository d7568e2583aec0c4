package dev.partyline.sip;

/** The bridge's own short name of a call, in log lines and in the list of live calls. Not the SIP Call-ID. */
public record CallId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
