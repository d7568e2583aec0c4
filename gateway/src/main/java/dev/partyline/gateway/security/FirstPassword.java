package dev.partyline.gateway.security;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.sip.Secret;
import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The one-time password of the first start: drawn where no password is configured and none is stored, or where a new
 * one is asked for. It is drawn when somebody is there to show it, so that a start that fails on its way spends none.
 * Only its hash is stored.
 */
@Component
public final class FirstPassword {
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private final GatewayProperties properties;
    private final AccountStore accounts;
    private final PasswordEncoder encoder;

    FirstPassword(GatewayProperties properties, AccountStore accounts, PasswordEncoder encoder) {
        this.properties = properties;
        this.accounts = accounts;
        this.encoder = encoder;
    }

    /** A new password, to be shown once; empty where there is one already. */
    public Optional<String> drawWhereMissing() {
        boolean missing = properties.adminPassword() == null
                && (properties.adminReset() || accounts.find().isEmpty());
        if (!missing) {
            return Optional.empty();
        }
        String password = draw(new SecureRandom());
        accounts.save(new AccountStore.Account(new Secret(encoder.encode(password)), true));
        return Optional.of(password);
    }

    private static String draw(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
