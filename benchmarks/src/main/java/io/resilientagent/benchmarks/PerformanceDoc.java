package io.resilientagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A page of prose around blocks that are made of results. A block lies between the lines
 * {@code <!-- generated:NAME -->} and {@code <!-- /generated -->}; nothing outside is ever changed.
 */
public final class PerformanceDoc {

    private static final String BEGIN = "<!-- generated:";

    private static final String END = "<!-- /generated -->";

    private final Path file;

    /**
     * Creates a page.
     *
     * @param file the page, which exists
     */
    public PerformanceDoc(Path file) {
        this.file = file;
    }

    /**
     * Writes these blocks anew, and leaves all others as they are.
     *
     * @param blocks lines by the block's name
     * @throws IllegalArgumentException if the page has no such block, or a block without an end
     */
    public void replace(Map<String, List<String>> blocks) throws IOException {
        List<String> page = Files.readAllLines(this.file);
        for (Map.Entry<String, List<String>> block : blocks.entrySet()) {
            page = replaced(page, block.getKey(), block.getValue());
        }
        Files.write(this.file, page);
    }

    private List<String> replaced(List<String> page, String name, List<String> block) {
        List<String> result = new ArrayList<>();
        boolean found = false;
        for (Iterator<String> lines = page.iterator(); lines.hasNext(); ) {
            String line = lines.next();
            result.add(line);
            if (line.equals(BEGIN + name + " -->")) {
                found = true;
                skip(lines, name);
                result.add("");
                result.addAll(block);
                result.add("");
                result.add(END);
            }
        }
        if (!found) {
            throw new IllegalArgumentException(this.file + " has no line '" + BEGIN + name + " -->': add it");
        }
        return result;
    }

    private void skip(Iterator<String> lines, String name) {
        while (lines.hasNext()) {
            if (lines.next().equals(END)) {
                return;
            }
        }
        throw new IllegalArgumentException("Block '" + name + "' of " + this.file + " has no end: add '" + END + "'");
    }
}
