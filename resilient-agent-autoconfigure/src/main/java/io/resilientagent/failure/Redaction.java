package io.resilientagent.failure;

import java.util.regex.Pattern;

/** Keeps keys and tokens out of texts. */
final class Redaction {

    private static final int LIMIT = 2_000;

    private static final int LONGEST_CODE = 64;

    private static final Pattern SECRET = Pattern.compile("(?i)"
            // what a name announces
            + "((?:bearer|basic)\\s+|(?:api[-_ ]?key|access[-_]?key|access[-_]?token|auth[-_]?token|[?&]key|secret"
            + "|client[-_]?secret|password|passwd|authorization)[\"']?\\s*[:=]\\s*[\"']?(?:bearer\\s+|basic\\s+)?)"
            + "[^\\s\"',;&]+"
            // what a provider's prefix announces
            + "|\\b(?:sk|pk|rk|gsk|xai|hf|r8|nvapi|pplx|AIza|AKIA|ASIA|ya29|eyJ)[-_.]?[-_.A-Za-z0-9/+]{12,}"
            + "|://[^/\\s:@]+:[^/\\s@]+@");

    private Redaction() {}

    static boolean isCode(String text) {
        if (text.isEmpty() || text.length() > LONGEST_CODE) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.-".indexOf(c) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    static String redact(String text) {
        String bounded = (text.length() > LIMIT) ? text.substring(0, LIMIT) : text;
        return SECRET.matcher(bounded).replaceAll("***");
    }
}
