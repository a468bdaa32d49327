package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** What one call asks, as far as cached answers go, and what becomes of its answer. */
final class Question {

    private final CallPlan plan;

    private final AnswerCache cache;

    private final Object[] parts;

    private final String accounts;

    private volatile @Nullable String key;

    private volatile boolean answeredWell;

    Question(CallPlan plan, AnswerCache cache, Object[] parts, String accounts) {
        this.plan = plan;
        this.cache = cache;
        this.parts = parts;
        this.accounts = accounts;
    }

    void ask(CallerIdentity who) {
        try {
            who.tell(this::askedBy);
        } catch (Throwable ex) {
            this.cache.answers().log().noKey(this.plan, ex);
        }
    }

    void askedBy(@Nullable String caller) {
        try {
            this.key = this.cache.keys().of(this.parts, this.plan.shape().stream(), this.accounts, caller);
        } catch (Throwable ex) {
            // Deep nesting ends in a StackOverflowError at worst, and no call may end for the sake of a cache.
            this.cache.answers().log().noKey(this.plan, ex);
        }
    }

    /** Null as long as nobody knows it. */
    @Nullable
    String key() {
        return this.key;
    }

    CallPlan plan() {
        return this.plan;
    }

    AnswerCache cache() {
        return this.cache;
    }

    /** The first target or its equal has answered. */
    void answered(@Nullable Object answer) {
        this.answeredWell = true;
        Object content = this.plan.shape().content(answer);
        if (!this.plan.shape().stream() && content != null && this.key != null) {
            this.cache.store(this, content);
        }
    }

    /** A stream has come to its end. */
    void streamed(@Nullable StreamRecording recording) {
        StoredItems items = (recording != null) ? recording.items() : null;
        if (this.answeredWell && items != null && this.key != null) {
            this.cache.store(this, items);
        }
    }
}
