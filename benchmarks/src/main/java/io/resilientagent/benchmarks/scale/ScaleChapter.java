package io.resilientagent.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.resilientagent.benchmarks.Chapter;

/** The chapter about scale: a block for each part, with a table for each JDK that it was measured on. */
public final class ScaleChapter implements Chapter {

    @Override
    public Map<String, List<String>> blocks(Path results) throws IOException {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        for (Part part : Scale.parts()) {
            List<String> lines = lines(results, Scale.room(part));
            if (!lines.isEmpty()) {
                blocks.put(Scale.room(part), lines);
            }
        }
        return blocks;
    }

    private static List<String> lines(Path results, String room) throws IOException {
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.filter((file) -> isOf(room, file)).sorted().toList()) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.addAll(Published.read(file).lines());
            }
        }
        return lines;
    }

    private static boolean isOf(String room, Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(room + "-jdk") && name.endsWith(".json");
    }
}
