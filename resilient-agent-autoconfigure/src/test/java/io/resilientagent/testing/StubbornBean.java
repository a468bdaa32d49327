package io.resilientagent.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/** A bean that works stubbornly once for each time it was asked to. */
public abstract class StubbornBean {

    private final Deque<Stubborn> works = new ArrayDeque<>();

    /** What the next call will work on. */
    public Stubborn next() {
        Stubborn work = new Stubborn();
        synchronized (this.works) {
            this.works.add(work);
        }
        return work;
    }

    /** What this call is to work on; done already if nobody asked for any. */
    protected Stubborn take() {
        synchronized (this.works) {
            Stubborn work = this.works.poll();
            if (work == null) {
                work = new Stubborn();
                work.release();
            }
            return work;
        }
    }
}
