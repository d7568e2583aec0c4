package dev.partyline.gateway.settings;

import dev.partyline.dialplan.Normaliser;
import dev.partyline.dialplan.NumberFormat;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.media.prompt.Language;
import dev.partyline.sip.Secret;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkSettings.MediaEncryption;
import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.TrunkSettings.WatchSettings;
import dev.partyline.sip.transport.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code partyline.trunks[n]}. */
final class TrunkReader {
    private static final Set<String> NATIONAL = Set.of("national-with-trunk-zero", "national-without-trunk-zero");
    private static final Map<String, NumberFormat> FORMATS = new LinkedHashMap<>();

    static {
        for (NumberFormat format : NumberFormat.values()) {
            FORMATS.put(format.name().toLowerCase(Locale.ROOT).replace('_', '-'), format);
        }
    }

    private static final int LARGEST_GAP = 20;
    private static final Duration WATCH = Duration.ofSeconds(30);

    private final SettingText settings;
    /** Of trunks that have none of their own. */
    private final Language language;

    TrunkReader(SettingText settings, Language language) {
        this.settings = settings;
        this.language = language;
    }

    List<Trunk> read() {
        List<Trunk> trunks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<AddressBlock, String> owners = new HashMap<>();
        int n = 0;
        for (; isThere(n); n++) {
            Trunk trunk = read("partyline.trunks[" + n + "].");
            if (!names.add(trunk.sip().name())) {
                throw SettingText.wrong(
                        "partyline.trunks[" + n + "].name", trunk.sip().name(), "write a name no other trunk has");
            }
            for (String address : trunk.sip().addresses()) {
                String owner = owners.putIfAbsent(
                        AddressBlock.parse(address), trunk.sip().name());
                if (owner != null && !owner.equals(trunk.sip().name())) {
                    throw SettingText.wrong(
                            "partyline.trunks[" + n + "].addresses", address, "it is trunk " + owner + "'s already");
                }
            }
            trunks.add(trunk);
        }
        refuseGap(n);
        return List.copyOf(trunks);
    }

    private void refuseGap(int missing) {
        for (int n = missing + 1; n <= missing + LARGEST_GAP; n++) {
            if (isThere(n)) {
                throw new WrongSettingException(
                        "partyline.trunks[" + n + "]",
                        "stands alone, since there is no partyline.trunks[" + missing + "]; number trunks from 0 on");
            }
        }
    }

    private boolean isThere(int n) {
        return Stream.of(
                        "name",
                        "registrar",
                        "transport",
                        "tls-bundle",
                        "watch",
                        "username",
                        "auth-username",
                        "password",
                        "realm",
                        "expires",
                        "addresses",
                        "addresses[0]",
                        "number-source",
                        "dtmf",
                        "media-encryption",
                        "emergency-code",
                        "number-format",
                        "region",
                        "language",
                        "max-calls",
                        "trust-identity")
                .anyMatch(field -> settings.text("partyline.trunks[" + n + "]." + field) != null);
    }

    private Trunk read(String prefix) {
        String name = settings.text(prefix + "name");
        if (name == null) {
            throw new WrongSettingException(prefix + "name", "is missing; write a short name such as office-pbx");
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
            throw SettingText.wrong(prefix + "name", name, "write up to 32 letters, digits, hyphens and underscores");
        }
        if (name.equals("demo")) {
            throw SettingText.wrong(prefix + "name", name, "write another one, this is the demo's own");
        }
        List<String> addresses = settings.list(prefix + "addresses");
        addresses.forEach(address -> SettingText.block(prefix + "addresses", address));
        RegistrationSettings registration = registration(prefix);
        if (registration == null && addresses.isEmpty()) {
            throw new WrongSettingException(
                    prefix + "registrar",
                    "is missing, and " + prefix + "addresses too; write the registrar to register with, or the "
                            + "addresses that calls come from, such as 192.0.2.0/28");
        }
        String format = settings.text(prefix + "number-format", "as-is");
        NumberFormat numberFormat = settings.choice(prefix + "number-format", FORMATS, "as-is");
        return new Trunk(
                new TrunkSettings(
                        name,
                        addresses,
                        registration,
                        numberSource(prefix + "number-source"),
                        dtmf(prefix),
                        mediaEncryption(prefix + "media-encryption", registration),
                        settings.number(prefix + "emergency-code", TrunkSettings.USUAL_EMERGENCY_CODE, 400, 699),
                        tlsBundle(prefix + "tls-bundle", registration),
                        watch(prefix, registration),
                        settings.number(prefix + "max-calls", TrunkSettings.NO_LIMIT, 1, 100_000),
                        settings.flag(prefix + "trust-identity", true)),
                numberFormat,
                region(prefix + "region", NATIONAL.contains(format)),
                settings.language(prefix + "language", language));
    }

