package dev.partyline.gateway.security;

import dev.partyline.gateway.settings.GatewayProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.web.cors.CorsConfiguration;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Nothing inline, nothing from elsewhere, in nobody's frame. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self'; "
                    + "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String[] PUBLIC = {"/", "/livez", "/readyz", "/login", "/static/**", "/join/*", "/ws"};

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(GatewayProperties properties) {
        return factory -> {
            if (!properties.http().trustedProxies().isEmpty()) {
                factory.addEngineValves(new TrustedProxyValve(properties.http().trustedProxies()));
            }
        };
    }

    /** The management port is on loopback unless somebody said otherwise, and shows figures alone. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** Who is logged in where, so that a new password ends what the old one began. */
    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    @Bean
    ServletListenerRegistrationBean<HttpSessionEventPublisher> endedSessions() {
        return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
    }

    /** Bearer tokens and no cookies, so there is nothing to forge across sites; pages of other origins by setting alone. */
    @Bean
    @Order(2)
    SecurityFilterChain whip(HttpSecurity http, GatewayProperties properties) throws Exception {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.http().corsOrigins());
        cors.setAllowedMethods(List.of("POST", "PATCH", "DELETE", "OPTIONS"));
        cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "If-Match"));
        cors.setExposedHeaders(List.of("Location", "ETag", "Accept-Patch", "Retry-After", "WWW-Authenticate"));
        return http.securityMatcher("/whip/**", "/whep/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .cors(settings -> settings.configurationSource(_ -> cors))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, SessionRegistry sessions) throws Exception {
        LoginThrottle throttle = new LoginThrottle();
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, PUBLIC)
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, PUBLIC)
                                .permitAll()
                                .requestMatchers("/admin/password")
                                .hasAnyAuthority(Administrator.ADMIN, Administrator.ONE_TIME)
                                .requestMatchers("/admin", "/admin/**")
                                .hasAuthority(Administrator.ADMIN)
                                .anyRequest()
                                .denyAll())
                .formLogin(login -> login.loginPage("/login")
                        .successHandler(new Welcome(throttle))
                        .failureHandler(SecurityConfiguration::loginFailed))
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .sessionManagement(management ->
                        management.maximumSessions(-1).sessionRegistry(sessions).expiredUrl("/login"))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(SecurityConfiguration::stranger)
                        .accessDeniedHandler(SecurityConfiguration::denied))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterAfter(new SecureAccessFilter(), HeaderWriterFilter.class)
                .addFilterBefore(new LoginThrottleFilter(throttle), UsernamePasswordAuthenticationFilter.class)
                .build();
    }

    private static void stranger(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown)
            throws IOException {
        if (SecureAccessFilter.isAdministration(request)) {
            response.sendRedirect(request.getContextPath() + "/login");
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void loginFailed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        // The database didn't answer: that is no wrong password, and the page says so.
        boolean unavailable = failure instanceof InternalAuthenticationServiceException;
        response.sendRedirect(request.getContextPath() + (unavailable ? "/login?unavailable" : "/login?wrong"));
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denial)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        boolean oneTime = who != null
                && who.getAuthorities().stream()
                        .anyMatch(authority -> Administrator.ONE_TIME.equals(authority.getAuthority()));
        if (oneTime && request.getMethod().equals("GET")) {
            response.sendRedirect(request.getContextPath() + "/admin/password");
        } else if (oneTime || denial instanceof CsrfException) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            // An administrator may do everything that there is.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Forgets the failures before a right password. */
    private static final class Welcome extends SimpleUrlAuthenticationSuccessHandler {
        private final LoginThrottle throttle;

        Welcome(LoginThrottle throttle) {
            this.throttle = throttle;
            setDefaultTargetUrl("/admin/calls");
        }

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication authentication)
                throws jakarta.servlet.ServletException, IOException {
            throttle.succeeded(request.getRemoteAddr(), LoginThrottleFilter.name(request));
            super.onAuthenticationSuccess(request, response, authentication);
        }
    }
}
