package io.resilientagent.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Finds the name that was most likely meant. */
public final class Spelling {

    /** How far a name is from its own beginning, at most. */
    private static final int BEGUN = 3;

    private Spelling() {}

    /** The candidate that is written most like this name, if any is written like it at all. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        return nearest(name, candidates, Function.identity());
    }

    /**
     * The candidate that is written most like this name, if any is written like it at all; the first of several.
     *
     * @param part the part of a candidate that is compared
     */
    public static Optional<String> nearest(String name, Collection<String> candidates, Function<String, String> part) {
        return candidates.stream()
                .filter((candidate) -> isLike(name, part.apply(candidate)))
                .min(Comparator.comparingInt((candidate) -> distance(name, part.apply(candidate))));
    }

    private static boolean isLike(String one, String other) {
        int longest =
                Math.max(CanonicalName.of(one).length(), CanonicalName.of(other).length());
        return distance(one, other) * 2 <= longest;
    }

    private static int distance(String one, String other) {
        String first = CanonicalName.of(one);
        String second = CanonicalName.of(other);
        boolean begun =
                Math.min(first.length(), second.length()) > 3 && (first.startsWith(second) || second.startsWith(first));
        return begun ? Math.min(BEGUN, edits(first, second)) : edits(first, second);
    }

    /** How many letters have to be added, left out or replaced. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
