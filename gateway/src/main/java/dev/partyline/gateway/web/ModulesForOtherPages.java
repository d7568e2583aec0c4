package dev.partyline.gateway.web;

import dev.partyline.gateway.settings.GatewayProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The client library for the pages of those origins that the settings name; nothing else of ours is for them. */
@Component
final class ModulesForOtherPages implements WebMvcConfigurer {
    private final GatewayProperties properties;

    ModulesForOtherPages(GatewayProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        registry.addMapping("/static/join/*.js")
                .allowedOrigins(properties.http().corsOrigins().toArray(String[]::new))
                .allowedMethods("GET", "HEAD");
    }
}
