package io.resilientagent.failure;

/** A throwable that knows its own failure; the library's own exceptions implement it. */
public interface Classified {

    /** The failure that this throwable stands for. */
    Failure failure();
}
