package io.resilientagent.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.resilientagent.benchmarks.scale.circuits.ManyCircuits;
import io.resilientagent.benchmarks.scale.circuits.OneCircuit;
import io.resilientagent.benchmarks.scale.endpoint.EndpointTime;
import io.resilientagent.benchmarks.scale.flight.InFlight;
import io.resilientagent.benchmarks.scale.memory.CallMemory;
import io.resilientagent.benchmarks.scale.memory.CircuitMemory;
import io.resilientagent.benchmarks.scale.methods.ManyMethods;
import io.resilientagent.benchmarks.scale.start.StartUp;
import org.openjdk.jmh.runner.options.Options;

/** The room {@code scale}: its parts are rooms, too, as {@code scale-flight}. */
public final class Scale {

    /** The name of the room. */
    public static final String ROOM = "scale";

    private static final List<Part> PARTS = List.of(
            new ManyCircuits(),
            new OneCircuit(),
            new ManyMethods(),
            new InFlight(),
            new StartUp(),
            new EndpointTime(),
            new CircuitMemory(),
            new CallMemory());

    private Scale() {}

    /**
     * Runs the parts that are named, or all of them if the room is; prints what they find.
     *
     * @param directory where to write it
     */
    public static void run(List<String> rooms, Options options, Path directory) throws Exception {
        for (Part part : PARTS) {
            if (rooms.contains(ROOM) || rooms.contains(room(part))) {
                Published published = Published.here(part.measure(options));
                published.lines().forEach(System.out::println);
                published.write(file(directory, part, Runtime.version().feature()));
            }
        }
    }

    static List<Part> parts() {
        return PARTS;
    }

    static String room(Part part) {
        return ROOM + "-" + part.name();
    }

    static Path file(Path directory, Part part, int jdk) throws IOException {
        Files.createDirectories(directory);
        return directory.resolve(room(part) + "-jdk" + jdk + ".json");
    }
}
