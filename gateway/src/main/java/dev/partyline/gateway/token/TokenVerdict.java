package dev.partyline.gateway.token;

/** What became of a token. */
public sealed interface TokenVerdict {
    record Good(Pass pass) implements TokenVerdict {}

    record Invalid() implements TokenVerdict {}

    record Expired() implements TokenVerdict {}

    /** A good one, for other channels. */
    record OtherChannel() implements TokenVerdict {}
}
