package io.resilientagent.failure;

import java.util.regex.Pattern;

/**
 * Keeps keys and tokens out of texts. It rather hides a word too many; at most the first 2,000 characters are kept, and
 * no part of the pattern can look at a character more than a fixed number of times.
 */
final class Redaction {

    private static final int LIMIT = 2_000;

    /** How much beyond the limit is looked at, so that no secret is cut in two and then not known. */
    private static final int OVERLAP = 256;

    private static final int LONGEST_CODE = 64;

    /** Names of what is secret, up to the value. */
    private static final String NAMED =
            "(?:api[-_ ]?key|access[-_]?key|subscription[-_]?key|account[-_]?key|private[-_]?key"
                    + "|(?:access|auth|id|refresh|session|security|api)[-_]?token|[?&](?:key|sig|token|code)"
                    + "|secret|credential|signature|password|passwd|authorization)"
                    + "(?: (?:provided|given|used))?[\"'\\\\]{0,2}\\s{0,4}[:=]\\s{0,4}[\"'\\\\\\[]{0,3}"
                    + "(?:(?:bearer|basic|token)\\s{1,4})?[^\\s\"',;&\\\\\\]}]++";

    private static final String SCHEME = "\\b(?:bearer|basic)\\s{1,4}[^\\s\"',;&\\\\\\]}]++";

    private static final String COOKIE = "\\bcookie[\"']?\\s{0,4}[:=][^\\r\\n\"]++";

    /** What a provider's own prefix tells. */
    private static final String PREFIXED =
            "(?<![a-z0-9])(?:sk|pk|rk|csk|gsk|xai|hf|r8|nvapi|pplx|fw|tgp|jina|tvly|lsv2|vck|dapi"
                    + "|gh[opsu]|github_pat|glpat|xox[abp]|AIza|AKIA|ASIA|ABSK|ya29|eyJ)[-_.]?[-_.a-z0-9/+=*\\u2022\\u2026]{8,}+";

    /** What was masked before us still shows how it begins and ends. */
    private static final String MASKED = "[-_a-z0-9.]{0,64}+(?:\\*{3,}+|\\u2022{3,}+)[-_a-z0-9.*\\u2022]*+"
            + "|(?<![a-z0-9])(?:sk|pk|gsk|xai|hf|AIza)[-_][-_a-z0-9]{0,64}+(?:\\.{3}|\\u2026)[-_a-z0-9.]*+";

    private static final String USER = "(?<=://)[^/\\s:@]{1,256}+:[^/\\s@]{1,256}+@";

    private static final String PEM = "-----BEGIN [A-Z ]{0,30}KEY-----[^-]*+";

    /** Long and without any separator: nothing that a person would miss. */
    private static final String OPAQUE = "(?<![a-z0-9+])[a-z0-9+]{40,}+={0,2}";

    private static final Pattern SECRET = Pattern.compile(
            String.join("|", NAMED, SCHEME, COOKIE, PREFIXED, MASKED, USER, PEM, OPAQUE), Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static boolean isCode(String text) {
        if (text.isEmpty() || text.length() > LONGEST_CODE) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && "_.-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static String redact(String text) {
        String redacted = SECRET.matcher(Text.bounded(text, LIMIT + OVERLAP)).replaceAll("***");
        return Text.bounded(redacted, LIMIT);
    }
}
