package io.resilientagent.engine;

import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What is said of caches that do not work: one line at WARN for each call and reason. Never a key or an answer. */
final class CacheLog {

    private static final Log logger = LogFactory.getLog("io.resilientagent.cache");

    private static final int MAX_KNOWN = 1_000;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    void noKey(CallPlan plan, Throwable why) {
        warn(
                plan,
                "has no key for its cached answers, as " + name(why) + " was thrown when its arguments were read: "
                        + "it is made without them",
                why);
    }

    void late(CallPlan plan) {
        warn(plan, "got nothing from the cache within 'resilient-agent.cache.timeout'", null);
    }

    void failed(CallPlan plan, Throwable why) {
        warn(plan, "got nothing from the cache, which failed with " + name(why), why);
    }

    void foreign(CallPlan plan) {
        warn(
                plan,
                "found something in the cache that is none of its answers. After a change of its type set another"
                        + " 'resilient-agent.cache.version'",
                null);
    }

    void dropped(CallPlan plan) {
        warn(plan, "has answers that were not stored, as the cache is too slow to take them", null);
    }

    void notStored(CallPlan plan, StoredAnswer answer, Throwable why) {
        String cure = (answer.value() instanceof Serializable)
                ? ""
                : ". Its type " + answer.value().getClass().getName()
                        + " is not Serializable, which a cache outside this process may need";
        warn(plan, "has an answer that could not be stored: " + name(why) + cure, why);
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getName();
    }

    private void warn(CallPlan plan, String what, @Nullable Throwable why) {
        String line = "Call '" + plan.name() + "' " + what;
        if (this.warned.size() < MAX_KNOWN && this.warned.add(line)) {
            logger.warn(line);
        }
        if (why != null) {
            logger.debug(line, why);
        }
    }
}
