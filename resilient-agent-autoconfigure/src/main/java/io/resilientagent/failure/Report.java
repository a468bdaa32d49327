package io.resilientagent.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What a provider's error document says: codes, prose, and hints about time. Bounded; not thread-safe. */
final class Report {

    private static final int MAX_CODES = 16;

    private static final int MAX_TEXTS = 8;

    /** Codes, then types. */
    final List<String> codes = new ArrayList<>(2);

    final List<String> texts = new ArrayList<>(1);

    /** A status that the document repeats, or the only one there is. */
    @Nullable
    Integer status;

    /** A delay that is a field of the document, in its own unit. */
    @Nullable
    Advice advice;

    /** A page for people. */
    @Nullable
    String page;

    /** Headers that a gateway put into the document. */
    @Nullable
    Map<?, ?> headers;

    boolean isEmpty() {
        return this.codes.isEmpty() && this.texts.isEmpty() && this.status == null;
    }

    /** Adds a code; a code proper is more exact than a type, wherever it stands. */
    void code(String code, boolean first) {
        if (!code.isBlank() && !code.equals("error") && this.codes.size() < MAX_CODES) {
            this.codes.add(first ? 0 : this.codes.size(), code);
        }
    }

    /** Adds prose; pages for people say too much by the way to be evidence of more than a delay. */
    void text(String text) {
        if (text.startsWith("<") && Text.indexOf(text, "<html", 0, 200) >= 0) {
            this.page = text;
        } else if (!text.isBlank() && this.texts.size() < MAX_TEXTS) {
            this.texts.add(text);
        }
    }

    /** Where the first code of a weight is, or -1. */
    int first(Codes.Weight weight) {
        for (int i = 0; i < this.codes.size(); i++) {
            Codes meaning = Codes.of(this.codes.get(i));
            if (meaning != null && meaning.weight() == weight) {
                return i;
            }
        }
        return -1;
    }

    /** What the codes of a weight mean, or null. */
    @Nullable
    FailureKind kind(Codes.Weight weight) {
        int index = first(weight);
        Codes meaning = (index >= 0) ? Codes.of(this.codes.get(index)) : null;
        return (meaning != null) ? meaning.kind() : null;
    }

    /** A field of a document that says how long to wait. */
    record Advice(Object value, boolean millis) {}
}
