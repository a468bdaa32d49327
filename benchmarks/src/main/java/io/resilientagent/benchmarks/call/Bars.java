package io.resilientagent.benchmarks.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bars of a single call, with one thread; the same arithmetic for whoever else does the same. */
final class Bars {

    private static final List<Entrant> PEERS =
            List.of(Entrant.RESILIENCE4J_ANNOTATIONS, Entrant.RESILIENCE4J, Entrant.FAILSAFE, Entrant.SMALLRYE);

    private static final String REJECTED = "rejectedWithFallback";

    /** A bar of this library, and what its peers would measure at it. */
    private record Definition(String what, String limit, Function<Run, Bar> ours, Function<Run, String> peers) {}

    private static final List<Definition> ALL = List.of(
            new Definition(
                    "all three annotations, no hop, no observer, against an empty interceptor + two `nanoTime`",
                    "1.5 x",
                    (run) -> time(run, Entrant.OURS),
                    (run) -> peers((peer) -> time(run, peer).measured())),
            new Definition(
                    "the same, in bytes beyond the empty interceptor",
                    "240 bytes",
                    (run) -> bytes(run, Entrant.OURS),
                    (run) -> peers((peer) -> bytes(run, peer).measured())),
            new Definition(
                    "rejected and answered by a fallback method, against an empty interceptor",
                    "3 x",
                    (run) -> rejected(run, Entrant.OURS),
                    (run) -> peers((peer) -> rejected(run, peer).measured())),
            new Definition(
                    "with the hop, nothing carried over, against a bare hand-over to an executor of the same kind",
                    "1.25 x",
                    (run) -> Bar.ratio(
                            run.success(Entrant.OURS_HOP_BARE).nanos(),
                            run.success(Entrant.BARE_HAND_OVER).nanos(),
                            1.25),
                    (run) -> "none hands over"),
            new Definition(
                    "Micrometer's meters, beyond no observer",
                    "300 ns",
                    (run) -> Bar.difference(
                            run.success(Entrant.OURS_MICROMETER).nanos(),
                            run.success(Entrant.OURS).nanos(),
                            300,
                            "ns"),
                    (run) -> ""));

    private Bars() {}

    static List<String> lines(List<Run> runs) {
        List<String> heads = new ArrayList<>(List.of("at most", "limit"));
        runs.forEach((run) -> heads.add("JDK " + run.jdk()));
        runs.stream().limit(1).forEach((run) -> heads.add("peers, JDK " + run.jdk()));
        List<String> lines = new ArrayList<>(List.of(Cells.row(heads), Cells.rule(heads.size())));
        ALL.forEach((bar) -> lines.add(line(bar, runs)));
        return lines;
    }

    private static String line(Definition bar, List<Run> runs) {
        List<String> cells = new ArrayList<>(List.of(bar.what(), bar.limit()));
        runs.forEach((run) -> cells.add(bar.ours().apply(run).verdict()));
        runs.stream().limit(1).forEach((run) -> cells.add(bar.peers().apply(run)));
        return Cells.row(cells);
    }

    private static Bar time(Run run, Entrant entrant) {
        return Bar.ratio(
                run.success(entrant).nanos(),
                run.success(Entrant.CLOCK_INTERCEPTOR).nanos(),
                1.5);
    }

    private static Bar bytes(Run run, Entrant entrant) {
        return Bar.difference(
                run.success(entrant).bytes(),
                run.success(Entrant.EMPTY_INTERCEPTOR).bytes(),
                240,
                "bytes");
    }

    private static Bar rejected(Run run, Entrant entrant) {
        return Bar.ratio(
                run.get(REJECTED, entrant).nanos(),
                run.success(Entrant.EMPTY_INTERCEPTOR).nanos(),
                3);
    }

    private static String peers(Function<Entrant, String> measured) {
        return PEERS.stream()
                .map((peer) -> peer.label() + " " + measured.apply(peer))
                .collect(Collectors.joining("; "));
    }
}
