package dev.partyline.gateway.call;

import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.MediaSettings;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.TrunkSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class TelephonyConfiguration {
    private static final Duration MEDIA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration HELD_MEDIA_TIMEOUT = Duration.ofMinutes(5);

    /** What phones and browsers both stand on: started before the first of them, closed after the last. */
    @Bean
    @Lazy
    @Fallback
    MediaBridge mediaBridge(GatewayProperties properties) {
        return MediaBridge.start(new MediaSettings(
                properties.media().loops(),
                properties.media().phonePorts(),
                MEDIA_TIMEOUT,
                HELD_MEDIA_TIMEOUT,
                properties.media().automaticGain(),
                properties.promptFolder()));
    }

    /** Lazy and a fallback, so that a test of pages binds no port. */
    @Bean
    @Lazy
    @Fallback
    Telephony telephony(
            GatewayProperties properties, SslBundles bundles, MediaBridge media, Demo demo, CallHandler handler) {
        List<TrunkSettings> trunks = Stream.concat(properties.trunks().stream().map(Trunk::sip), demo.trunk().stream())
                .toList();
        return SipTelephony.start(properties, SipCertificates.read(properties, bundles), media, trunks, handler);
    }
}
