package io.resilientagent.benchmarks.scale.flight;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.resilientagent.benchmarks.scale.Jvm;

/**
 * What a round found.
 *
 * @param perSecond calls that were answered
 * @param median milliseconds of a call
 * @param p99 milliseconds that one call in a hundred exceeds
 * @param cpu nanoseconds of processor time of the client's whole process, per call
 */
record RoundResult(double perSecond, double median, double p99, double cpu) {

    static void print(String name, List<RoundResult> rounds) {
        Jvm.print(name + " per second", median(rounds, RoundResult::perSecond));
        Jvm.print(name + " median", median(rounds, RoundResult::median));
        Jvm.print(name + " p99", median(rounds, RoundResult::p99));
        Jvm.print(name + " cpu", median(rounds, RoundResult::cpu));
    }

    private static double median(List<RoundResult> rounds, ToDoubleFunction<RoundResult> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
