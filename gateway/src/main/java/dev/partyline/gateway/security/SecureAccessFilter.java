package dev.partyline.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** No password and no admin page over plain HTTP from elsewhere; a page says why instead. */
final class SecureAccessFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAdministration(request) && !SecureAccess.isSecure(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            request.getRequestDispatcher(InsecureController.PATH).forward(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    static boolean isAdministration(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/login") || path.equals("/logout") || path.equals("/admin") || path.startsWith("/admin/");
    }
}
