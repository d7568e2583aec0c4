package dev.partyline.gateway.call;

import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.TrunkSettings;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class TelephonyConfiguration {
    /** Lazy and a fallback, so that a test of pages binds no port. */
    @Bean
    @Lazy
    @Fallback
    Telephony telephony(GatewayProperties properties, Demo demo, CallHandler handler) {
        List<TrunkSettings> trunks = Stream.concat(properties.trunks().stream().map(Trunk::sip), demo.trunk().stream())
                .toList();
        return SipTelephony.start(properties, trunks, handler);
    }
}
