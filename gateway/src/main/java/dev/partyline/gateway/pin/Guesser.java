package dev.partyline.gateway.pin;

import dev.partyline.gateway.source.SourceBlocks;

/**
 * Who types a PIN.
 *
 * @param caller empty where withheld; a browser's address block stands for its number
 * @param trunk the trunk, or the wider block of a browser's address
 */
public record Guesser(Way way, String caller, String trunk) {
    /** How he came. */
    enum Way {
        PHONE,
        WEB
    }

    public static Guesser phone(String caller, String trunk) {
        return new Guesser(Way.PHONE, caller, trunk);
    }

    public static Guesser browser(SourceBlocks source) {
        return new Guesser(Way.WEB, "from " + source.own(), "network " + source.network());
    }

    String key() {
        return trunk + '\n' + caller;
    }
}
