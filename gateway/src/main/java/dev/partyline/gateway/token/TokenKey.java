package dev.partyline.gateway.token;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.sip.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that signs tokens: from the settings, else drawn once and kept in the data directory. */
final class TokenKey {
    static final String FILE = "tokens.key";
    private static final int BYTES = 32;

    private TokenKey() {}

    static SecretKey of(GatewayProperties properties) {
        Secret configured = properties.tokensKey();
        String text = configured != null ? configured.value() : kept(properties.dataDirectory());
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private static String kept(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                draw(file);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (text.length() >= 2 * BYTES) {
                return text;
            }
        } catch (IOException e) {
            throw new WrongSettingException(
                    "partyline.tokens.key", file + " can't be read; let this user read and write it, or set a key");
        }
        throw new WrongSettingException(
                "partyline.tokens.key", file + " holds no key; delete it, which ends all invitations, or set a key");
    }

    private static void draw(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        byte[] line = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (WritableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (FileAlreadyExistsException e) {
            // Another start drew one just now; that one is as good.
            return;
        }
    }
}
