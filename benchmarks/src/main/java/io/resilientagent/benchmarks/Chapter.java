package io.resilientagent.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A part of PERFORMANCE.md that is made of published results. */
public interface Chapter {

    /**
     * The blocks of this chapter, by name; none for results that are not there.
     *
     * @param results the directory of published results
     */
    Map<String, List<String>> blocks(Path results) throws IOException;
}
