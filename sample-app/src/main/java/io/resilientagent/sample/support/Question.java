package io.resilientagent.sample.support;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /ask} is sent.
 *
 * @param question what the customer wants to know
 */
record Question(@Nullable String question) {

    String checked() {
        return Texts.checked("question", this.question);
    }
}
