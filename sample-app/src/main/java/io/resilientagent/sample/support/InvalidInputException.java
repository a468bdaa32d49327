package io.resilientagent.sample.support;

/** An input that this application does not accept; the message says what it does. */
class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message);
    }
}
