package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key and a certificate that it signed itself, as the two PEM files that all peers read; by the JDK's own tool. */
public final class Certificate {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "peer";

    private final Path certificate;
    private final Path privateKey;

    /**
     * @param folder where its files are to stand
     * @param names whom it is for, as {@code keytool} writes them, such as {@code dns:pbx.example,ip:127.0.0.5}
     */
    public Certificate(Path folder, String names) {
        certificate = folder.resolve("certificate.pem");
        privateKey = folder.resolve("key.pem");
        try {
            Files.createDirectories(folder);
            KeyStore store = generated(folder.resolve("key.p12"), names);
            Files.writeString(
                    certificate, pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
            Files.writeString(
                    privateKey, pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore generated(Path file, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Process tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=partyline-test",
                        "-ext",
                        "SAN=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    public Path certificate() {
        return certificate;
    }

    public Path privateKey() {
        return privateKey;
    }

    /** Sets it as the bundle of that name. */
    public void asBundle(BridgeProcess bridge, String name) {
        String prefix = "spring.ssl.bundle.pem." + name;
        bridge.set(prefix + ".keystore.certificate", "file:" + certificate)
                .set(prefix + ".keystore.private-key", "file:" + privateKey)
                .set(prefix + ".reload-on-update", true);
    }

    /** Sets what trusts it, and nothing else, as the bundle of that name. */
    public void asTrust(BridgeProcess bridge, String name) {
        bridge.set("spring.ssl.bundle.pem." + name + ".truststore.certificate", "file:" + certificate);
    }
}
