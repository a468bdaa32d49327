package io.resilientagent;

import org.springframework.util.Assert;

/**
 * What an answer has used.
 *
 * @param input tokens of the question; 0 or more
 * @param output tokens of the answer, reasoning included; 0 or more
 */
public record TokenUsage(long input, long output) {

    public TokenUsage {
        Assert.isTrue(input >= 0, () -> "Invalid 'input' (" + input + "): must be 0 or more");
        Assert.isTrue(output >= 0, () -> "Invalid 'output' (" + output + "): must be 0 or more");
    }

    /** All tokens. */
    public long total() {
        return this.input + this.output;
    }
}
