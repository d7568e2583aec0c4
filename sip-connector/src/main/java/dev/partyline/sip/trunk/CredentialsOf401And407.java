package dev.partyline.sip.trunk;

import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.trunk.Registration.Credentials;
import dev.partyline.sip.trunk.Registration.Response;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Credentials for a registrar and for a proxy before it; a REGISTER may need both (RFC 3261 section 22.3). */
final class CredentialsOf401And407 {
    private final DigestClient registrar;
    private final DigestClient proxy;
    private List<Credentials> present = List.of();

    CredentialsOf401And407(RegistrationSettings settings, RandomGenerator random) {
        registrar = client(settings, random);
        proxy = client(settings, random);
    }

    private static DigestClient client(RegistrationSettings settings, RandomGenerator random) {
        String name = settings.authUsername() != null ? settings.authUsername() : settings.username();
        return new DigestClient(name, settings.password(), settings.realm(), () -> cnonce(random));
    }

    private static String cnonce(RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    List<Credentials> begin(String uri) {
        List<Credentials> credentials = new ArrayList<>();
        registrar.begin("REGISTER", uri).ifPresent(value -> credentials.add(www(value)));
        proxy.begin("REGISTER", uri).ifPresent(value -> credentials.add(proxied(value)));
        present = List.copyOf(credentials);
        return present;
    }

    /** Everything to send with the repetition; empty where the challenge can't be answered. */
    Optional<List<Credentials>> challenged(Response response, String uri) {
        Optional<Credentials> answer = response.status() == 401
                ? registrar
                        .challenged(response.wwwAuthenticate(), "REGISTER", uri)
                        .map(CredentialsOf401And407::www)
                : proxy.challenged(response.proxyAuthenticate(), "REGISTER", uri)
                        .map(CredentialsOf401And407::proxied);
        return answer.map(added -> {
            List<Credentials> all = new ArrayList<>(present);
            all.removeIf(old -> old.headerName().equals(added.headerName()));
            all.add(added);
            present = List.copyOf(all);
            return present;
        });
    }

    private static Credentials www(String value) {
        return new Credentials("Authorization", value);
    }

    private static Credentials proxied(String value) {
        return new Credentials("Proxy-Authorization", value);
    }
}
