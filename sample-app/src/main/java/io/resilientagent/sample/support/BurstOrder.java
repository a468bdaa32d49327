package io.resilientagent.sample.support;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /burst} is sent.
 *
 * @param question what is asked each time
 * @param perSecond how many questions a second, from 1 to 200
 * @param seconds for how long, from 1 to 60
 */
record BurstOrder(
        @Nullable String question,
        @Nullable Integer perSecond,
        @Nullable Integer seconds) {

    private static final int MOST_PER_SECOND = 200;

    private static final int MOST_SECONDS = 60;

    String checkedQuestion() {
        return Texts.checked("question", this.question);
    }

    int checkedPerSecond() {
        return checked("perSecond", this.perSecond, MOST_PER_SECOND);
    }

    int checkedSeconds() {
        return checked("seconds", this.seconds, MOST_SECONDS);
    }

    private static int checked(String name, @Nullable Integer value, int most) {
        if (value == null || value < 1 || value > most) {
            throw new InvalidInputException("Invalid %s (%s): must be from 1 to %d".formatted(name, value, most));
        }
        return value;
    }
}
