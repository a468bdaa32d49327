package io.resilientagent.failure;

/**
 * What the type of an exception says.
 *
 * @param kind what it is by its type
 * @param rank how it stands to the other types of its cause chain
 * @param billing whether the request may have been worked on
 * @param remote whether a provider, or the way to it, had a part in it
 */
record Trait(FailureKind kind, Rank rank, Billing billing, boolean remote) {

    /** From what decides alone to what says least. */
    enum Rank {
        /** Decides before any other evidence. */
        FINAL,
        /** Something that happened: the outermost of them is the one. */
        FAULT,
        /** An answer that could not be read; a fault below it is the reason. */
        PARSE,
        /** A client's general exception; anything else says more. */
        GENERAL
    }
}
