package io.resilientagent.sample.simulator;

/** What was asked of the simulator cannot be done; the message says what can. */
class InvalidFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidFaultException(String message) {
        super(message);
    }
}
