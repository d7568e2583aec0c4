package dev.partyline.media.srtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The master keys and salts of both directions. Whoever made them closes them: then they are zeros. */
public final class SrtpKeys implements AutoCloseable {
    private final SrtpProfile profile;
    private final byte[] localKey;
    private final byte[] localSalt;
    private final byte[] remoteKey;
    private final byte[] remoteSalt;

    /**
     * Copies the keys.
     *
     * @param localKey for what is sent
     * @param remoteKey for what is received
     */
    public SrtpKeys(SrtpProfile profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {
        if (localKey.length != profile.keyBytes() || remoteKey.length != profile.keyBytes()) {
            throw new IllegalArgumentException("a master key of " + profile + " has " + profile.keyBytes() + " bytes");
        }
        if (localSalt.length != profile.saltBytes() || remoteSalt.length != profile.saltBytes()) {
            throw new IllegalArgumentException(
                    "a master salt of " + profile + " has " + profile.saltBytes() + " bytes");
        }
        this.profile = profile;
        this.localKey = localKey.clone();
        this.localSalt = localSalt.clone();
        this.remoteKey = remoteKey.clone();
        this.remoteSalt = remoteSalt.clone();
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** Key and salt of what is sent, one behind the other, as SDES writes them (RFC 4568 section 6.1); the caller's own copy. */
    public byte[] localMaster() {
        return joined(localKey, localSalt);
    }

    /** Whether what is received comes under this key and salt, joined as in {@link #localMaster}. */
    public boolean hasRemoteMaster(byte[] master) {
        return MessageDigest.isEqual(joined(remoteKey, remoteSalt), master);
    }

    private static byte[] joined(byte[] key, byte[] salt) {
        byte[] master = Arrays.copyOf(key, key.length + salt.length);
        System.arraycopy(salt, 0, master, key.length, salt.length);
        return master;
    }

    /** What tells the key of what is sent from another one, and tells nothing else. */
    byte[] localPrint() {
        return print(localKey, localSalt);
    }

    byte[] remotePrint() {
        return print(remoteKey, remoteSalt);
    }

    private byte[] print(byte[] key, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) profile.protectionId());
            digest.update(key);
            return digest.digest(salt);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    byte[] localKey() {
        return localKey;
    }

    byte[] localSalt() {
        return localSalt;
    }

    byte[] remoteKey() {
        return remoteKey;
    }

    byte[] remoteSalt() {
        return remoteSalt;
    }

    @Override
    public void close() {
        Arrays.fill(localKey, (byte) 0);
        Arrays.fill(localSalt, (byte) 0);
        Arrays.fill(remoteKey, (byte) 0);
        Arrays.fill(remoteSalt, (byte) 0);
    }

    /** Says the profile and no more. */
    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
