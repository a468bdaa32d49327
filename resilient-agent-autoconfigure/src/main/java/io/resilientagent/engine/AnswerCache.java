package io.resilientagent.engine;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The cached answers of one guarded method.
 *
 * @param keys makes the keys of its questions
 * @param type the type of its answers, or of their items
 * @param timeToLive how long an answer is of use; zero is for ever
 * @param shared whether all callers and accounts get the same answers
 * @param answers all cached answers
 */
public record AnswerCache(QuestionKey keys, Class<?> type, Duration timeToLive, boolean shared, CachedAnswers answers) {

    /** What a call asks; null if nobody knows, or it is not known whose account is used. */
    @Nullable
    Question ask(CallPlan plan, GuardedInvocation invocation, LeasedRun run, @Nullable CallerIdentity who) {
        Object[] parts = invocation.question();
        String accounts = this.shared ? "" : run.accounts();
        if (parts == null || accounts == null) {
            return null;
        }
        Question question = new Question(plan, this, parts, accounts);
        if (this.shared) {
            question.askedBy(null);
        } else {
            question.ask((who != null) ? who : this.answers.callers());
        }
        return question;
    }

    /** What was found, if it is one of this method's answers and fresh enough. */
    @Nullable
    StoredAnswer usable(@Nullable Object found, boolean stream) {
        if (!(found instanceof StoredAnswer answer) || !fits(answer.value(), stream)) {
            return null;
        }
        boolean expired = !this.timeToLive.isZero() && age(answer).compareTo(this.timeToLive) >= 0;
        return expired ? null : answer;
    }

    /** Whether there is something that cannot be an answer of this method. */
    boolean isForeign(@Nullable Object found, boolean stream) {
        return found != null && !(found instanceof StoredAnswer answer && fits(answer.value(), stream));
    }

    private boolean fits(@Nullable Object value, boolean stream) {
        return stream ? value instanceof StoredItems items && items.holdOnly(this.type) : this.type.isInstance(value);
    }

    /** How old an answer is. */
    Duration age(StoredAnswer answer) {
        return Duration.ofMillis(Math.max(0, this.answers.millis() - answer.storedAt()));
    }

    /** Keeps an answer, later. */
    void store(Question question, Object value) {
        String key = Objects.requireNonNull(question.key());
        this.answers.store(question.plan(), key, value, this.timeToLive);
    }
}
