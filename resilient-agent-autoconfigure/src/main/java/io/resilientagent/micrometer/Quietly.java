package io.resilientagent.micrometer;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Does what may fail because of an application's registry or filter, so that neither its start nor a call does. The
 * first failure is logged at WARN, later ones at DEBUG.
 */
final class Quietly {

    private static final Log logger = LogFactory.getLog("io.resilientagent.meters");

    private final AtomicBoolean warned = new AtomicBoolean();

    void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError ex) {
            String message = "A meter registry failed; what it was told is not counted";
            if (this.warned.compareAndSet(false, true)) {
                logger.warn(message + "; further failures are logged at DEBUG", ex);
            } else {
                logger.debug(message, ex);
            }
        }
    }
}
