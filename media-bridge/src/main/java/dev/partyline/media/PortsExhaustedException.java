package dev.partyline.media;

/** Every phone port is taken: the bridge is full. */
public final class PortsExhaustedException extends Exception {
    private static final long serialVersionUID = 1L;

    public PortsExhaustedException(PortRange range) {
        super("no free pair of ports in " + range.first() + "-" + range.last());
    }
}
