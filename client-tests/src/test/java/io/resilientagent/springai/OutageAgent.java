package io.resilientagent.springai;

import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.AgentResult;
import io.resilientagent.Repeat;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;

/** The agent of many tenants, with a tool that must never run twice. */
public class OutageAgent {

    private final ChatClient chat;

    OutageAgent(ResilientModels models, Orders orders) {
        this.chat =
                ChatClient.builder(models.chat("support")).defaultTools(orders).build();
    }

    @LlmCall(value = "support-agent", repeat = Repeat.NEVER, timeout = "3m", account = "#{#tenant}")
    @Fallback(cached = true)
    @Fallback(text = "We are busy, please try again in a minute.")
    public AgentResult<String> answer(String tenant, String question) {
        return AgentResult.success(this.chat.prompt(question).call().content());
    }

    /** The tool. */
    public static class Orders {

        final AtomicInteger cancelled = new AtomicInteger();

        @Tool(name = "cancelOrder", description = "Cancels an order")
        public String cancelOrder(String number) {
            this.cancelled.incrementAndGet();
            return "cancelled";
        }
    }

    /** Whose key is used. */
    public static class Tenants {

        volatile String current = "acme";

        public String current() {
            return this.current;
        }
    }
}
