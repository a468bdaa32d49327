package io.resilientagent;

/**
 * A provider and one of its models, such as {@code anthropic/claude-sonnet-4}.
 *
 * @param provider the part before the first slash; never blank
 * @param model the rest; may itself hold slashes; never blank
 */
public record ModelTarget(String provider, String model) {

    public ModelTarget {
        if (provider.isBlank() || model.isBlank() || provider.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid model target '%s/%s': must be '<provider>/<model>'".formatted(provider, model));
        }
    }

    /**
     * Reads {@code provider/model}, split at the first slash.
     *
     * @throws IllegalArgumentException unless there is text on both sides of a slash
     */
    public static ModelTarget parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "Invalid model target '%s': must be '<provider>/<model>'".formatted(text));
        }
        return new ModelTarget(
                text.substring(0, slash).strip(), text.substring(slash + 1).strip());
    }

    /** {@code provider/model}. */
    @Override
    public String toString() {
        return this.provider + "/" + this.model;
    }
}
