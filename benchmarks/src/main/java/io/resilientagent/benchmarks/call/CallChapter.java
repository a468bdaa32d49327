package io.resilientagent.benchmarks.call;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.resilientagent.benchmarks.Chapter;
import io.resilientagent.benchmarks.Measurements;

/** What PERFORMANCE.md says about single calls. */
public final class CallChapter implements Chapter {

    @Override
    public Map<String, List<String>> blocks(Path results) throws IOException {
        Map<Integer, Measurements> runs = new LinkedHashMap<>();
        for (int jdk : new int[] {17, 25}) {
            Measurements.read(Measurements.file(results, "call", jdk)).ifPresent((run) -> runs.put(jdk, run));
        }
        return Map.of();
    }
}
