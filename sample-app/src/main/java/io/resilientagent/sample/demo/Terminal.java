package io.resilientagent.sample.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Prints the story. */
class Terminal {

    private static final String INDENT = "   ";

    private final PrintWriter out;

    Terminal(PrintWriter out) {
        this.out = out;
    }

    void title(int number, Step step) {
        say("");
        say("%d. %s".formatted(number, step.title()));
        say(INDENT + "broken: " + step.broken());
    }

    /** A line for each question, and what the user read last. */
    void outcome(List<Asked> asked) {
        if (asked.isEmpty()) {
            return;
        }
        Table table = new Table("status", "route", "tries", "time", "circuits");
        asked.forEach((one) -> table.line(
                one.answer().status(),
                Objects.toString(one.answer().route(), "-"),
                String.valueOf(one.answer().attempts()),
                seconds(one.took()),
                one.circuits().describe()));
        table.render().forEach((line) -> say(INDENT + line));
        Answer last = asked.get(asked.size() - 1).answer();
        say(INDENT + "answer: " + Objects.toString(last.data(), "-"));
        if (last.note() != null) {
            say(INDENT + "note:   " + last.note());
        }
    }

    void ok() {
        say(INDENT + "ok");
    }

    /** One line. */
    final void say(String line) {
        this.out.println(line);
        this.out.flush();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
