package io.resilientagent.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site sends through a browser on this machine. Browsers say truly where a request comes
 * from ({@code Origin}, {@code Sec-Fetch-Site}) and whom it was sent to ({@code Host}), whatever the page does; {@code
 * curl} sends no {@code Origin}, and passes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class LocalRequestsOnly extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestSource source = RequestSource.of(request);
        if (!source.isForThisMachine()) {
            refuse(response, "Refused: Host must be localhost, 127.0.0.1 or [::1]");
        } else if (!source.isFromHere()) {
            refuse(response, "Refused: this request comes from another site");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletResponse response, String reason) throws IOException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter().write("""
                {"title": "Forbidden", "status": 403, "detail": "%s"}
                """.formatted(reason));
    }
}
