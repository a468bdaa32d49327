package io.resilientagent.sample.support;

/** A text that this application does not accept; the message says what it does. */
class InvalidTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidTextException(String message) {
        super(message);
    }
}
