package io.resilientagent.sample.demo;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /ask} answers, as a user reads it.
 *
 * @param status how good it is
 * @param data the answer
 * @param note why it is not the best
 * @param reason the kind of the last failure
 * @param route who answered
 * @param attempts how many tries it took
 * @param elapsed how long it took
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Answer(
        String status,
        @Nullable String data,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String route,
        int attempts,
        Duration elapsed) {}
