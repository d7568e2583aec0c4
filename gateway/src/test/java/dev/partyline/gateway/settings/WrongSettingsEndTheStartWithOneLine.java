package dev.partyline.gateway.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.dialplan.NumberFormat;
import dev.partyline.sip.TrunkSettings;
import dev.partyline.sip.TrunkSettings.NumberSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrongSettingsEndTheStartWithOneLine {
    private static final String TRUNK = "partyline.trunks[0].name=a|partyline.trunks[0].";
    private static final String ACCOUNT = TRUNK + "registrar=pbx.example|partyline.trunks[0].username=u|"
            + "partyline.trunks[0].password=p|partyline.trunks[0].";

    private static GatewayProperties read(String settings) {
        Map<String, String> map = new HashMap<>();
        for (String setting : settings.isEmpty() ? new String[0] : settings.split("\\|", -1)) {
            int equals = setting.indexOf('=');
            map.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return GatewayProperties.read(map::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "server.port=65536; server.port",
                "server.port=http; server.port",
                "server.port=-1; server.port",
                "server.address=everywhere; server.address",
                "server.address=fe80::zz; server.address",
                "management.server.port=8080; management.server.port",
                "management.server.address=256.1.1.1; management.server.address",
                "partyline.sip.port=99999; partyline.sip.port",
                "partyline.sip.port=5060.5; partyline.sip.port",
                "partyline.sip.port=8080; partyline.sip.port",
                "partyline.sip.port=20010; partyline.sip.port",
                "partyline.sip.tls.bundle=sip|partyline.sip.tls.port=99999; partyline.sip.tls.port",
                "partyline.sip.tls.port=5062; partyline.sip.tls.bundle",
                "partyline.sip.tls.bundle=sip|partyline.sip.tls.port=5060; partyline.sip.tls.port",
                "partyline.sip.tls.bundle=sip|partyline.sip.tls.port=8081; partyline.sip.tls.port",
                "partyline.sip.bind-address=eth0; partyline.sip.bind-address",
                "partyline.sip.bind-address=0.0.0.0; partyline.sip.advertised-address",
                "partyline.sip.advertised-address=0.0.0.0; partyline.sip.advertised-address",
                "partyline.sip.advertised-address=224.0.0.1; partyline.sip.advertised-address",
                "partyline.media.phone-ports=20000; partyline.media.phone-ports",
                "partyline.media.phone-ports=29999-20000; partyline.media.phone-ports",
                "partyline.media.phone-ports=80-90; partyline.media.phone-ports",
                "partyline.media.phone-ports=a-b; partyline.media.phone-ports",
                "partyline.media.loops=0; partyline.media.loops",
                "partyline.media.loops=65; partyline.media.loops",
                "partyline.media.automatic-gain=yes; partyline.media.automatic-gain",
                "partyline.media.browser-port=20000; partyline.media.browser-port",
                "partyline.media.browser-port=65535|partyline.media.loops=2; partyline.media.browser-port",
                "partyline.media.browser-port=5060; partyline.media.browser-port",
                "partyline.media.advertised-addresses=1.2.3.4,here; partyline.media.advertised-addresses",
                "partyline.media.browser-address=eth0; partyline.media.browser-address",
                "partyline.limits.browsers=0; partyline.limits.browsers",
                "partyline.limits.browsers=10001; partyline.limits.browsers",
                "partyline.tokens.key=thirty-one-characters-are-short; partyline.tokens.key",
                "partyline.http.cors-origins=*; partyline.http.cors-origins",
                "partyline.http.cors-origins=https://a.example/page; partyline.http.cors-origins",
                "partyline.http.cors-origins=https://a.example,b.example; partyline.http.cors-origins",
                "partyline.public-url=partyline.example; partyline.public-url",
                "partyline.public-url=https://example.org/deep/path; partyline.public-url",
                "partyline.data-directory=a\0b; partyline.data-directory",
                "partyline.admin.password=short; partyline.admin.password",
                "partyline.admin.reset=yes; partyline.admin.reset",
                "partyline.limits.calls=0; partyline.limits.calls",
                "partyline.limits.calls=many; partyline.limits.calls",
                "partyline.limits.drain=soon; partyline.limits.drain",
                "partyline.limits.drain=48h; partyline.limits.drain",
                "partyline.http.trusted-proxies=10.0.0.0/33; partyline.http.trusted-proxies",
                "partyline.http.trusted-proxies=10.0.0.1/8; partyline.http.trusted-proxies",
                "partyline.trunks[0].addresses=192.0.2.1; partyline.trunks[0].name",
                "partyline.trunks[0].region=DE; partyline.trunks[0].name",
                "partyline.trunks[2].name=a; partyline.trunks[2]",
                "partyline.trunks[0].name=a b; partyline.trunks[0].name",
                "partyline.trunks[0].name=demo; partyline.trunks[0].name",
                "partyline.trunks[0].name=a; partyline.trunks[0].registrar",
            })
    void namesTheKey(String settings, String key) {
        refused(settings, key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "addresses=192.0.2.0/99; addresses",
                "addresses=pbx.example; addresses",
                "addresses=192.0.2.1|partyline.trunks[1].name=a; name",
                "addresses=192.0.2.0/24,192.0.2.9|partyline.trunks[1].name=b; addresses",
                "addresses=192.0.2.1|partyline.trunks[0].number-format=e164; number-format",
                "addresses=192.0.2.1|partyline.trunks[0].number-source=from; number-source",
                "addresses=192.0.2.1|partyline.trunks[0].number-source=header:a b; number-source",
                "addresses=192.0.2.1|partyline.trunks[0].dtmf=info; dtmf",
                "addresses=192.0.2.1|partyline.trunks[0].media-encryption=require; media-encryption",
                "addresses=192.0.2.1|partyline.trunks[0].emergency-code=200; emergency-code",
                "addresses=192.0.2.1|partyline.trunks[0].watch=sip:pbx; watch",
                "addresses=192.0.2.1|partyline.trunks[0].region=Germany; region",
                "addresses=192.0.2.1|partyline.trunks[0].number-format=national-with-trunk-zero; region",
                "addresses=192.0.2.1|partyline.trunks[0].username=u; registrar",
                "registrar=pbx.example:0|partyline.trunks[0].username=u; registrar",
                "registrar=sip:pbx; registrar",
                "registrar=pbx.example; username",
                "registrar=pbx.example|partyline.trunks[0].username=u; password",
            })
    void namesTheTrunksKey(String settings, String field) {
        int trunk = settings.contains("trunks[1]") ? 1 : 0;
        String more = trunk == 1 ? "|partyline.trunks[1].addresses=192.0.2.9" : "";
        refused(TRUNK + settings + more, "partyline.trunks[" + trunk + "]." + field);
    }

    @ParameterizedTest
    @CsvSource({
        "transport=sctp, transport",
        "tls-bundle=carrier, tls-bundle",
        "watch=pbx.example, watch",
        "media-encryption=srtp, media-encryption",
        "media-encryption=require, media-encryption",
        "expires=1s, expires",
        "expires=never, expires"
    })
    void namesTheRegistrationsKey(String setting, String field) {
        refused(ACCOUNT + setting, "partyline.trunks[0]." + field);
    }

    private static void refused(String settings, String key) {
        WrongSettingException wrong = assertThrows(WrongSettingException.class, () -> read(settings));
        assertEquals(key, wrong.key());
        String line = "" + wrong.getMessage();
        assertTrue(line.startsWith(key + ": "), line);
        assertFalse(line.contains("\n") || line.contains("\0"), line);
    }

    @Test
    void aPasswordIsNeverRepeated() {
        String line = ""
                + assertThrows(WrongSettingException.class, () -> read("partyline.admin.password=hunter2"))
                        .getMessage();
        assertFalse(line.contains("hunter2"), line);
        line = ""
                + assertThrows(WrongSettingException.class, () -> read("partyline.tokens.key=canary"))
                        .getMessage();
        assertFalse(line.contains("canary"), line);
        assertFalse(read("partyline.admin.password=correct-horse").toString().contains("correct-horse"));
    }

    @Test
    void nothingSetMeansLoopbackAndTheDefaults() {
        GatewayProperties properties = read("");
        assertTrue(properties.everythingOnLoopback());
        assertEquals(5060, properties.sip().port());
        assertEquals(500, properties.maxCalls());
        assertEquals(500, properties.maxBrowsers());
        assertTrue(properties.media().browserAddress().isLoopbackAddress());
        assertEquals(20000, properties.media().phonePorts().first());
        assertTrue(properties.media().automaticGain());
        assertFalse(read("partyline.media.automatic-gain=false").media().automaticGain());
    }

    @ParameterizedTest
    @CsvSource({
        "server.address",
        "management.server.address",
        "partyline.sip.bind-address",
        "partyline.media.browser-address"
    })
    void whatListensBeyondLoopbackIsSeenAndMustBeThisMachines(String key) {
        GatewayProperties elsewhere = read(key + "=192.0.2.77");
        assertEquals(key.equals("partyline.media.browser-address"), elsewhere.everythingOnLoopback());
        WrongSettingException wrong = assertThrows(WrongSettingException.class, () -> BindAddresses.check(elsewhere));
        assertEquals(key, wrong.key());
        BindAddresses.check(read(key + "=127.0.0.3"));
    }

    @Test
    void browsersAreMetWherePagesAreServedUnlessSaidOtherwise() {
        assertEquals(
                "127.0.0.3",
                read("server.address=127.0.0.3").media().browserAddress().getHostAddress());
        assertEquals(
                "127.0.0.4",
                read("server.address=127.0.0.3|partyline.media.browser-address=127.0.0.4")
                        .media()
                        .browserAddress()
                        .getHostAddress());
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "partyline.public-url=https://a.example, true",
        "partyline.public-url=http://localhost:8080, false",
        "partyline.http.trusted-proxies=127.0.0.1, true",
        "server.address=0.0.0.0, false",
        "server.address=0.0.0.0|partyline.media.browser-address=127.0.0.1, true",
        "partyline.public-url=https://a.example|partyline.media.browser-address=0.0.0.0, false",
        "partyline.public-url=https://a.example|partyline.media.advertised-addresses=203.0.113.5, true",
        "server.address=0.0.0.0|partyline.media.advertised-addresses=127.0.0.1, true",
        "server.address=0.0.0.0|partyline.media.advertised-addresses=203.0.113.5, false",
    })
    void mediaOnLoopbackAreOutOfReachForWhoComesFromElsewhere(String settings, boolean outOfReach) {
        assertEquals(outOfReach, read(settings).mediaOutOfReach());
    }

    @Test
    void aTrunkIsReadWhole() {
        GatewayProperties.Trunk trunk = read(ACCOUNT + "number-source=header:P-Called-Party-ID"
                        + "|partyline.trunks[0].number-format=national-with-trunk-zero|partyline.trunks[0].region=DE"
                        + "|partyline.trunks[0].dtmf=in-band"
                        + "|partyline.trunks[0].addresses=192.0.2.0/28, 2001:db8::/32")
                .trunks()
                .getFirst();
        assertEquals(NumberFormat.NATIONAL_WITH_TRUNK_ZERO, trunk.numberFormat());
        assertEquals(
                new NumberSource.NamedHeader("P-Called-Party-ID"), trunk.sip().numberSource());
        assertEquals(TrunkSettings.Dtmf.IN_BAND, trunk.sip().dtmf());
        assertEquals(List.of("192.0.2.0/28", "2001:db8::/32"), trunk.sip().addresses());
    }

    @Test
    void aMistypedKeyIsFoundAndTheRightOneNamed() {
        assertEquals(
                "partyline.sip.prot", SettingKeys.firstUnknown(List.of("partyline.sip.port", "partyline.sip.prot")));
        assertEquals("partyline.sip.port", SettingKeys.nearest("partyline.sip.prot"));
        assertEquals(
                null,
                SettingKeys.firstUnknown(List.of("partyline.trunks[12].auth-username", "partyline.media.phonePorts")));
        assertEquals(
                "PARTYLINE_SIP_PROT",
                SettingKeys.firstUnknownVariable(List.of(
                        "PARTYLINE_SIP_BIND_ADDRESS",
                        "PARTYLINE_SIP_PROT",
                        "PARTYLINE_HEAP",
                        "PARTYLINE_TRUNKS_0_AUTH_USERNAME",
                        "PARTYLINE_TRUNKS_0_ADDRESSES_1")));
    }
}
