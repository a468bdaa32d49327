package io.resilientagent.benchmarks.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.resilientagent.benchmarks.Measurement;

/** All contenders of one case, on all JDKs, with one thread and with two. */
final class CaseTable {

    private static final String REFERENCE = "success";

    private final String benchmark;

    private final List<Run> runs;

    CaseTable(String benchmark, List<Run> runs) {
        this.benchmark = benchmark;
        this.runs = runs;
    }

    List<String> lines() {
        List<String> heads = new ArrayList<>(List.of(""));
        for (Run run : this.runs) {
            heads.addAll(List.of("JDK " + run.jdk() + ": ns", "x", "bytes", "two threads: ns", "x"));
        }
        List<String> lines = new ArrayList<>(List.of(Cells.row(heads), Cells.rule(heads.size())));
        Arrays.stream(Entrant.values()).filter(this::isMeasured).map(this::line).forEach(lines::add);
        return lines;
    }

    private boolean isMeasured(Entrant entrant) {
        return this.runs.stream()
                .anyMatch((run) -> run.find(this.benchmark, entrant, 1).isPresent());
    }

    private String line(Entrant entrant) {
        List<String> cells = new ArrayList<>(List.of(entrant.label()));
        for (Run run : this.runs) {
            Optional<Measurement> alone = run.find(this.benchmark, entrant, 1);
            cells.addAll(time(run, alone));
            cells.add(alone.map((found) -> Cells.bytes(found.bytes())).orElse(""));
            cells.addAll(time(run, run.find(this.benchmark, entrant, 2)));
        }
        return Cells.row(cells);
    }

    private static List<String> time(Run run, Optional<Measurement> measured) {
        if (measured.isEmpty()) {
            return List.of("", "");
        }
        double nanos = measured.get().nanos();
        String ratio = run.find(
                        REFERENCE, Entrant.EMPTY_INTERCEPTOR, measured.get().threads())
                .map((reference) -> Cells.ratio(nanos / reference.nanos()))
                .orElse("");
        return List.of(Cells.nanos(nanos), ratio);
    }
}
