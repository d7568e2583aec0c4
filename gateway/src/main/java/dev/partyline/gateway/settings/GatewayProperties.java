package dev.partyline.gateway.settings;

import dev.partyline.dialplan.NumberFormat;
import dev.partyline.media.PortRange;
import dev.partyline.media.prompt.Language;
import dev.partyline.sip.Secret;
import dev.partyline.sip.TrunkSettings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, read once and checked: whoever holds this need not doubt it.
 *
 * @param publicUrl how browsers reach the pages from elsewhere; null where nobody said so
 * @param adminPassword the administrator's password; null where the database knows it
 * @param tokensKey signs the tokens of invitations; null where one is kept in the data directory
 * @param maxCalls calls at once
 * @param maxBrowsers browsers at once
 * @param doctorKeep how long calls can be examined; zero for not at all
 * @param language in which callers are spoken to, where their trunk has none of its own
 * @param promptFolder of an operator's own prompts; null for those that are shipped
 * @param drainLimit how long calls may go on after SIGTERM
 */
public record GatewayProperties(
        Http http,
        Sip sip,
        Media media,
        @Nullable URI publicUrl,
        Path dataDirectory,
        @Nullable Secret adminPassword,
        boolean adminReset,
        @Nullable Secret tokensKey,
        int maxCalls,
        int maxBrowsers,
        Duration drainLimit,
        Duration doctorKeep,
        Language language,
        @Nullable Path promptFolder,
        List<Trunk> trunks) {
    /**
     * Reads all of them.
     *
     * @param property the text of a setting, by its name; null where it is not set
     * @throws WrongSettingException where one makes no sense
     */
    public static GatewayProperties read(Function<String, @Nullable String> property) {
        return new GatewayPropertiesReader(property).read();
    }

    /**
     * @param trustedProxies whose word on the browser's address and on HTTPS is taken
     * @param corsOrigins whose pages may use the signalling, the client library, WHIP and WHEP
     * @param https whether this server speaks TLS itself
     */
    public record Http(
            InetAddress address,
            int port,
            InetAddress managementAddress,
            int managementPort,
            List<AddressBlock> trustedProxies,
            List<String> corsOrigins,
            boolean https) {}

    public record Sip(
            InetAddress bindAddress, int port, @Nullable InetAddress advertisedAddress, Tls tls) {}

    /**
     * SIP over TLS.
     *
     * @param bundle of {@code spring.ssl.bundle}, with our certificate; null where nothing listens
     */
    public record Tls(@Nullable String bundle, int port) {}

    /**
     * @param automaticGain whether phones are made equally loud
     * @param browserAddress where browsers' ports are bound
     * @param browserPort the first of as many UDP ports as loops
     */
    public record Media(
            int loops,
            PortRange phonePorts,
            boolean automaticGain,
            InetAddress browserAddress,
            int browserPort,
            List<InetAddress> advertisedAddresses) {}

    /** A trunk, and how the numbers it sends are to be read. */
    public record Trunk(TrunkSettings sip, NumberFormat numberFormat, String region, Language language) {}

    /**
     * Whether nobody beyond this machine can begin anything with us. The browsers' port does not count: it answers
     * those alone who were let in by HTTP. And a Firefox needs it beyond, for it has no candidates on loopback.
     */
    public boolean everythingOnLoopback() {
        return http.address().isLoopbackAddress()
                && http.managementAddress().isLoopbackAddress()
                && sip.bindAddress().isLoopbackAddress();
    }

    /** Whether something on this machine brings others here, wherever we listen ourselves. */
    public boolean behindAProxy() {
        return !http.trustedProxies().isEmpty() || (publicUrl != null && !LoopbackHost.is(publicUrl.getHost()));
    }

    /** Whether browsers reach the pages from elsewhere, and none of them could reach the media. */
    public boolean mediaOutOfReach() {
        boolean reached = behindAProxy() || !http.address().isLoopbackAddress();
        boolean toldLoopback = !media.advertisedAddresses().isEmpty()
                && media.advertisedAddresses().stream().allMatch(InetAddress::isLoopbackAddress);
        return reached && (toldLoopback || media.browserAddress().isLoopbackAddress());
    }
}
