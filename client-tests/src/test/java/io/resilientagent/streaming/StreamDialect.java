package io.resilientagent.streaming;

import io.resilientagent.failure.FailureKind;

/** How a provider writes its events. */
enum StreamDialect {
    OPENAI(FailureKind.SERVER_ERROR) {
        @Override
        String head() {
            return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
        }

        @Override
        String piece(String text) {
            return chunk("{\"content\":\"" + text + "\"}", "null");
        }

        @Override
        String end() {
            return chunk("{}", "\"stop\"") + "data: [DONE]\n\n";
        }

        @Override
        String error() {
            return "data: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\","
                    + "\"param\":null,\"code\":null}}\n\n";
        }

        private static String chunk(String delta, String finish) {
            return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
        }
    },

    ANTHROPIC(FailureKind.OVERLOADED) {
        @Override
        String head() {
            return event(
                            "message_start",
                            "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                                    + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}")
                    + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
        }

        @Override
        String piece(String text) {
            return event(
                    "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
        }

        @Override
        String end() {
            return event("content_block_stop", "\"index\":0")
                    + event(
                            "message_delta",
                            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                    + "\"usage\":{\"output_tokens\":5}")
                    + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        }

        @Override
        String error() {
            return event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");
        }

        private static String event(String type, String rest) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + rest + "}\n\n";
        }
    };

    private final FailureKind errorKind;

    StreamDialect(FailureKind errorKind) {
        this.errorKind = errorKind;
    }

    /** What an answer begins with; no content yet. */
    abstract String head();

    abstract String piece(String text);

    abstract String end();

    /** An event that says that the provider has failed. */
    abstract String error();

    /** What {@link #error} is. */
    FailureKind errorKind() {
        return this.errorKind;
    }
}
