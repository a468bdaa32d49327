package io.resilientagent.plan;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.CacheKey;
import io.resilientagent.engine.CachedAnswers;

/**
 * How answers are cached.
 *
 * @param version part of every key: another version has none of the answers of this one
 * @param shared whether all callers and accounts get the same answers
 * @param timeToLive how long an answer is of use; 0 is for ever
 * @param keys what knows the keys of further types; asked for when one is needed
 * @param answers where answers are
 */
public record AnswerCaching(
        String version, boolean shared, Duration timeToLive, Supplier<List<CacheKey<?>>> keys, CachedAnswers answers) {}
