package io.resilientagent.sample.demo;

/** A step did not do what it should. */
class UnexpectedOutcomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedOutcomeException(String message) {
        super(message);
    }
}
