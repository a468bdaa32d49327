package io.resilientagent.benchmarks.call;

/**
 * What a bar says of one run.
 *
 * @param measured for readers
 * @param held whether the run is within the limit
 */
record Bar(String measured, boolean held) {

    static Bar ratio(double nanos, double reference, double limit) {
        String measured = "%s of %s ns: %s x"
                .formatted(Cells.nanos(nanos), Cells.nanos(reference), Cells.ratio(nanos / reference));
        return new Bar(measured, nanos <= limit * reference);
    }

    static Bar difference(double value, double reference, double limit, String unit) {
        return new Bar("%s %s more".formatted(Cells.bytes(value - reference), unit), value - reference <= limit);
    }

    String verdict() {
        return this.measured + (this.held ? ", held" : ", **MISSED**");
    }
}