    private @Nullable RegistrationSettings registration(String prefix) {
        String registrar = settings.text(prefix + "registrar");
        if (registrar == null) {
            for (String field : List.of("username", "auth-username", "password", "realm")) {
                if (settings.text(prefix + field) != null) {
                    throw new WrongSettingException(
                            prefix + "registrar", "is missing, though " + prefix + field + " is set");
                }
            }
            return null;
        }
        refuseNoServer(prefix + "registrar", registrar);
        String username = settings.text(prefix + "username");
        if (username == null) {
            throw new WrongSettingException(prefix + "username", "is missing; write the account to register");
        }
        Secret password = settings.secret(prefix + "password");
        if (password == null) {
            throw new WrongSettingException(prefix + "password", "is missing; write the account's password");
        }
        Protocol transport = transport(prefix);
        Duration expires = settings.duration(prefix + "expires", Duration.ofMinutes(10), Duration.ofHours(24));
        if (expires.toSeconds() < 30) {
            throw SettingText.wrong(prefix + "expires", expires.toSeconds() + "s", "write 30s or more, such as 10m");
        }
        return new RegistrationSettings(
                registrar,
                transport,
                username,
                settings.text(prefix + "auth-username"),
                password,
                settings.text(prefix + "realm"),
                expires);
    }

    private Protocol transport(String prefix) {
        Map<String, Protocol> choices = new LinkedHashMap<>();
        for (Protocol protocol : Protocol.values()) {
            choices.put(protocol.token(), protocol);
        }
        return settings.choice(prefix + "transport", choices, "udp");
    }

    private static boolean portFits(String registrar) {
        int colon = registrar.lastIndexOf(':');
        if (colon < 0 || registrar.endsWith("]")) {
            return true;
        }
        int port = Integer.parseInt(registrar.substring(colon + 1));
        return port >= 1 && port <= 65535;
    }

    /** Keys are spoken over TLS alone: where the registrar is reached otherwise, nobody could ever call. */
    private MediaEncryption mediaEncryption(String key, @Nullable RegistrationSettings registration) {
        Map<String, MediaEncryption> choices = new LinkedHashMap<>();
        for (MediaEncryption choice : MediaEncryption.values()) {
            choices.put(choice.name().toLowerCase(Locale.ROOT), choice);
        }
        MediaEncryption chosen = settings.choice(key, choices, "prefer");
        boolean keysInTheClear = registration != null
                ? registration.transport() != Protocol.TLS
                : settings.text("partyline.sip.tls.bundle") == null;
        if (chosen == MediaEncryption.REQUIRE && keysInTheClear) {
            throw SettingText.wrong(
                    key,
                    "require",
                    registration != null
                            ? "write transport=tls too, since keys are taken over TLS alone"
                            : "write partyline.sip.tls.bundle too, since keys are taken over TLS alone");
        }
        return chosen;
    }

    private @Nullable WatchSettings watch(String prefix, @Nullable RegistrationSettings registration) {
        String server = settings.text(prefix + "watch");
        if (server == null) {
            return null;
        }
        if (registration != null) {
            throw SettingText.wrong(prefix + "watch", server, "leave it out: a registrar is watched by registering");
        }
        refuseNoServer(prefix + "watch", server);
        return new WatchSettings(server, transport(prefix), WATCH);
    }

    private static void refuseNoServer(String key, String server) {
        if (!server.matches("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?") || !portFits(server)) {
            throw SettingText.wrong(key, server, "write host or host:port, such as pbx.example:5060");
        }
    }

    private @Nullable String tlsBundle(String key, @Nullable RegistrationSettings registration) {
        String bundle = settings.text(key);
        if (bundle != null && registration != null && registration.transport() != Protocol.TLS) {
            throw SettingText.wrong(key, bundle, "write transport=tls too, or leave it out");
        }
        return bundle;
    }

    private TrunkSettings.Dtmf dtmf(String prefix) {
        Map<String, TrunkSettings.Dtmf> choices = new LinkedHashMap<>();
        for (TrunkSettings.Dtmf choice : TrunkSettings.Dtmf.values()) {
            choices.put(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'), choice);
        }
        return settings.choice(prefix + "dtmf", choices, "auto");
    }

    private NumberSource numberSource(String key) {
        return switch (settings.text(key, "request-uri")) {
            case "request-uri" -> new NumberSource.RequestUri();
            case "to" -> new NumberSource.ToHeader();
            // RFC 3261 section 25.1: a header's name is a token.
            case String text
            when text.matches("header:[A-Za-z0-9.!%*_+`'~-]{1,64}") ->
                new NumberSource.NamedHeader(text.substring("header:".length()));
            case String text ->
                throw SettingText.wrong(
                        key, text, "write request-uri, to, or header:Name such as header:P-Called-Party-ID");
        };
    }

    private String region(String key, boolean needed) {
        String region = settings.text(key);
        if (region == null) {
            if (needed) {
                throw new WrongSettingException(key, "is missing, though number-format is national; write DE or US");
            }
            return "";
        }
        if (!Normaliser.knowsRegion(region)) {
            throw SettingText.wrong(key, region, "write a country of two capital letters (ISO 3166), such as DE or US");
        }
        return region;
    }
}
