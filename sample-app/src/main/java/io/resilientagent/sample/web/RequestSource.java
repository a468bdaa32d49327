package io.resilientagent.sample.web;

import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Where a request says it comes from.
 *
 * @param method the HTTP method
 * @param scheme http or https
 * @param host whom it was sent to, as {@code Host} says; null if it does not
 * @param origin {@code Origin}, or null
 * @param site {@code Sec-Fetch-Site}, or null
 * @param mode {@code Sec-Fetch-Mode}, or null
 */
record RequestSource(
        String method,
        String scheme,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String site,
        @Nullable String mode) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static RequestSource of(HttpServletRequest request) {
        return new RequestSource(
                request.getMethod(),
                request.getScheme(),
                request.getHeader(HttpHeaders.HOST),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Sec-Fetch-Mode"));
    }

    /** Another name for this machine is one that somebody else has chosen (DNS rebinding). */
    boolean isForThisMachine() {
        return this.host != null
                && THIS_MACHINE.contains(this.host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    /** A link from elsewhere may open the page; nothing else from elsewhere is let in. */
    boolean isFromHere() {
        if (this.origin != null && !this.origin.equalsIgnoreCase(this.scheme + "://" + this.host)) {
            return false;
        }
        return this.site == null || this.site.equals("same-origin") || this.site.equals("none") || isLink();
    }

    private boolean isLink() {
        return this.method.equals("GET") && "navigate".equals(this.mode);
    }
}
