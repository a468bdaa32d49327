package io.resilientagent.micrometer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.resilientagent.AgentResult;
import io.resilientagent.TokenUsage;
import io.resilientagent.UsageReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What an answer has used, as far as somebody can read its type. Never throws. */
public final class UsageReaders {

    private static final Log logger = LogFactory.getLog(UsageReader.class);

    private final Supplier<List<UsageReader<?>>> readers;

    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Creates them.
     *
     * @param readers asked for at the first answer, not before
     */
    public UsageReaders(Supplier<List<UsageReader<?>>> readers) {
        this.readers = readers;
    }

    /** Whether nobody can read anything. */
    boolean isEmpty() {
        return all().isEmpty();
    }

    private List<UsageReader<?>> all() {
        try {
            return this.readers.get();
        } catch (RuntimeException | LinkageError ex) {
            warn(ex);
            return List.of();
        }
    }

    @Nullable
    TokenUsage read(Object answer) {
        Object content = (answer instanceof AgentResult<?> result) ? result.data() : answer;
        if (content instanceof Optional<?> optional) {
            content = optional.orElse(null);
        }
        try {
            for (UsageReader<?> reader : all()) {
                if (reader.type().isInstance(content)) {
                    return read(reader, content);
                }
            }
        } catch (RuntimeException | LinkageError ex) {
            warn(ex);
        }
        return null;
    }

    private static <T> @Nullable TokenUsage read(UsageReader<T> reader, @Nullable Object answer) {
        return (answer != null) ? reader.read(reader.type().cast(answer)) : null;
    }

    private void warn(Throwable ex) {
        String message = "Usage of an answer cannot be read; its tokens are not counted";
        if (this.warned.compareAndSet(false, true)) {
            logger.warn(message + "; further failures are logged at DEBUG", ex);
        } else {
            logger.debug(message, ex);
        }
    }
}
