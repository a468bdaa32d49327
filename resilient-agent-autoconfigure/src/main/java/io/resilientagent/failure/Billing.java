package io.resilientagent.failure;

/** Whether a failed attempt costs money. */
public enum Billing {

    /** Refused before any work was done. */
    NOT_BILLED,

    /** Cut off while the provider may have gone on working: a timeout, 502, 504, a broken connection. */
    POSSIBLY_BILLED,

    /** Answered, and the answer was unusable. */
    BILLED
}
