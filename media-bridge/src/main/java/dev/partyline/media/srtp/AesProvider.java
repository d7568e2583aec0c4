package dev.partyline.media.srtp;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.CipherFactory;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;

/**
 * Whose AES is used: the system's OpenSSL through jitsi-srtp's own library where that is to be had, else the JDK's.
 * Left to itself jitsi-srtp measures them all at the first packet and may take BouncyCastle's, many times slower.
 */
final class AesProvider {
    /** Told by {@link #NAME}. Held here, for the registry holds loggers weakly, and would forget the level. */
    private static final Logger QUIET = Logger.getLogger("org.jitsi");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    /** For the log. */
    static final String NAME = choose();

    private AesProvider() {}

    private static String choose() {
        boolean openSsl = openSslWorks();
        Class<? extends CipherFactory> factory =
                openSsl ? Aes.OpenSSLCipherFactory.class : Aes.SunJCECipherFactory.class;
        Aes.setFactoryClassName(factory.getName());
        for (String transformation : new String[] {"AES/CTR/NoPadding", "AES/GCM/NoPadding"}) {
            String name = Aes.createCipher(transformation).getProvider().getName();
            if (!name.equals(openSsl ? "JitsiOpenSslProvider" : "SunJCE")) {
                throw new IllegalStateException(transformation + " came from " + name);
            }
        }
        return openSsl ? "OpenSSL" : "JDK";
    }

    private static boolean openSslWorks() {
        try {
            return JitsiOpenSslProvider.isLoaded()
                    && new Aes.OpenSSLCipherFactory().createCipher("AES/GCM/NoPadding") != null;
        } catch (Exception | LinkageError notHere) {
            return false;
        }
    }
}
