package dev.partyline.gateway.security;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.sip.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The one account there is: its password comes from the settings, else from the database. */
@Component
final class Administrator implements UserDetailsService {
    /** May see and change everything. */
    static final String ADMIN = "ADMIN";
    /** Came with the one-time password: may choose a password, and nothing else. */
    static final String ONE_TIME = "ONE_TIME";

    private final @Nullable String configuredHash;
    private final AccountStore accounts;

    Administrator(GatewayProperties properties, AccountStore accounts, PasswordEncoder encoder) {
        Secret configured = properties.adminPassword();
        configuredHash = configured == null ? null : encoder.encode(configured.value());
        this.accounts = accounts;
    }

    boolean isConfigured() {
        return configuredHash != null;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        if (!AccountStore.NAME.equals(name)) {
            throw new UsernameNotFoundException("no such account");
        }
        if (configuredHash != null) {
            return user(configuredHash, ADMIN);
        }
        AccountStore.Account account =
                accounts.find().orElseThrow(() -> new UsernameNotFoundException("no such account"));
        return user(account.passwordHash().value(), account.oneTime() ? ONE_TIME : ADMIN);
    }

    private static UserDetails user(String hash, String authority) {
        return User.withUsername(AccountStore.NAME)
                .password(hash)
                .authorities(authority)
                .build();
    }
}
