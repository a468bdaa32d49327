package io.resilientagent.sample.simulator;

import java.util.List;

/** A provider's wire format: how it answers, and how it says no. */
interface Dialect {

    /** The answer to a request. */
    Reply answer(String path, ModelRequest request);

    /** An answer with nothing in it. */
    Reply empty(String path, ModelRequest request);

    /** The refusal that belongs to a fault; asked only for faults that are refusals. */
    Reply refusal(Fault fault);

    /** The refusal of a request that cannot be read. */
    Reply unreadable();

    /** The provider's endpoints. */
    List<String> paths();
}
