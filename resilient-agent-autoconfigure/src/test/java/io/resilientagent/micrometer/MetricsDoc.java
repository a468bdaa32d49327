package io.resilientagent.micrometer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;

/** Writes the meters and observations as a page for people. */
final class MetricsDoc {

    private static final String HEAD = """
            # Metrics and traces

            Generated from the enums `AgentMeter` and `AgentKey`, down to "Cost of tracking"; do not edit that part. \
            `./mvnw -pl resilient-agent-autoconfigure test -Dtest=MetricsDocTests -Dresilient-agent.docs.write=true` \
            writes it anew.

            Meters need a `MeterRegistry` bean, observations an `ObservationRegistry` bean with a handler, such as those of \
            Micrometer Tracing; Actuator brings both. Nothing here holds a prompt, an answer or a provider's text, and no \
            tag holds a computed name: meters are as many as there are names in code and configuration.

            """;

    private static final String MIDDLE = """

            All are there with zeros from the start, but for attempts that failed: each kind of failure of a target appears \
            with the first of it. A tag without a value is `none`.

            - A call whose caller is gone (interrupted, cancelled, not subscribed any more) has the outcome `failed`, and \
            its attempt the kind `cancelled`. A stream whose subscriber leaves after its first content is a call that \
            succeeded, with an attempt that was cancelled.
            - Circuits whose names are computed share meters under the template of the names, so nothing is left of a \
            circuit that is evicted but what it refused.
            - Tokens are counted where a `UsageReader` bean can read the answer; Spring AI's responses are built in. Of a \
            stream the last item that has usage counts. An answer without usage counts nothing.

            """;

    private static final String TRACES = """

            The parent of a call's observation is the caller's current one; in a pipeline that in its Reactor context. The \
            observation of an attempt is the child of that of its call. It is the current one while the method runs, on \
            whichever thread that is, and it is in the Reactor context of what the method returned: so the spans of HTTP \
            clients, and of guarded calls inside, are its children. A fallback method runs in the observation of the call. \
            For a stream the observation of the call ends with the first content, that of the attempt with the stream.

            A span that failed has the kind of the failure as its error, and nothing else of the exception. One that was \
            cancelled has `error.type` but no error.

            The timer `resilient.agent.call` is not made of the observation: a `MeterFilter` keeps out the meters that \
            Micrometer would make of the two observations by itself, so nothing is counted twice. \
            `management.observations.enable.resilient.agent=false` turns the observations off and leaves the meters.

            The names `gen_ai.*` are OpenTelemetry's, where they are still in development and partly being renamed. Only \
            those are used that are the same before and after. A bean of type `AttemptObservationConvention` or \
            `CallObservationConvention` replaces the names, most easily by extending `DefaultAttemptObservationConvention` \
            or `DefaultCallObservationConvention`.
            """;

    private MetricsDoc() {}

    static String text() {
        return HEAD + "## Meters\n\n| meter | type | tags | meaning |\n| --- | --- | --- | --- |\n"
                + rows(AgentMeter::isMeter, MetricsDoc::meter)
                + MIDDLE
                + "## Observations\n\n| observation | keys of low cardinality | keys of high cardinality | meaning |\n"
                + "| --- | --- | --- | --- |\n"
                + rows(AgentMeter::isObserved, MetricsDoc::observation)
                + TRACES
                + "\n## Keys\n\n| key | meaning |\n| --- | --- |\n"
                + Stream.of(AgentKey.values())
                        .map((key) -> row(List.of("`" + key.asString() + "`", key.meaning())))
                        .collect(Collectors.joining());
    }

    private static String rows(Predicate<AgentMeter> which, Function<AgentMeter, List<String>> columns) {
        return Stream.of(AgentMeter.values())
                .filter(which)
                .map((meter) -> row(columns.apply(meter)))
                .collect(Collectors.joining());
    }

    private static List<String> meter(AgentMeter meter) {
        return List.of(
                "`" + meter.getName() + "`",
                meter.getType().name().toLowerCase(Locale.ROOT),
                keys(meter.getKeyNames()),
                meter.description() + ".");
    }

    private static List<String> observation(AgentMeter observed) {
        String meaning = (observed == AgentMeter.CALL) ? "One guarded call" : observed.description();
        return List.of(
                "`" + observed.getName() + "`",
                keys(observed.getLowCardinalityKeyNames()),
                keys(observed.getHighCardinalityKeyNames()),
                meaning + ".");
    }

    private static String keys(KeyName... keys) {
        return Arrays.stream(keys).map((key) -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
    }

    private static String row(List<String> columns) {
        return "| " + String.join(" | ", columns) + " |\n";
    }
}
