package io.resilientagent.web;

import java.io.UncheckedIOException;
import java.net.ConnectException;

/** A provider that cannot be reached. */
final class ModelDownException extends UncheckedIOException {

    ModelDownException() {
        super(new ConnectException("Connection refused"));
    }
}
