package dev.partyline.gateway.browser;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.media.MediaBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
    /** Lazy and a fallback, so that a test of signalling binds no port. */
    @Bean
    @Lazy
    @Fallback
    BrowserEdge browserEdge(GatewayProperties properties, MediaBridge bridge) {
        return RunningEdge.start(properties, bridge);
    }
}
