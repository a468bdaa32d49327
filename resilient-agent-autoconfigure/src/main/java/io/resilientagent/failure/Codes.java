package io.resilientagent.failure;

import java.util.Arrays;
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

    private static final Map<Long, Codes> KNOWN = index();

    /** Hashes of their spelling, sorted: 64 bits, so that no stranger is taken for one of them. */
    private static final long[] HASHES =
            KNOWN.keySet().stream().mapToLong(Long::longValue).sorted().toArray();

    private static final Codes[] MEANINGS =
            Arrays.stream(HASHES).mapToObj(KNOWN::get).toArray(Codes[]::new);

    static @Nullable Codes of(String code) {
        int index = Arrays.binarySearch(HASHES, hash(code));
        return (index >= 0) ? MEANINGS[index] : null;
    }

    /** Only letters and digits count; AWS puts a namespace before {@code #} and an address after {@code :}. */
    private static long hash(String code) {
        int start = code.lastIndexOf('#') + 1;
        int colon = code.indexOf(':', start);
        int end = Math.min((colon > start) ? colon : code.length(), start + LONGEST);
        long hash = 0xcbf29ce484222325L;
        for (int i = start; i < end; i++) {
            char c = Character.toLowerCase(code.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                hash = (hash ^ c) * 0x100000001b3L;
            }
        }
        return hash;
    }

    /** A code without the namespace and the address that AWS adds. */
    static String shown(String code) {
        int start = code.lastIndexOf('#') + 1;
        int colon = code.indexOf(':', start);
        return code.substring(start, (colon > start) ? colon : code.length());
    }

    private static Map<Long, Codes> index() {
        Map<Long, Codes> index = new HashMap<>();
        for (CodeTable.Row row : CodeTable.ROWS) {
            Codes meaning = new Codes(row.kind(), row.weight());
            for (String code : row.codes()) {
                index.put(hash(code), meaning);
            }
        }
        return Map.copyOf(index);
    }
}
