package io.resilientagent.testing;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Answers every question, unless it was told to fail. Thread-safe. */
public final class FakeProvider {

    private final Deque<Throwable> next = new ConcurrentLinkedDeque<>();

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile @Nullable FailureKind outage;

    /** Lets the next calls fail with these, one each. */
    public void failNext(Throwable... failures) {
        this.next.addAll(List.of(failures));
    }

    /** Lets the next calls fail with these kinds, one each. */
    public void failNext(FailureKind... kinds) {
        for (FailureKind kind : kinds) {
            this.next.add(Problem.of(kind));
        }
    }

    /** Lets all calls fail from now on, or none of them. */
    public void outage(@Nullable FailureKind kind) {
        this.outage = kind;
    }

    /** A call to the provider. */
    public String ask(String question) {
        this.asked.add(question);
        Throwable failure = this.next.poll();
        FailureKind kind = this.outage;
        if (failure == null && kind != null) {
            failure = Problem.of(kind);
        }
        if (failure != null) {
            sneak(failure);
        }
        return "answer to " + question;
    }

    /** What was asked so far, failed calls included. */
    public List<String> asked() {
        return List.copyOf(this.asked);
    }

    /** How often it was asked, failed calls included. */
    public int calls() {
        return this.asked.size();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
