package dev.partyline.media.srtp;

/** The protection profiles that are spoken, the better one first (RFC 5764 section 4.1.2, RFC 7714 section 14.2). */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10);

    private final int protectionId;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int protectionId, int keyBytes, int saltBytes, int tagBytes) {
        this.protectionId = protectionId;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** Its number in the use_srtp extension. */
    public int protectionId() {
        return protectionId;
    }

    /** Length of a master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of a master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Length of an authentication tag. */
    int tagBytes() {
        return tagBytes;
    }
}
