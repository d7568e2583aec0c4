package dev.partyline.sip.sdp;

/** Whether keys have to be found as tones in the audio. They are in G.711 alone, so that is what is answered then. */
@FunctionalInterface
public interface ToneRule {
    /** Keys come by other ways. */
    ToneRule NEVER = _ -> false;

    /** @param eventsOffered whether the far end sends telephone events (RFC 4733) beside the audio */
    boolean listensForTones(boolean eventsOffered);
}
