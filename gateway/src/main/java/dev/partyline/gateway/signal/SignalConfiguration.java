package dev.partyline.gateway.signal;

import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.web.WebAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SignalConfiguration {
    /** What each socket has of its own, idle or not; longer messages come in parts. */
    private static final int BUFFER = 4096;

    private static final String PATH = "/ws";

    /** For a socket that is closed while its client reads nothing. */
    private static final long SEND_TIMEOUT_MILLIS = 5_000;

    /** Tomcat's own WebSocket; Spring Boot's starter for it would do no more. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSocketContainer() {
        return factory ->
                factory.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }

    @Bean
    ServletServerContainerFactoryBean webSocketLimits() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(BUFFER);
        // Text passes through this buffer too: where it cannot hold a whole character, Tomcat's decoder turns in a
        // circle.
        container.setMaxBinaryMessageBufferSize(BUFFER);
        container.setAsyncSendTimeout(SEND_TIMEOUT_MILLIS);
        return container;
    }

    @Bean
    FilterRegistrationBean<UncompressedSockets> uncompressedSockets() {
        FilterRegistrationBean<UncompressedSockets> filter = new FilterRegistrationBean<>(new UncompressedSockets());
        filter.addUrlPatterns(PATH);
        return filter;
    }

    @Bean
    WebSocketConfigurer signalling(SignalEndpoint endpoint, SameOrigin origin, WebAddress addresses) {
        return registry -> register(registry, endpoint, origin, addresses);
    }

    private static void register(
            WebSocketHandlerRegistry registry, SignalEndpoint endpoint, SameOrigin origin, WebAddress addresses) {
        registry.addHandler(endpoint, PATH)
                // Spring's own check knows nothing of the public URL; ours is the one that counts.
                .setAllowedOriginPatterns("*")
                .addInterceptors(origin, new WhereFrom(addresses));
    }

    private record WhereFrom(WebAddress addresses) implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            if (request instanceof ServletServerHttpRequest servlet) {
                HttpServletRequest asked = servlet.getServletRequest();
                attributes.put(SignalEndpoint.SOURCE, SourceBlocks.of(asked.getRemoteAddr()));
                attributes.put(SignalEndpoint.BASE, addresses.base(asked));
            }
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception failure) {}
    }
}
