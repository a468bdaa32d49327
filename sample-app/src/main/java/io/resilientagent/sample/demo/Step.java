package io.resilientagent.sample.demo;

import java.io.IOException;

/**
 * A step of the story.
 *
 * @param title what it shows
 * @param broken what is broken in it
 * @param scene what happens
 */
record Step(String title, String broken, Scene scene) {

    /** What happens in a step; checks itself. */
    @FunctionalInterface
    interface Scene {

        /**
         * Plays it.
         *
         * @throws UnexpectedOutcomeException if it did not do what it should
         */
        void play(Stage stage) throws IOException, InterruptedException;
    }
}
