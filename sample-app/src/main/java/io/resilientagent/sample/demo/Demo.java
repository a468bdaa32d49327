package io.resilientagent.sample.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Tells the story of an outage on a running sample application, and checks that each step does what it should. */
public class Demo {

    /** Every step did what it should. */
    public static final int OK = 0;

    /** A step did not. */
    public static final int STEP_FAILED = 1;

    private final Terminal terminal;

    private final SampleClient client;

    private final List<Step> steps;

    /**
     * Creates the demo.
     *
     * @param base where the application listens
     * @param out where the story is told
     */
    public Demo(URI base, PrintWriter out) {
        this(new SampleClient(base), new Terminal(out), Story.steps());
    }

    Demo(SampleClient client, Terminal terminal, List<Step> steps) {
        this.client = client;
        this.terminal = terminal;
        this.steps = List.copyOf(steps);
    }

    /** Plays every step up to the first that fails; answers the exit code. */
    public int run() throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < this.steps.size(); i++) {
            if (!play(i + 1, this.steps.get(i))) {
                return STEP_FAILED;
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        this.terminal.say("");
        this.terminal.say(
                "All %d steps did what they should, in %s.".formatted(this.steps.size(), Terminal.seconds(took)));
        return OK;
    }

    private boolean play(int number, Step step) throws InterruptedException {
        this.terminal.title(number, step);
        Stage stage = new Stage(this.client);
        String problem = problem(step, stage);
        this.terminal.outcome(stage.asked());
        if (problem != null) {
            this.terminal.say("");
            this.terminal.say("Step %d '%s' did not do what it should: %s".formatted(number, step.title(), problem));
            return false;
        }
        this.terminal.ok();
        return true;
    }

    @Nullable
    private static String problem(Step step, Stage stage) throws InterruptedException {
        try {
            step.scene().play(stage);
            return null;
        } catch (IOException | RuntimeException ex) {
            return (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
        }
    }
}
