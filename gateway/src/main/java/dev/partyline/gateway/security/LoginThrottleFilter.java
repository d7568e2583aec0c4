package dev.partyline.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns a login away before the password is looked at. */
final class LoginThrottleFilter extends OncePerRequestFilter {
    private static final PathPatternRequestMatcher LOGIN =
            PathPatternRequestMatcher.withDefaults().matcher(org.springframework.http.HttpMethod.POST, "/login");
    private static final int MAX_NAME_LENGTH = 64;

    private final LoginThrottle throttle;

    LoginThrottleFilter(LoginThrottle throttle) {
        this.throttle = throttle;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (LOGIN.matches(request) && !throttle.begin(request.getRemoteAddr(), name(request), System.nanoTime())) {
            response.sendRedirect(request.getContextPath() + "/login?wait");
            return;
        }
        chain.doFilter(request, response);
    }

    /** Without the blanks that the login strips too: each of them would be a name with a budget of its own. */
    static String name(HttpServletRequest request) {
        String name =
                Objects.requireNonNullElse(request.getParameter("username"), "").trim();
        return name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
    }
}
