package io.resilientagent.benchmarks.call;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.resilientagent.benchmarks.Chapter;

/** What PERFORMANCE.md says about single calls. */
public final class CallChapter implements Chapter {

    private static final List<String> CASES =
            List.of("success", "rejected", "rejectedWithFallback", "failingWithRetry");

    @Override
    public Map<String, List<String>> blocks(Path results) throws IOException {
        List<Run> runs = Run.read(results);
        if (runs.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        blocks.put("machine", runs.stream().map(CallChapter::machine).toList());
        blocks.put("bars", Bars.lines(runs));
        CASES.forEach((name) -> blocks.put(name, new CaseTable(name, runs).lines()));
        blocks.put("parts", Parts.lines(runs));
        return blocks;
    }

    private static String machine(Run run) {
        return "- JDK %s: %s; %s."
                .formatted(
                        run.measurements().java(),
                        run.measurements().machine(),
                        run.measurements().settings());
    }
}
