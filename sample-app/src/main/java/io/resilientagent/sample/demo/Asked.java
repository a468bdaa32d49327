package io.resilientagent.sample.demo;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One question and what came of it.
 *
 * @param answer what the user got
 * @param took how long the user waited
 * @param circuits the circuits afterwards
 */
record Asked(Answer answer, Duration took, Circuits circuits) {

    Asked status(String expected) {
        return expect("status", expected, this.answer.status());
    }

    Asked route(String expected) {
        return expect("route", expected, this.answer.route());
    }

    Asked reason(String expected) {
        return expect("reason", expected, this.answer.reason());
    }

    Asked tries(int expected) {
        return expect("tries", expected, this.answer.attempts());
    }

    Asked circuit(String name, String expected) {
        return expect("circuit " + name, expected, this.circuits.state(name));
    }

    Asked withNote() {
        return check(this.answer.note() != null, "a note", "none");
    }

    Asked withoutNote() {
        return check(this.answer.note() == null, "no note", this.answer.note());
    }

    Asked allCircuitsClosed() {
        return check(this.circuits.allClosed(), "all circuits closed", this.circuits.describe());
    }

    Asked notBefore(Duration least) {
        return check(this.took.compareTo(least) >= 0, "at least " + least, this.took);
    }

    Asked within(Duration most) {
        return check(this.took.compareTo(most) <= 0, "at most " + most, this.took);
    }

    private Asked expect(String what, Object expected, @Nullable Object actual) {
        return check(expected.equals(actual), what + " " + expected, actual);
    }

    private Asked check(boolean ok, String expected, @Nullable Object actual) {
        if (!ok) {
            throw new UnexpectedOutcomeException(
                    "expected %s but it was %s".formatted(expected, Objects.toString(actual)));
        }
        return this;
    }
}
