package io.resilientagent.sample.fleet;

import java.util.List;

/** Few numbers out of many. */
final class Samples {

    private Samples() {}

    static <T extends Comparable<? super T>> T median(List<T> samples) {
        return percentile(samples, 50);
    }

    static <T extends Comparable<? super T>> T worst(List<T> samples) {
        return percentile(samples, 100);
    }

    /** The smallest sample that so many percent of them do not exceed. */
    static <T extends Comparable<? super T>> T percentile(List<T> samples, int percent) {
        List<T> sorted = samples.stream().sorted().toList();
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
