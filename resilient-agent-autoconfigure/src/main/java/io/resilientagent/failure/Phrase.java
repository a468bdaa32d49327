package io.resilientagent.failure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Words that stand in a text in this order, with gaps at the stars that are no longer than a model's name. */
record Phrase(List<String> words) {

    private static final int GAP = 120;

    static Phrase of(String phrase) {
        return new Phrase(List.of(phrase.split("\\s*\\*\\s*")));
    }

    boolean isIn(String text) {
        String first = this.words.get(0);
        int at = Text.indexOf(text, first, 0, text.length());
        while (at >= 0) {
            if (restFollows(text, at + first.length())) {
                return true;
            }
            at = Text.indexOf(text, first, at + 1, text.length());
        }
        return false;
    }

    private boolean restFollows(String text, int from) {
        int position = from;
        for (int i = 1; i < this.words.size(); i++) {
            String word = this.words.get(i);
            int at = Text.indexOf(text, word, position, position + GAP + word.length());
            if (at < 0) {
                return false;
            }
            position = at + word.length();
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join(" ... ", this.words).replaceAll(" +", " ").strip();
    }

    /** The first row that has a phrase in one of the texts, or null. */
    static PhraseTable.@Nullable Row find(List<String> texts, @Nullable Integer status) {
        for (PhraseTable.Row row : PhraseTable.ROWS) {
            if (row.scope().includes(status) && isIn(row.phrases(), texts)) {
                return row;
            }
        }
        return null;
    }

    private static boolean isIn(List<Phrase> phrases, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (anyIn(phrases, texts.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean anyIn(List<Phrase> phrases, String text) {
        for (int i = 0; i < phrases.size(); i++) {
            if (phrases.get(i).isIn(text)) {
                return true;
            }
        }
        return false;
    }
}
