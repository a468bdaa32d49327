package io.resilientagent.springai;

import java.util.ArrayList;
import java.util.List;

/**
 * One cell of the matrix: what both providers do, from when on, and what can be had from the cache.
 *
 * @param begin the first request that they treat so
 */
record Outage(Begin begin, ProviderState premium, ProviderState cheaper, Cached cache) {

    enum Begin {
        /** The premium model has asked for the tool, and the tool has run. */
        AFTER_THE_TOOL,
        /** No model has answered anything yet. */
        FROM_THE_START
    }

    enum Cached {
        HIT,
        MISS,
        BROKEN
    }

    static List<Outage> all() {
        List<Outage> all = new ArrayList<>();
        for (Begin begin : Begin.values()) {
            for (ProviderState premium : ProviderState.values()) {
                for (ProviderState cheaper : ProviderState.values()) {
                    for (Cached cache : Cached.values()) {
                        all.add(new Outage(begin, premium, cheaper, cache));
                    }
                }
            }
        }
        return all;
    }

    Outage with(Cached cache) {
        return new Outage(this.begin, this.premium, this.cheaper, cache);
    }
}
