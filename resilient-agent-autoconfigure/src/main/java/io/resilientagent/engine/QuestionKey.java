package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** Makes keys of questions, one for each. */
@FunctionalInterface
public interface QuestionKey {

    /**
     * The key of a question.
     *
     * @param stream whether the answer comes piece by piece
     * @param account whose key or quota is used, or null
     * @param caller who asks, or null if it is nobody in particular
     * @throws Exception if an argument cannot be told from another
     */
    String of(Object[] question, boolean stream, @Nullable String account, @Nullable String caller) throws Exception;
}
