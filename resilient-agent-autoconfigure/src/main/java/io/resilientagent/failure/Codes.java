package io.resilientagent.failure;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What providers' error codes and types mean. Spelling does not matter: {@code insufficient_quota} and
 * {@code InsufficientQuota} are one code.
 */
record Codes(FailureKind kind, Weight weight) {

    /** MiniMax numbers its answers; the numbers of others mean other things. */
    static final String BASE = "base_resp.";

    private static final int LONGEST = 64;

    /** How much a code says beside prose and status. */
    enum Weight {
        /** Beats everything. */
        DECISIVE,
        /** Beats the status; the provider's prose says more. */
        FIRM,
        /** Counts only where no status tells more. */
        VAGUE
    }

    private static final Map<String, Codes> KNOWN = index();

    static @Nullable Codes of(String code) {
        return KNOWN.get(normalized(code));
    }

    /** Small letters and digits; AWS puts a namespace before {@code #} and an address after {@code :}. */
    static String normalized(String code) {
        int start = code.lastIndexOf('#') + 1;
        int colon = code.indexOf(':', start);
        int end = Math.min((colon > start) ? colon : code.length(), start + LONGEST);
        StringBuilder result = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = Character.toLowerCase(code.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                result.append(c);
            }
        }
        return result.toString();
    }

    /** A code without the namespace and the address that AWS adds. */
    static String shown(String code) {
        int start = code.lastIndexOf('#') + 1;
        int colon = code.indexOf(':', start);
        return code.substring(start, (colon > start) ? colon : code.length());
    }

    private static Map<String, Codes> index() {
        Map<String, Codes> index = new HashMap<>();
        for (CodeTable.Row row : CodeTable.ROWS) {
            Codes meaning = new Codes(row.kind(), row.weight());
            for (String code : row.codes()) {
                index.put(normalized(code), meaning);
            }
        }
        return index;
    }
}
