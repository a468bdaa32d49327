package io.resilientagent.soak;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Lets so many through each second: what a machine cannot begin in time, it cannot end in time either. */
final class Pace {

    private final long gap;

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Pace(int perSecond) {
        this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    void await() {
        // What was missed while the machine was busy is not made up for.
        long due = this.next.updateAndGet((last) -> Math.max(last + this.gap, System.nanoTime()));
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
