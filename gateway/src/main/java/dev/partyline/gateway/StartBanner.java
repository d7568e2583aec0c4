package dev.partyline.gateway;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.security.FirstPassword;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.web.WebAddress;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.stereotype.Component;

/** What a newcomer needs to know, on the console and never in a log: it may hold the one-time password. */
@Component
final class StartBanner {
    private static final Logger LOG = LoggerFactory.getLogger(StartBanner.class);
    private static final String NO_MEDIA =
            "Browsers elsewhere get no sound and no picture: their media port is on loopback.";
    private static final String HOW_MEDIA =
            "Set partyline.media.browser-address, and behind a NAT partyline.media.advertised-addresses.";

    private final GatewayProperties properties;
    private final Telephony telephony;
    private final Demo demo;
    private final FirstPassword firstPassword;
    private final WebAddress webAddress;
    private final ServletWebServerApplicationContext context;

    StartBanner(
            GatewayProperties properties,
            Telephony telephony,
            Demo demo,
            FirstPassword firstPassword,
            WebAddress webAddress,
            ServletWebServerApplicationContext context) {
        this.properties = properties;
        this.telephony = telephony;
        this.demo = demo;
        this.firstPassword = firstPassword;
        this.webAddress = webAddress;
        this.context = context;
    }

    /** What an operator should find in the log, since a console is gone soon. */
    void logState() {
        LOG.info("Opus comes from {}, AES for browsers from {}", telephony.opus(), telephony.srtp());
        LOG.info("Media loops run at {}", telephony.mediaPriority());
        LOG.info("{}", demo.why());
        if (properties.mediaOutOfReach()) {
            LOG.warn("{} {}", NO_MEDIA, HOW_MEDIA);
        }
        if (webAddress.plainAndReachable()) {
            LOG.warn(
                    "Pages have no HTTPS: admin login from other machines is refused, and browsers give no microphone. "
                            + "Set server.ssl.bundle, or name a proxy in partyline.http.trusted-proxies");
        }
    }

    String text() {
        int port = context.getWebServer() == null ? 0 : context.getWebServer().getPort();
        String web = webAddress.browse(port);
        String at = "@" + webAddress.host(properties.sip().bindAddress()) + ":" + telephony.sipPort();
        StringJoiner lines = new StringJoiner("\n", "\n", "\n");
        lines.add("  Partyline is up.");
        lines.add("");
        lines.add("  Web      " + web);
        if (demo.active()) {
            lines.add("  Dial     sip:3000" + at + "            lobby, no PIN");
            lines.add("           sip:3001" + at + "            boardroom, PIN 2468");
            lines.add("           sip:3002" + at + "            attendant: conference 301, PIN 2468");
            lines.add("           sip:4000" + at + " to 4999    a room for each number");
            lines.add("  Join     " + web + "join/lobby");
        } else {
            lines.add("  Calls    " + whoCalls(telephony.trunks().size()));
            lines.add("  Numbers  " + web + "admin/numbers");
        }
        lines.add("  Data     " + properties.dataDirectory());
        lines.add("  Opus     " + telephony.opus());
        firstPassword.drawWhereMissing().ifPresent(password -> {
            lines.add("");
            lines.add("  Admin    " + web + "admin");
            lines.add("           name      admin");
            lines.add("           password  " + password + "   (shown once; you choose your own at the first login)");
        });
        if (webAddress.plainAndReachable()) {
            lines.add("");
            lines.add(
                    "  Pages have no HTTPS: admin login from other machines is refused, and browsers give no microphone.");
            lines.add(
                    "  Set server.ssl.bundle, or put a proxy in front and name it in partyline.http.trusted-proxies.");
        }
        if (properties.mediaOutOfReach()) {
            lines.add("");
            lines.add("  " + NO_MEDIA);
            lines.add("  " + HOW_MEDIA);
        }
        return lines.toString();
    }

    private static String whoCalls(int trunks) {
        return switch (trunks) {
            case 0 -> "from nobody: no trunk is configured, and the demo is off";
            case 1 -> "from 1 trunk";
            default -> "from " + trunks + " trunks";
        };
    }
}
