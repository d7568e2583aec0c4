package dev.partyline.sip.transport;

/** What SIP runs over here. */
public enum Protocol {
    UDP("udp"),
    TCP("tcp");

    private final String token;

    Protocol(String token) {
        this.token = token;
    }

    /** As in a {@code transport} parameter; a Via writes it in capitals, which is {@link #name}. */
    public String token() {
        return token;
    }
}
