package io.resilientagent.sample.support;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /embed} is sent.
 *
 * @param text the text whose vector is wanted
 */
record TextToEmbed(@Nullable String text) {

    String checked() {
        return Texts.checked("text", this.text);
    }
}
