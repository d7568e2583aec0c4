package dev.partyline.gateway.settings;

import dev.partyline.gateway.settings.GatewayProperties.Http;
import dev.partyline.gateway.settings.GatewayProperties.Media;
import dev.partyline.gateway.settings.GatewayProperties.Sip;
import dev.partyline.gateway.settings.GatewayProperties.Tls;
import dev.partyline.media.PortRange;
import dev.partyline.media.prompt.Language;
import dev.partyline.sip.Secret;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the text of all settings to {@link GatewayProperties}, or to the one line that says what is wrong. */
final class GatewayPropertiesReader {
    private static final int MIN_PASSWORD_LENGTH = 10;
    /** As long as HS256's digest (RFC 7518 section 3.2). */
    private static final int MIN_KEY_BYTES = 32;

    private final SettingText settings;

    GatewayPropertiesReader(Function<String, @Nullable String> property) {
        settings = new SettingText(property);
    }

    GatewayProperties read() {
        Http http = http();
        Sip sip = sip();
        Media media = media(http.address());
        PortClashes.check(http, sip, media);
        Language language = settings.language("partyline.language", Language.ENGLISH);
        return new GatewayProperties(
                http,
                sip,
                media,
                settings.url("partyline.public-url"),
                settings.path("partyline.data-directory", "data"),
                adminPassword(),
                settings.flag("partyline.admin.reset", false),
                tokensKey(),
                settings.number("partyline.limits.calls", 500, 1, 100_000),
                settings.number("partyline.limits.browsers", 500, 1, 10_000),
                settings.duration("partyline.limits.drain", Duration.ofMinutes(30), Duration.ofHours(24)),
                settings.duration("partyline.doctor.keep", Duration.ofHours(24), Duration.ofDays(30)),
                language,
                promptFolder(),
                new TrunkReader(settings, language).read());
    }

    private @Nullable Path promptFolder() {
        String key = "partyline.media.prompt-folder";
        String folder = settings.text(key);
        if (folder == null) {
            return null;
        }
        Path path = settings.path(key, folder);
        if (!Files.isDirectory(path)) {
            throw SettingText.wrong(key, folder, "write a folder that is there, with a folder for each language in it");
        }
        return path;
    }

    private Http http() {
        List<AddressBlock> proxies = new ArrayList<>();
        for (String proxy : settings.list("partyline.http.trusted-proxies")) {
            proxies.add(SettingText.block("partyline.http.trusted-proxies", proxy));
        }
        return new Http(
                settings.address("server.address", "127.0.0.1"),
                settings.number("server.port", 8080, 0, 65535),
                settings.address("management.server.address", "127.0.0.1"),
                settings.number("management.server.port", 8081, 0, 65535),
                List.copyOf(proxies),
                settings.list("partyline.http.cors-origins").stream()
                        .map(origin -> SettingText.origin("partyline.http.cors-origins", origin))
                        .toList(),
                settings.text("server.ssl.bundle") != null
                        || settings.text("server.ssl.key-store") != null
                        || settings.text("server.ssl.certificate") != null);
    }

    private Sip sip() {
        InetAddress bindAddress = settings.address("partyline.sip.bind-address", "127.0.0.1");
        String key = "partyline.sip.advertised-address";
        String advertised = settings.text(key);
        if (advertised == null && bindAddress.isAnyLocalAddress()) {
            throw new WrongSettingException(
                    key,
                    "is missing, though partyline.sip.bind-address is " + bindAddress.getHostAddress()
                            + "; write the address by which phones reach this machine, such as 203.0.113.5");
        }
        return new Sip(
                bindAddress,
                settings.number("partyline.sip.port", 5060, 0, 65535),
                advertised == null ? null : SettingText.reachable(key, advertised),
                tls());
    }

    private Tls tls() {
        String bundle = settings.text("partyline.sip.tls.bundle");
        if (bundle == null && settings.text("partyline.sip.tls.port") != null) {
            throw new WrongSettingException(
                    "partyline.sip.tls.bundle",
                    "is missing, though partyline.sip.tls.port is set; write the name of a bundle under spring.ssl.bundle");
        }
        return new Tls(bundle, settings.number("partyline.sip.tls.port", 5061, 0, 65535));
    }

    private Media media(InetAddress httpAddress) {
        int loops = settings.number(
                "partyline.media.loops", Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64), 1, 64);
        PortRange phonePorts = settings.ports("partyline.media.phone-ports", "20000-29999");
        int browserPort = settings.number("partyline.media.browser-port", 10000, 1024, 65535);
        if (browserPort + loops - 1 > 65535) {
            throw SettingText.wrong(
                    "partyline.media.browser-port",
                    Integer.toString(browserPort),
                    "write " + (65535 - loops + 1) + " or less, since " + loops + " loops need a port each");
        }
        List<InetAddress> advertised = new ArrayList<>();
        for (String address : settings.list("partyline.media.advertised-addresses")) {
            advertised.add(SettingText.reachable("partyline.media.advertised-addresses", address));
        }
        InetAddress browserAddress = settings.address("partyline.media.browser-address", httpAddress.getHostAddress());
        boolean automaticGain = settings.flag("partyline.media.automatic-gain", true);
        return new Media(loops, phonePorts, automaticGain, browserAddress, browserPort, List.copyOf(advertised));
    }

    private @Nullable Secret tokensKey() {
        Secret key = settings.secret("partyline.tokens.key");
        if (key != null && key.value().getBytes(StandardCharsets.UTF_8).length < MIN_KEY_BYTES) {
            throw new WrongSettingException(
                    "partyline.tokens.key",
                    "is too short; write at least " + MIN_KEY_BYTES + " random characters, such as openssl rand -hex 32"
                            + " prints");
        }
        return key;
    }

    private @Nullable Secret adminPassword() {
        Secret password = settings.secret("partyline.admin.password");
        if (password != null && password.value().length() < MIN_PASSWORD_LENGTH) {
            throw new WrongSettingException(
                    "partyline.admin.password", "is too short; write at least " + MIN_PASSWORD_LENGTH + " characters");
        }
        return password;
    }
}
