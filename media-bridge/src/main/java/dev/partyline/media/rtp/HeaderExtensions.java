package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/** Writes and reads what we say in header extensions (RFC 8285): one element, the audio level of RFC 6464. */
public final class HeaderExtensions {
    /** What {@link #writeAudioLevel} puts. */
    public static final int AUDIO_LEVEL_BYTES = 8;

    /** Where a packet says nothing of its level. */
    public static final int LEVEL_UNKNOWN = 1;

    private static final int ONE_BYTE_PROFILE = 0xbede;
    private static final int VOICE = 0x80;
    private static final int QUIETEST = 127;

    private HeaderExtensions() {}

    /**
     * Puts a whole extension block with the level alone; the header's X bit is the caller's to set.
     *
     * @param id 1 to 14
     * @param levelDbov -127 to 0
     * @param voice whether somebody speaks (the V bit)
     */
    public static void writeAudioLevel(ByteBuffer out, int id, int levelDbov, boolean voice) {
        out.putShort((short) ONE_BYTE_PROFILE).putShort((short) 1);
        int level = Math.clamp(-levelDbov, 0, QUIETEST);
        out.put((byte) (id << 4)).put((byte) ((voice ? VOICE : 0) | level)).putShort((short) 0);
    }

    /**
     * The level of a packet, -127 to 0 dBov, or {@link #LEVEL_UNKNOWN}.
     *
     * @param id as agreed, or 0 where nothing was
     */
    public static int audioLevelDbov(RtpPacket packet, int id) {
        int at = id == 0 ? -1 : packet.extension(id);
        return at < 0 ? LEVEL_UNKNOWN : -(packet.buffer().get(at) & 0x7f);
    }

    /** Whether the sender of the packet hears a voice in it (the V bit); false where it says nothing. */
    public static boolean voiceActivity(RtpPacket packet, int id) {
        int at = id == 0 ? -1 : packet.extension(id);
        return at >= 0 && packet.buffer().get(at) < 0;
    }
}
