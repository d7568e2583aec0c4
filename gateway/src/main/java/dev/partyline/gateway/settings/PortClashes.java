package dev.partyline.gateway.settings;

import dev.partyline.gateway.settings.GatewayProperties.Http;
import dev.partyline.gateway.settings.GatewayProperties.Media;
import dev.partyline.gateway.settings.GatewayProperties.Sip;

/** Two settings that ask for one port. */
final class PortClashes {
    private PortClashes() {}

    static void check(Http http, Sip sip, Media media) {
        clash("management.server.port", http.managementPort(), "server.port", http.port());
        clash("partyline.sip.port", sip.port(), "server.port", http.port());
        clash("partyline.sip.port", sip.port(), "management.server.port", http.managementPort());
        if (sip.tls().bundle() != null) {
            String key = "partyline.sip.tls.port";
            clash(key, sip.tls().port(), "partyline.sip.port", sip.port());
            clash(key, sip.tls().port(), "server.port", http.port());
            clash(key, sip.tls().port(), "management.server.port", http.managementPort());
        }
        int first = media.phonePorts().first();
        int last = media.phonePorts().last();
        if (sip.port() >= first && sip.port() <= last) {
            throw new WrongSettingException(
                    "partyline.sip.port",
                    sip.port() + " is one of partyline.media.phone-ports; write a port outside " + first + "-" + last);
        }
        int browserFirst = media.browserPort();
        int browserLast = browserFirst + media.loops() - 1;
        if (browserFirst <= last && browserLast >= first) {
            throw new WrongSettingException(
                    "partyline.media.browser-port",
                    browserFirst + "-" + browserLast
                            + " (a port a loop) meets partyline.media.phone-ports; write ports " + "outside " + first
                            + "-" + last);
        }
        if (sip.port() >= browserFirst && sip.port() <= browserLast) {
            throw new WrongSettingException(
                    "partyline.media.browser-port",
                    browserFirst + "-" + browserLast + " (a port a loop) meets partyline.sip.port; write another one");
        }
    }

    private static void clash(String key, int port, String otherKey, int otherPort) {
        if (port != 0 && port == otherPort) {
            throw new WrongSettingException(key, port + " is " + otherKey + " already; write another port");
        }
    }
}
