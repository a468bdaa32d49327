package io.resilientagent.sample.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a simulated model knows. */
final class CannedAnswers {

    private static final Map<String, String> BY_WORD = Map.of(
            "parcel", "Your parcel left our warehouse this morning and arrives tomorrow.",
            "refund", "We have refunded your order; the money is on your account within three days.",
            "password", "Choose 'Forgot password' on the sign-in page, and we send you a link.");

    private static final String OTHERWISE = "Thank you for asking; a colleague gets back to you within the hour.";

    private static final Pattern WORD_ENDS = Pattern.compile("(?<= )");

    private CannedAnswers() {}

    static String to(String question) {
        String asked = question.toLowerCase(Locale.ROOT);
        return BY_WORD.entrySet().stream()
                .filter((entry) -> asked.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHERWISE);
    }

    /** The words of a text, each with the space after it: what a stream sends one by one. */
    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(WORD_ENDS.split(text));
    }
}
