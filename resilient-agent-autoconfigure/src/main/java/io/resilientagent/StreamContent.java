package io.resilientagent;

/**
 * Decides which items of a stream are content. Up to the first content of a stream its call may be tried again or
 * answered by another route, and items without content are held back; from then on the caller has them. Of all beans of
 * this type the first whose type fits an item is asked. Where none does, text is content unless it is empty, and so are
 * Spring AI's responses with text, reasoning, media or tool calls, and items of any other type.
 *
 * @param <T> the type of the items
 */
public interface StreamContent<T> {

    /** The type of the items about which it decides, its subtypes included. */
    Class<T> type();

    /** Whether an item is content; must be quick. What it throws ends the attempt. */
    boolean isContent(T item);
}
