package io.resilientagent.springai;

import java.util.List;

import io.resilientagent.AgentResult.Status;

/**
 * What came of a question, without the note.
 *
 * @param route who answered the agent's call: its method, the cache or the text
 * @param model the model that answered the last request; empty if none did
 * @param premium requests to the premium provider
 * @param cheaper requests to the cheaper provider
 * @param tools how often the tool ran
 * @param seconds how long the caller waited, in whole seconds of the test's clock
 * @param open circuits that are not closed
 * @param other circuits of another tenant that are not closed
 */
record OutageResult(
        Status status,
        String route,
        String model,
        int premium,
        int cheaper,
        int tools,
        long seconds,
        List<String> open,
        List<String> other) {}
