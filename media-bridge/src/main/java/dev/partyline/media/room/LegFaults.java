package dev.partyline.media.room;

/** Where a leg's programming error goes. Called on the loop: it must neither block nor log there. */
public interface LegFaults {
    void broke(Throwable fault);
}
