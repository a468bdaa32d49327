package io.resilientagent.benchmarks.call;

import java.util.ArrayList;
import java.util.List;

/** Where the time of a call goes: what each thing adds to the same call without it. */
final class Parts {

    /** A thing, the call with it, and calls whose costs are not its. */
    private record Part(String what, Entrant with, List<Entrant> without) {

        double nanos(Run run) {
            double rest = this.without.stream()
                    .mapToDouble((entrant) -> run.success(entrant).nanos())
                    .sum();
            return run.success(this.with).nanos() - rest;
        }

        double bytes(Run run) {
            double rest = this.without.stream()
                    .mapToDouble((entrant) -> run.success(entrant).bytes())
                    .sum();
            return run.success(this.with).bytes() - rest;
        }
    }

    private static final List<Part> ALL = List.of(
            part("the work itself", Entrant.DIRECT),
            part("Spring's proxy and one interceptor", Entrant.EMPTY_INTERCEPTOR, Entrant.DIRECT),
            part("the clock, read twice", Entrant.CLOCK_INTERCEPTOR, Entrant.EMPTY_INTERCEPTOR),
            part("the engine: a run, an attempt, its retries", Entrant.LLM_CALL, Entrant.CLOCK_INTERCEPTOR),
            part("a fallback that is not needed", Entrant.FALLBACK, Entrant.LLM_CALL),
            part("a circuit: a lease, taken and given back", Entrant.CIRCUIT_GUARDED, Entrant.LLM_CALL),
            part("**all of the above: all three annotations**", Entrant.OURS),
            part("a chain: the target's own circuit", Entrant.OURS_CHAIN, Entrant.OURS),
            part("`AgentResult`", Entrant.OURS_AGENT_RESULT, Entrant.OURS),
            part("`Mono`, and waiting for it", Entrant.OURS_MONO, Entrant.OURS),
            part("Micrometer's meters", Entrant.OURS_MICROMETER, Entrant.OURS),
            part("a limit of time, `caller-thread`", Entrant.OURS_CALLER_THREAD, Entrant.OURS),
            part("a hand-over to another thread and back, bare", Entrant.BARE_HAND_OVER, Entrant.DIRECT),
            part("a limit of time by a hop, beyond that", Entrant.OURS_HOP_BARE, Entrant.OURS, Entrant.BARE_HAND_OVER),
            part("the caller's context, carried over", Entrant.OURS_HOP, Entrant.OURS_HOP_BARE));

    private Parts() {}

    private static Part part(String what, Entrant with, Entrant... without) {
        return new Part(what, with, List.of(without));
    }

    static List<String> lines(List<Run> runs) {
        List<String> heads = new ArrayList<>(List.of(""));
        runs.forEach((run) -> heads.addAll(List.of("JDK " + run.jdk() + ": ns", "bytes")));
        List<String> lines = new ArrayList<>(List.of(Cells.row(heads), Cells.rule(heads.size())));
        for (Part part : ALL) {
            List<String> cells = new ArrayList<>(List.of(part.what()));
            runs.forEach((run) -> cells.addAll(List.of(Cells.nanos(part.nanos(run)), Cells.bytes(part.bytes(run)))));
            lines.add(Cells.row(cells));
        }
        return lines;
    }
}
