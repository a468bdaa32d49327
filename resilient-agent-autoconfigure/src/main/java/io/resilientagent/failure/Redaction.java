package io.resilientagent.failure;

import java.util.regex.Pattern;

/** Keeps keys and tokens out of texts. */
final class Redaction {

    private static final int LIMIT = 2_000;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private static final Pattern SECRET =
            Pattern.compile("(?i)(bearer\\s+|api[-_ ]?key[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;]+"
                    + "|\\b(sk|pk|rk|gsk|xai|hf|AIza|AKIA|ASIA|ya29|eyJ)[-_.A-Za-z0-9/+]{12,}");

    private Redaction() {}

    static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    static String redact(String text) {
        String bounded = (text.length() > LIMIT) ? text.substring(0, LIMIT) : text;
        return SECRET.matcher(bounded).replaceAll("***");
    }
}
