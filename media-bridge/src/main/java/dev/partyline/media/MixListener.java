package dev.partyline.media;

/** Takes what a room has for one browser, on the loop's thread, once a tick. */
public interface MixListener {
    /**
     * 20 ms of the mixed stream. The arrays are the room's and hold good until this returns.
     *
     * @param opus one Opus packet (RFC 6716), 960 samples at 48 kHz
     * @param csrcs who is in it, loudest first ({@link BrowserAudio#csrc}, {@link PhoneMediaStats#csrc})
     * @param levelDbov of the packet, -127 to 0 (RFC 6464)
     */
    void mixed(byte[] opus, int length, int[] csrcs, int csrcCount, int levelDbov);

    /** The leg's room had to drop it after a fault: it hears and says nothing more. */
    void broken();
}
