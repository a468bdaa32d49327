package io.resilientagent.failure;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** Reads the evidence off the exceptions of a cause chain. */
final class EvidenceReader {

    private static final String ERROR_TYPE_HEADER = "x-amzn-errortype";

    private static final int MESSAGE_LIMIT = 8_192;

    private final Client client = new Client();

    private final Types types;

    private final UnaryOperator<@Nullable Object> opener = this.client::plain;

    EvidenceReader(Types types) {
        this.types = types;
    }

    Client client() {
        return this.client;
    }

    Evidence read(List<Throwable> chain) {
        Evidence evidence = new Evidence(chain);
        DocumentReader reader = new DocumentReader(this.opener, evidence.report);
        boolean outer = true;
        for (int i = 0; i < chain.size(); i++) {
            Throwable throwable = chain.get(i);
            Types.Known known = this.types.of(throwable);
            type(evidence, known, throwable, outer);
            outer &= known.wrapper();
            answer(evidence, known, reader, throwable);
        }
        errorTypeHeader(evidence);
        thrower(evidence);
        return evidence;
    }

    private void type(Evidence evidence, Types.Known known, Throwable throwable, boolean outer) {
        evidence.client |= known.client();
        Trait trait = known.said().isEmpty() ? known.trait() : known.said(throwable);
        boolean inner = trait != null && trait.kind() == FailureKind.APPLICATION && !outer;
        evidence.trait(inner ? null : trait);
    }

    private void answer(Evidence evidence, Types.Known known, DocumentReader reader, Throwable throwable) {
        boolean first = !evidence.hasErrorStatus();
        Integer status = first ? this.client.status(throwable, known.client()) : null;
        if (status != null) {
            evidence.status = status;
        }
        if (evidence.headers == null && (status != null || known.client())) {
            evidence.headers = this.client.headers(throwable);
        }
        if (evidence.report.isEmpty() && (status != null || known.client())) {
            body(evidence, reader, throwable, known.dearBody());
        }
        if (evidence.report.texts.isEmpty() && evidence.report.page == null && !known.wrapper()) {
            message(evidence, known, reader, throwable, status != null);
        }
    }

    /** Where a client has read a telling code already, its message is the prose; to ask for the body costs more. */
    private void body(Evidence evidence, DocumentReader reader, Throwable throwable, boolean dear) {
        String code = dear ? this.client.code(throwable) : null;
        Codes meaning = (code != null) ? Codes.of(code) : null;
        if (code != null && meaning != null && meaning.weight() != Codes.Weight.VAGUE) {
            evidence.report.code(code, true);
            return;
        }
        Object body = this.client.body(throwable);
        if (body instanceof CharSequence text) {
            reader.body(text);
        } else if (body != null) {
            reader.tree(body);
        }
        code = evidence.report.codes.isEmpty() ? this.client.code(throwable) : null;
        if (code != null) {
            evidence.report.code(code, true);
        }
    }

    /** Many clients keep status and body in the message alone. */
    private void message(
            Evidence evidence, Types.Known known, DocumentReader reader, Throwable throwable, boolean answered) {
        String message = Text.messageOf(throwable);
        if (message == null || message.isEmpty()) {
            return;
        }
        String text = Text.bounded(message, MESSAGE_LIMIT);
        Integer written = evidence.hasErrorStatus() ? null : MessageStatus.of(text, known.client());
        if (written != null) {
            evidence.status = written;
        }
        String code = known.client() && evidence.report.codes.isEmpty() ? MessageStatus.code(text) : null;
        if (code != null && Codes.of(code) != null) {
            evidence.report.code(code, true);
        }
        boolean documents = text.indexOf('{') >= 0 && reader.documents(text);
        if (answered || written != null) {
            reader.prose(text);
        } else if (!documents && known.speaks()) {
            evidence.message(text);
        }
    }

    /** A client that stumbles over an answer may throw what a bug of the application would throw. */
    private void thrower(Evidence evidence) {
        for (int i = 0; i < evidence.chain.size() && !evidence.client && evidence.status == null; i++) {
            evidence.client = this.types.isFromClient(evidence.chain.get(i));
            if (evidence.client && evidence.chain.get(i) instanceof NullPointerException) {
                evidence.trait(Types.STUMBLED);
            }
        }
    }

    private void errorTypeHeader(Evidence evidence) {
        Object headers = evidence.headers;
        String type = (headers != null && evidence.report.codes.isEmpty())
                ? this.client.header(headers, ERROR_TYPE_HEADER)
                : null;
        if (type != null) {
            evidence.report.code(type, true);
        }
    }
}
