package io.resilientagent.redis;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.PatternMatchUtils;

/**
 * Which circuits are shared, and with whom.
 *
 * @param keyPrefix what the keys in Redis begin with; applications with the same share their circuits
 * @param circuits names of circuits, in which an asterisk stands for any characters
 */
public record SharingSettings(String keyPrefix, List<String> circuits) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@-]{1,128}");

    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9._:/@*-]{1,128}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one could not be part of a key
     */
    public SharingSettings {
        check(NAME.matcher(keyPrefix).matches(), "key-prefix", keyPrefix);
        for (String circuit : circuits) {
            check(NAMES.matcher(circuit).matches(), "circuits", circuit);
        }
        circuits = List.copyOf(circuits);
    }

    private static void check(boolean valid, String key, String value) {
        if (!valid) {
            throw new IllegalArgumentException("Invalid '" + key + "' (" + value
                    + "): must be 1 to 128 letters, digits and any of . _ : / @ -"
                    + (key.equals("circuits") ? ", with * for any characters" : ""));
        }
    }

    static boolean isName(String circuit) {
        return NAME.matcher(circuit).matches();
    }

    /** Circuits whose names outsiders have filled up are each instance's own. */
    boolean shares(String circuit) {
        return isName(circuit) && PatternMatchUtils.simpleMatch(this.circuits.toArray(String[]::new), circuit);
    }

    /** The braces keep all keys of one prefix in one slot of a cluster. */
    String keys() {
        return "resilient-agent:{" + this.keyPrefix + "}:";
    }
}
