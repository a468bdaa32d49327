package io.resilientagent.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.resilientagent.redis.NewsReader.UnreadableException;

/** What is said about circuits in Redis: the last word of an operator and the last of the outcomes, for each one. */
final class CircuitStore {

    private final String keys;

    private final SharingLog log;

    final byte[] channel;

    CircuitStore(String keys, SharingLog log) {
        this.keys = keys;
        this.log = log;
        this.channel = Scripts.bytes(keys + "news");
    }

    /** Stores the news and tells everybody, unless they are over or others count more: then 0, else their order. */
    long tell(RedisLink link, News news, long slackMillis) {
        if (news.keepMillis() <= 0) {
            return 0;
        }
        String kind = news.decision().operator() ? "operator:" : "circuit:";
        List<Object> answer = link.run(
                Scripts.TELL,
                3,
                Scripts.bytes(this.keys + kind + news.circuit()),
                index(),
                Scripts.bytes(this.keys + "order"),
                news.json(),
                bytes(news.keepMillis()),
                bytes(news.ageMillis()),
                bytes(news.leftMillis()),
                Scripts.bytes(news.decision().state().name()),
                bytes(slackMillis),
                this.channel,
                Scripts.bytes(news.from()));
        String problem = text(answer.get(1));
        if (!problem.isEmpty()) {
            this.log.refused(problem);
        }
        return Long.parseLong(text(answer.get(0)));
    }

    /** All there is, an operator's words first. */
    void read(RedisLink link, Consumer<News> reader) {
        List<Object> all = link.run(Scripts.READ, 1, index(), Scripts.bytes(this.keys));
        for (boolean operator : new boolean[] {true, false}) {
            for (int i = 0; i + 2 < all.size(); i += 3) {
                if (text(all.get(i)).startsWith(this.keys + "operator:") == operator) {
                    read(text(all.get(i)), bytes(all.get(i + 1)), all.get(i + 2), reader);
                }
            }
        }
    }

    private void read(String key, byte[] value, Object millisLeft, Consumer<News> reader) {
        if (key.isEmpty()) {
            this.log.refused(text(value));
            return;
        }
        try {
            reader.accept(NewsReader.stored(value, (millisLeft instanceof Long left) ? left : 0));
        } catch (UnreadableException ex) {
            this.log.unreadable(ex.problem);
        }
    }

    private byte[] index() {
        return Scripts.bytes(this.keys + "index");
    }

    private static byte[] bytes(long number) {
        return Scripts.bytes(Long.toString(number));
    }

    private static byte[] bytes(Object value) {
        return (value instanceof byte[] bytes) ? bytes : Scripts.bytes(Objects.toString(value));
    }

    private static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }
}
