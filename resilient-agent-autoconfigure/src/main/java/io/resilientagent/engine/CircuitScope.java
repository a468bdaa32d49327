package io.resilientagent.engine;

/** What a circuit of an attempt stands for; decides which kinds of failure count in it. */
public enum CircuitScope {

    /** The method's own, {@code @CircuitGuarded}: every kind that counts at all. */
    OWN,

    /** The provider's account: key and quota. */
    ACCOUNT,

    /** The model. */
    MODEL,

    /** One that a target names: stands for account and model at once. */
    NAMED
}
